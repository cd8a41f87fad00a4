/* A few places side by side by a reader's own figures: what the map shows and what is made of it,
 * with the figures of other years. The page of comparisons goes by its address, which has none of
 * them; so they are compared where they are. */

import * as files from "../page/files.js";
import { el, say } from "../runtime/dom.js";
import { history } from "../runtime/history.js";
import * as sheets from "../runtime/sheets.js";
import * as choices from "./choices.js";
import * as own from "./own.js";
import * as view from "./view.js";

/**
 * @import { Manifest } from "../page/manifest.d.ts"
 * @import { Sheet } from "../runtime/layer_file.d.ts"
 * @import { View } from "../runtime/sheets.js"
 * @import { State } from "./view.js"
 */

/** As many as a brief has room for. */
const MOST = 4;
/** @type {Set<string>} */
const pinned = new Set();

/** Nobody is compared any more. */
export const clear = () => pinned.clear();

/** Who is compared: those that were chosen, and the place that is looked at.
 * @type {(place: string) => string[]} */
export const compared = (place) =>
  [...new Set([...pinned, ...(place ? [place] : [])])].slice(0, MOST);

/** @param {() => void} change */
function act(change) {
  change();
  view.set({}, "replace");
}

/** The sheets of the indicator that is shown: of itself, and of what is made of it.
 * @param {Manifest} manifest @param {State} state @param {View} theme
 * @returns {Sheet[]} */
function family(manifest, state, { sheet }) {
  const { id, sheets: rows } = choices.layer(manifest, state.layer);
  const mine = manifest.indicators.filter((row) => own.indicator(row.id) &&
    row.base === choices.base(manifest, state) && Object.hasOwn(rows, `${id}/${row.id}`));
  const found = mine.flatMap((row) =>
    files.kept(manifest.sheets[state.lang][`${id}/${row.id}`]) || []);
  return found.length ? found : [sheet];
}

/** @param {Sheet} sheet @param {string} period @param {string[]} places */
function measure(sheet, period, places) {
  const { cells } = sheets.frame({ sheet, period, paintKey: "" });
  const rows = places.map((place) => sheet.items.findIndex(({ id }) => id === place))
    .filter((at) => at >= 0);
  const values = rows.flatMap((at) => cells[at].value ?? []);
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  return el("figure", { class: "atlas-ranking" },
    el("figcaption", { class: "atlas-ranking-title" },
      el("span", {}, [sheet.title, sheet.period_words[period]].filter(Boolean).join(" · ")),
      sheet.unit ? el("span", { class: "atlas-ranking-unit" }, sheet.unit) : null),
    el("ol", { class: "atlas-bars" }, ...rows.map((at) => {
      const cell = cells[at];
      const fill = el("span", { class: "atlas-bar-fill" });
      // Of what may lie below zero no length says how much it is.
      fill.style.width = least < 0 || most <= 0 ? "0" : `${100 * Number(cell.value) / most}%`;
      return el("li", {}, el("span", { class: "atlas-bar" },
        el("span", { class: "atlas-bar-rank" }, String(cell.rank ?? "")),
        el("span", { class: "atlas-bar-name" }, sheet.items[at].short || sheet.items[at].name),
        el("span", { class: "atlas-bar-track", "aria-hidden": "true" }, fill),
        el("span", { class: "atlas-bar-value" }, cell.value === null ? cell.words
          : sheets.figure(sheet, cell)),
        el("span", { class: "own-trend" }, history(sheet, period, at)),
        el("small", {}, [cell.as_of || "", cell.note || ""].filter(Boolean).join(" · "))));
    })));
}

/** What stands below the figure of a place; nothing where the figure is of the atlas.
 * @type {(manifest: Manifest, state: State, theme: View) => Element | null} */
export function comparison(manifest, state, theme) {
  const { place } = state;
  const item = theme.sheet.items.find(({ id }) => id === place);
  if (!item || !own.shows(manifest, state)) return null;
  const words = manifest.words[state.lang];
  const name = (/** @type {string} */ id) => {
    const found = theme.sheet.items.find((one) => one.id === id);
    return found ? found.short || found.name : id;
  };
  const places = compared(place);
  return el("section", { class: "own-compare", "aria-label": words["own.compare"] },
    el("div", { class: "own-offered" },
      ...[...pinned].map((id) => el("button", { type: "button", "data-key": `unpin-${id}`,
        "aria-label": say(words, "own.unpin", { name: name(id) }),
        click: () => act(() => pinned.delete(id)) }, `${name(id)} ×`)),
      pinned.has(place) ? null : el("button", { type: "button", "data-key": "pin",
        disabled: pinned.size >= MOST, click: () => act(() => pinned.add(place)) },
      say(words, "own.pin", { name: name(place), most: MOST }))),
    ...(places.length > 1 ? [
      ...family(manifest, state, theme)
        .filter((sheet) => Object.hasOwn(sheet.frames, theme.period))
        .map((sheet) => measure(sheet, theme.period, places)),
      el("p", { class: "hint" }, words["own.compare-why"]),
    ] : pinned.size ? [el("p", { class: "hint" }, words["own.compare-next"])] : []));
}

/* The list beside a map: bars in order of value, in its colors, and in words who has no figure;
 * where a layer has no figures, its places in the order of the legend. */

import { el, redraw, say } from "./dom.js";
import * as shapes from "./shapes.js";
import * as sheets from "./sheets.js";

/**
 * @import { Child } from "./dom.js"
 * @import { Words } from "./layer_file.d.ts"
 * @import { View } from "./sheets.js"
 */

/**
 * @typedef {object} ListSettings
 * @property {string[]} [hidden]
 * @property {string | null} [selected]
 * @property {(id: string) => void} [onSelect]
 * @property {(id: string | null) => void} [onHover]
 * @property {Words} words
 */

/** @typedef {View & ListSettings} ListOptions */

/** The row of a place: a button where something follows from it.
 * @param {ListOptions} options @param {number} index @param {Child[]} parts */
function row(options, index, ...parts) {
  const { sheet, hidden = [], selected, onSelect, onHover } = options;
  const { id } = sheet.items[index];
  const off = hidden.includes(sheets.chars(options)[index]);
  const hover = (/** @type {string | null} */ next) => () => onHover && onHover(next);
  return el("li", { "data-place": id, class: off ? "is-off" : null,
    "aria-current": id === selected ? "true" : null,
    mouseenter: hover(id), mouseleave: hover(null), focusin: hover(id), focusout: hover(null) },
  onSelect
    ? el("button", { type: "button", class: "atlas-bar", "data-key": id,
      click: () => onSelect(id) }, ...parts)
    : el("span", { class: "atlas-bar" }, ...parts));
}

/** @param {ListOptions} options @param {number} index @param {number} largest */
function bar(options, index, largest) {
  const { sheet } = options;
  const item = sheet.items[index];
  const cell = sheets.frame(options).cells[index];
  const length = largest > 0 ? Math.max(0, Number(cell.value)) / largest : 0;
  const fill = el("span", { class: "atlas-bar-fill" });
  fill.style.width = `${(100 * length).toFixed(2)}%`;
  fill.style.backgroundColor = sheets.look(options, sheets.chars(options)[index]).color;
  return row(options, index,
    el("span", { class: "atlas-bar-rank", "aria-hidden": "true" }, String(cell.rank ?? "")),
    el("span", { class: "atlas-bar-name" }, item.short || item.name),
    el("span", { class: "atlas-bar-track", "aria-hidden": "true" }, fill),
    el("span", { class: "atlas-bar-value" },
      sheets.dated(options, cell, sheets.figure(sheet, cell), options.words)));
}

/** The places of a layer without figures, by the rows of its legend.
 * @param {ListOptions} options */
function classes(options) {
  const { sheet } = options;
  const codes = [...sheets.chars(options)];
  return sheets.legend(options).flatMap((look) => {
    const mine = codes.flatMap((char, at) => (char === look.char ? [at] : []));
    return mine.length ? [
      el("p", { class: "atlas-list-class" }, shapes.swatch(look, sheet.kind),
        el("span", {}, look.label), el("span", { class: "atlas-legend-count" },
          String(mine.length))),
      el("ol", { class: "atlas-names", "aria-label": look.label }, ...mine.map((at) =>
        row(options, at, sheet.items[at].name))),
    ] : [];
  });
}

/** @param {ListOptions} options @param {number[]} known @param {string} title */
function summary({ words, ...view }, known, title) {
  const cells = sheets.frame(view).cells;
  const name = (/** @type {number} */ index) => view.sheet.items[index].name;
  const [first, last] = [known[0], known[known.length - 1]];
  return say(words, "map.ranking-summary", { title, n: known.length,
    first: name(first), most: cells[first].words, last: name(last), least: cells[last].words });
}

/** @type {(el: Element, options: ListOptions) => void} */
export function renderRanking(host, options) {
  const { sheet, words } = options;
  const cells = sheets.frame(options).cells;
  const period = sheet.period_words[options.period] || "";
  const title = [sheet.title, period].filter(Boolean).join(" · ");
  const order = sheets.order(options);
  const known = order.filter((index) => cells[index].value !== null)
    .sort((a, b) => Number(cells[b].value) - Number(cells[a].value));
  const rest = order.filter((index) => cells[index].value === null);
  const largest = Math.max(0, ...known.map((index) => Number(cells[index].value)));
  /** @type {Map<string, string[]>} */
  const missing = new Map();
  for (const index of rest) {
    const { name } = sheet.items[index];
    missing.set(cells[index].words, [...(missing.get(cells[index].words) || []), name]);
  }
  host.classList.add("atlas-ranking");
  redraw(host, [
    el("p", { class: "atlas-ranking-title", "aria-hidden": "true" },
      el("span", {}, period || sheet.title),
      sheet.unit ? el("span", { class: "atlas-ranking-unit" }, sheet.unit) : null),
    // Without ranks nobody is the highest, though the bars are in an order.
    known.some((index) => cells[index].rank)
      ? el("p", { class: "atlas-unseen" }, summary(options, known, title))
      : known.length ? el("p", { class: "atlas-ranking-rest" }, cells[known[0]].unranked || "")
        : null,
    ...(known.length ? [
      el("ol", { class: "atlas-bars", "aria-label": title },
        ...known.map((index) => bar(options, index, largest))),
      ...[...missing].map(([state, names]) => el("p", { class: "atlas-ranking-rest" },
        el("b", {}, state), " ", names.join(say(words, "map.list-comma")))),
    ] : classes(options)),
  ]);
}

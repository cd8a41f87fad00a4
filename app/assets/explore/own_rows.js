/* What became of every row of a table: verdict, sentence, and places to choose from. */

import { el, redraw, say } from "../runtime/dom.js";

/**
 * @import { Lang } from "../page/manifest.d.ts"
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { OwnFigure, OwnReport, OwnRow } from "./own_answer.d.ts"
 */

/** @typedef {{ words: Words, lang: Lang, 
 *   decided: Record<string, string>, settle: (words: string, place: string) => void }} Told */

/** So many rows stand at once: a page of thousands answers nobody. */
const AT_ONCE = 100;
const FILTERS = /** @type {const} */ (["all", "asked", "refused"]);

/** @param {OwnReport} report @param {typeof FILTERS[number]} filter */
const filtered = ({ rows }, filter) =>
  (filter === "all" ? rows : rows.filter((row) => row[4] === filter));

/** How many there are: of a long table those that are simply taken are not all listed.
 * @param {OwnReport} report @param {typeof FILTERS[number]} filter */
const counted = ({ counts }, filter) => (filter === "all"
  ? Object.values(counts).reduce((sum, one) => sum + one, 0) : counts[filter]);

/** As kept; as it was read too, where that is another.
 * @param {OwnFigure} figure */
function written([, , period, raw, kept, unit]) {
  if (kept === null) return raw;
  const now = `${kept}${unit ? ` ${unit}` : ""}`;
  const told = raw && raw !== String(kept) ? `${raw} → ${now}` : now;
  return period ? `${period}: ${told}` : told;
}

/** What was decided of places, each to be taken back.
 * @param {OwnReport} report @param {Told} told */
function decisions({ rows }, { words, lang, decided, settle }) {
  const names = new Map(rows.flatMap(([, , place]) =>
    (place ? [[place.id, place.name[lang]]] : [])));
  return el("p", { class: "own-offered" }, ...Object.entries(decided).map(([name, id]) =>
    el("button", { type: "button", "aria-label": say(words, "own.undo", { words: name }),
      click: () => settle(name, "") },
    `${say(words, "own.decided", { words: name, place: names.get(id) || id })} ×`)));
}

/** @param {OwnReport} report @param {OwnRow} row @param {Told} told */
function line(report, row, { words, lang, settle }) {
  const [number, name, place, how, verdict, , sentence, offered, asked, aside, figures] = row;
  const found = place ? place.name[lang] : "";
  return el("tr", { "data-verdict": aside ? "aside" : verdict },
    el("td", { class: "num" }, String(number)),
    el("td", {}, name, found && found !== name ? el("small", {}, `→ ${found}`) : null),
    el("td", {}, el("b", {}, report.verdicts[verdict][lang]),
      el("small", {}, [report.sentences[sentence][lang],
        place ? report.sentences[how][lang] : ""].filter(Boolean).join(" · ")),
      offered.length ? el("span", { class: "own-offered" }, ...offered.map((one) =>
        el("button", { type: "button", title: one.id, click: () => settle(asked, one.id) },
          say(words, "own.is", { place: one.name[lang] })))) : null),
    el("td", {}, ...figures.map((one) => el("span", { class: "own-value" },
      figures.length > 1 && one[1] ? `${one[1]} ` : "", written(one)))));
}

/** @type {(host: Element, report: OwnReport, told: Told) => void} */
export function showRows(host, report, told) {
  const { words, lang } = told;
  /** @type {typeof FILTERS[number]} */
  let filter = report.counts.asked ? "asked" : "all";
  let most = AT_ONCE;
  const draw = () => {
    const rows = filtered(report, filter);
    redraw(host, [
      el("div", { class: "segments", role: "group", "aria-label": words["own.rows"] },
        ...FILTERS.map((one) => el("button", { type: "button", "data-key": one,
          "aria-pressed": String(one === filter), click: () => {
            filter = one;
            most = AT_ONCE;
            draw();
          } }, say(words, `own.filter.${one}`, { count: counted(report, one) })))),
      Object.keys(told.decided).length ? decisions(report, told) : null,
      el("p", { class: "about" }, report.counted[lang]),
      ...report.sums.map((one) => el("p", { class: "about" }, one[lang])),
      el("div", { class: "own-scroll", tabindex: 0, role: "group",
        "aria-label": words["own.rows"] },
        el("table", {}, el("thead", {}, el("tr", {}, ...["row", "words", "verdict", "figures"]
          .map((name) => el("th", { scope: "col" }, words[`own.column.${name}`])))),
        el("tbody", {}, ...rows.slice(0, most).map((row) => line(report, row, told))))),
      rows.length > most ? el("button", { type: "button", class: "tool", "data-key": "more",
        click: () => {
          most += AT_ONCE * 10;
          draw();
        } }, say(words, "own.more", { count: rows.length - most })) : null,
      rows.length <= most && counted(report, filter) > rows.length
        ? el("p", { class: "about" }, say(words, "own.unlisted",
          { count: counted(report, filter) - rows.length })) : null,
    ]);
  };
  draw();
}

/* How a table was read: every guess with its reason, and a control that takes its place. */

import { el, say } from "../runtime/dom.js";

/**
 * @import { Lang } from "../page/manifest.d.ts"
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { OwnAnswer, OwnChoices, OwnChoosable, OwnGuess, OwnReport } from "./own_answer.d.ts"
 */

/** @typedef {(change: Partial<OwnChoices>) => void} Change */
/** @typedef {{ words: Words, lang: Lang, choices: OwnChoices, change: Change }} Shared */

const UNITS = ["元", "万元", "亿元", "人", "万人", "家", "个", "项", "%"];
const SIGNS = { "\t": "TAB" };
/** What is understood of which nobody need choose. */
const TOLD = ["kind", "header", "series", "units", "beside", "left_out", "notes"];
/** Several of what was understood stand in one row. */
const MANY = "measure";

/** @param {string} name @param {string} value @param {[string, string][]} rows
 * @param {(value: string) => void} choose */
export function select(name, value, rows, choose) {
  const made = el("select", { name, "data-key": name, change: () => choose(made.value) },
    ...rows.map(([one, label]) => el("option", { value: one, selected: one === value }, label)));
  return made;
}

/** A field that is sent when it is left or Enter is pressed.
 * @param {Record<string, string | number>} attributes @param {(value: string) => void} choose */
function field(attributes, choose) {
  const made = el("input", { type: "text", autocomplete: "off", spellcheck: "false",
    ...attributes, change: () => choose(made.value.trim()) });
  return made;
}

/** @param {OwnChoosable} choosable @returns {[string, string][]} */
const columns = ({ columns: every }) =>
  every.map(([letter, head]) => [letter, `${letter} ${head}`.trim()]);

/** The control of each thing that is understood, by its code.
 * @param {OwnChoosable} choosable @param {Shared} shared
 * @returns {Record<string, (() => Element) | undefined>} */
function controls(choosable, { words, lang, choices, change }) {
  const { now } = choosable;
  const auto = /** @type {[string, string]} */ (["", words["own.auto"]]);
  const plain = (/** @type {string[]} */ rows) => /** @type {[string, string][]} */ (
    rows.map((one) => [one, SIGNS[/** @type {"\t"} */ (one)] || one]));
  const column = (/** @type {"key" | "parent" | "period_column"} */ name) => () =>
    select(name, choices[name] || now[name] || "",
      [...(name === "key" && now.key ? [] : [auto]), ...columns(choosable)],
      (value) => change({ [name]: value }));
  const levels = /** @type {[string, string][]} */ (
    Object.entries(choosable.levels).map(([level, name]) => [level, name[lang]]));
  return {
    encoding: choosable.encodings.length ? () => select("encoding", now.encoding,
      plain([...new Set([...choosable.encodings, now.encoding])]),
      (encoding) => change({ encoding })) : undefined,
    delimiter: choosable.delimiters.length ? () => select("delimiter", now.delimiter,
      plain([...new Set([...choosable.delimiters, now.delimiter])]),
      (delimiter) => change({ delimiter })) : undefined,
    sheet: choosable.sheets.length ? () => select("sheet", choices.sheet || now.sheet || "",
      plain(choosable.sheets), (sheet) => change(onlySheet(choices, sheet))) : undefined,
    first_row: () => field({ name: "first_row", inputmode: "numeric", "data-key": "first_row",
      value: choices.first_row || now.first_row || "" },
    (value) => change({ first_row: Number.parseInt(value.normalize("NFKC"), 10) || 0 })),
    key: column("key"),
    parent: column("parent"),
    period_column: column("period_column"),
    level: () => select("level", choices.level || now.level || "", [auto, ...levels],
      (level) => change({ level })),
    period: () => field({ name: "period", inputmode: "numeric", "data-key": "period",
      placeholder: words["own.year"], value: choices.period || now.period || "" },
    (period) => change({ period: period.normalize("NFKC") })),
  };
}

/** What was chosen of one sheet is nothing of another.
 * @param {OwnChoices} choices @param {string} sheet @returns {Partial<OwnChoices>} */
function onlySheet({ period, unit }, sheet) {
  return { sheet, key: "", parent: "", period_column: "", columns: [], first_row: 0, period, unit };
}

/** @param {string} label @param {Element | string} control @param {string} why */
export function row(label, control, why) {
  const told = why ? el("small", {}, why) : null;
  return typeof control === "string"
    ? el("div", { class: "own-guess" }, el("span", { class: "field-name" }, label),
      el("span", {}, control), told)
    : el("label", { class: "own-guess" }, el("span", { class: "field-name" }, label), control,
      told);
}

/** The columns of figures: which there are, in which unit, and whether they add up.
 * @param {OwnReport} report @param {Shared} shared */
function figures(report, { words, lang, choices, change }) {
  const { choosable, maps, reading } = report;
  const used = choosable.now.columns || [];
  const why = reading.filter(({ what }) => what === MANY).map((one) => one.why[lang]);
  const keys = [choosable.now.key, choosable.now.parent, choosable.now.period_column];
  const rows = columns(choosable).filter(([letter]) => !keys.includes(letter));
  const toggle = (/** @type {string} */ letter, /** @type {boolean} */ on) => change({
    columns: rows.map(([one]) => one)
      .filter((one) => (one === letter ? on : used.includes(one))) });
  const list = "own-units";
  return el("fieldset", { class: "own-figures" },
    el("legend", { class: "field-name" }, words["own.figures"]),
    ...rows.map(([letter, label]) => {
      const series = maps.series.find((one) => one.columns[0] === letter);
      return el("div", { class: "own-figure" },
        el("label", { class: "check" }, el("input", { type: "checkbox", name: letter,
          "data-key": `column-${letter}`, checked: used.includes(letter),
          change: (event) => toggle(letter,
            /** @type {HTMLInputElement} */ (event.target).checked) }), el("span", {}, label)),
        used.includes(letter) ? el("small", {}, why[used.indexOf(letter)] || "") : null,
        series ? el("select", { "aria-label": say(words, "own.kind", { name: series.title }),
          "data-key": `kind-${letter}`, change: (event) => change({ kinds: { ...choices.kinds,
            [letter]: /** @type {HTMLSelectElement} */ (event.target).value } }) },
        ...["total", "rate"].map((kind) => el("option", { value: kind,
          selected: series.kind === kind }, words[`own.kind.${kind}`]))) : null);
    }),
    el("label", { class: "own-guess" }, el("span", { class: "field-name" }, words["own.unit"]),
      field({ name: "unit", list, "data-key": "unit", placeholder: words["own.unit-as-found"],
        value: choices.unit || "" }, (unit) => change({ unit }))),
    el("datalist", { id: list }, ...UNITS.map((value) => el("option", { value }))));
}

/** How the file begins, as it was read.
 * @param {OwnChoosable} choosable @param {Words} words */
export function preview({ preview: rows }, words) {
  const width = Math.max(0, ...rows.map((one) => one.length));
  return el("details", { class: "own-preview" }, el("summary", { class: "tool" },
    words["own.preview"]),
  el("div", { class: "own-scroll", tabindex: 0, role: "group", "aria-label": words["own.preview"] },
    el("table", {}, el("tbody", {}, ...rows.map((cells, at) => el("tr", {},
      el("th", { scope: "row" }, String(at + 1)),
      ...Array.from({ length: width }, (_, column) => el("td", {}, cells[column] || ""))))))));
}

/** What is asked even where no guess was made: the year, always; a column where none was found.
 * @param {OwnGuess[]} reading @returns {string[]} */
function asked(reading) {
  const known = reading.map(({ what }) => what);
  const always = known.length ? ["period"]
    : ["encoding", "delimiter", "sheet", "first_row", "key", "period_column", "level"];
  return always.filter((what) => !known.includes(what));
}

/** @type {(answer: OwnAnswer, shared: Shared) => Element[]} */
export function guesses(answer, shared) {
  const { choosable } = answer;
  if (!choosable) return [];
  const { words, lang } = shared;
  const made = controls(choosable, shared);
  const reading = answer.error ? [] : answer.reading;
  const rows = reading.filter(({ what }) => what !== MANY && !TOLD.includes(what));
  const told = reading.filter(({ what }) => TOLD.includes(what));
  const line = (/** @type {OwnGuess} */ one) => row(one.label[lang],
    made[one.what]?.() || one.value[lang],
    made[one.what] && one.what === "period" && one.value[lang] !== choosable.now.period
      ? `${one.value[lang]} · ${one.why[lang]}` : one.why[lang]);
  return [
    el("div", { class: "own-guesses" }, ...rows.map(line), ...asked(reading).map((what) => {
      const control = made[what]?.();
      return control ? row(words[`own.ask.${what}`], control, "") : null;
    })),
    ...(answer.error ? [] : [figures(answer, shared)]),
    el("details", { class: "own-preview" }, el("summary", { class: "tool" }, words["own.told"]),
      el("div", { class: "own-guesses" }, ...told.map(line))),
    preview(choosable, words),
  ].filter((one) => one.childElementCount > 0);
}

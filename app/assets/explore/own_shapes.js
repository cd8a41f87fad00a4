/* Geometries of a reader's own: what is asked about their coordinates, and how they were read. */

import { el, say } from "../runtime/dom.js";
import { preview, row, select } from "./own_guesses.js";

/**
 * @import { Both, Lang } from "../page/manifest.d.ts"
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { OwnChoosable, OwnGuess, OwnReport, Verdict } from "./own_answer.d.ts"
 * @import { Shared } from "./own_guesses.js"
 */

/** Table and geometry in one: the rows have coordinates, and may be read as figures instead. */
const FIGURES = "figures";
/** What is understood of which nobody need choose. */
const TOLD = ["kind", "coordinates"];

/** What would be shown, and what is still open.
 * @type {(shown: Both, counts: Record<Verdict, number>, words: Words, lang: Lang) => Element} */
export function told(shown, counts, words, lang) {
  return el("div", { class: "own-summary" }, el("p", {}, el("b", {}, shown[lang])),
    counts.asked ? el("p", { class: "own-open" },
      say(words, "own.shapes-open", { count: counts.asked })) : null,
    counts.refused ? el("p", { class: "own-open" },
      say(words, "own.shapes-refused", { count: counts.refused })) : null);
}

/** The questions, each with its answers as buttons; the one that was given is pressed.
 * @type {(report: OwnReport, shared: Shared) => Element[]} */
export function questions({ questions: asked = [] }, { words, lang, change }) {
  return asked.map(({ what, words: question, answers, blocks, chosen, likely }) =>
    el("section", { class: "own-question", "data-question": what, "data-open": !chosen },
      el("p", {}, el("b", {}, words[`own.question.${what}`]), ` ${question[lang]}`),
      el("div", { class: "segments", role: "group", "aria-label": words[`own.question.${what}`] },
        ...answers.map(([key, label]) => el("button", { type: "button",
          "data-key": `${what}-${key}`, "aria-pressed": String(key === chosen),
          click: () => change({ [what]: key === chosen ? "" : key }) },
        key === likely ? say(words, "own.likely", { name: label[lang] }) : label[lang]))),
      chosen ? null : el("small", {}, words[blocks ? "own.blocks" : "own.unconfirmed"])));
}

/** The control of each thing that is understood, by its code.
 * @param {OwnChoosable} choosable @param {Shared} shared
 * @returns {Record<string, (() => Element) | undefined>} */
function controls(choosable, { words, lang, choices, change }) {
  const { now, properties = [], values = [], systems = {}, shifts = {} } = choosable;
  const auto = /** @type {[string, string]} */ (["", words["own.auto"]]);
  const named = (/** @type {Record<string, Both>} */ rows) => /** @type {[string, string][]} */ (
    Object.entries(rows).map(([key, label]) => [key, label[lang]]));
  const plain = (/** @type {string[]} */ rows) => /** @type {[string, string][]} */ (
    rows.map((one) => [one, one]));
  const property = (/** @type {"name" | "county"} */ what) => () =>
    select(what, choices[what] || now[what] || "", [auto, ...plain(properties)],
      (value) => change({ [what]: value }));
  return {
    encoding: choosable.encodings.length ? () => select("encoding", now.encoding,
      plain([...new Set([...choosable.encodings, now.encoding])]),
      (encoding) => change({ encoding })) : undefined,
    sheet: choosable.sheets.length ? () => select("sheet", now.sheet || "",
      plain(choosable.sheets),
      (sheet) => change({ sheet, name: "", county: "", value: "" })) : undefined,
    system: () => select("system", choices.system || now.system || "",
      [auto, ...named(systems)], (system) => change({ system })),
    shift: () => select("shift", choices.shift || "", [auto, ...named(shifts)],
      (shift) => change({ shift })),
    value: values.length ? () => select("value", now.value || "",
      [["", words["own.one-color"]], ...plain(values)],
      (value) => change({ value })) : undefined,
    name: property("name"),
    county: property("county"),
  };
}

/** How a file of geometries was read: every guess with its reason, and a control in its place.
 * @type {(report: OwnReport, shared: Shared) => Element[]} */
export function shapes({ choosable, reading }, shared) {
  const { words, lang, change } = shared;
  const made = controls(choosable, shared);
  // The question above says why, and is asked there.
  const why = (/** @type {OwnGuess} */ { what, why: reason }) =>
    (what === "shift" && !choosable.now.shift ? "" : reason[lang]);
  const line = (/** @type {OwnGuess} */ one) =>
    row(one.label[lang], made[one.what]?.() || one.value[lang], why(one));
  const rows = [...reading].sort((a, b) => Number(TOLD.includes(b.what)) -
    Number(TOLD.includes(a.what)));
  const color = made.value?.();
  return [
    el("div", { class: "own-guesses" }, ...rows.map(line),
      color ? row(words["own.ask.value"], color, "") : null),
    choosable.read_as ? el("button", { type: "button", class: "tool", "data-key": "read-as",
      click: () => change({ read_as: FIGURES }) }, words["own.as-figures"]) : null,
    preview(choosable, words),
  ].filter((one) => one !== null);
}

/** Rows of a table that were read as figures may be read as points again.
 * @type {(shared: Shared) => Element | null} */
export function asPoints({ words, choices, change }) {
  return choices.read_as === FIGURES ? el("button", { type: "button", class: "tool",
    "data-key": "read-as", click: () => change({ read_as: "" }) }, words["own.as-points"]) : null;
}

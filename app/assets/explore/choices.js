/* What can be chosen: words and numbers for the controls, out of the manifest. */

import { say } from "../runtime/dom.js";
import { LATEST, offered } from "../runtime/sheets.js";
import { prebuiltCards } from "./cards.js";
import * as own from "./own.js";

/**
 * @import { IndicatorRow, Lang, LayerRow, Manifest } from "../page/manifest.d.ts"
 * @import { Level, Words } from "../runtime/layer_file.d.ts"
 * @import { Choice } from "./inputs.js"
 * @import { Stop } from "./time.js"
 * @import { State } from "./view.js"
 */

const GROUPS = ["base", "per-person", "per-area", "share"];
export const MANUAL = "manual";

/** @type {(manifest: Manifest, id: string) => LayerRow} */
export function layer(manifest, id) {
  const found = manifest.layers.find((one) => one.id === id);
  if (!found) throw new Error(`no layer ${id}`);
  return found;
}

/** A layer that offers indicators has a sheet for each; another is its own sheet.
 * @type {(manifest: Manifest, state: State) => string} */
export function sheetId(manifest, state) {
  const { id, sheets } = layer(manifest, state.layer);
  return Object.hasOwn(sheets, id) ? id : `${id}/${state.indicator}`;
}

/** @type {(manifest: Manifest, state: State) => string} */
export function period(manifest, state) {
  const sheet = layer(manifest, state.layer).sheets[sheetId(manifest, state)];
  return sheet.periods.includes(state.period) ? state.period : sheet.default_period;
}

/** Whether a total is told by circles: nobody chose classes instead.
 * @type {(manifest: Manifest, state: State) => boolean} */
export function circles(manifest, state) {
  const { proportional } = layer(manifest, state.layer).sheets[sheetId(manifest, state)];
  return Boolean(proportional) && !state.scheme;
}

/** Every method of classes, the usual one first. @param {Manifest} manifest */
const methods = ({ fields }) => fields.find(({ name }) => name === "scheme")?.choices || [];

/** The method of classes that is in use; none for circles.
 * @type {(manifest: Manifest, state: State) => string} */
export function scheme(manifest, state) {
  return circles(manifest, state) ? "" : state.scheme || methods(manifest)[0];
}

/** The methods to choose from, those of a total after its circles.
 * @type {(manifest: Manifest, state: State, words: Words) => Choice[]} */
export function schemes(manifest, state, words) {
  const { proportional } = layer(manifest, state.layer).sheets[sheetId(manifest, state)];
  // Breaks of one's own are classed by a server.
  const classes = methods(manifest).filter((value) => value !== MANUAL || !prebuiltCards);
  return [...(proportional ? [""] : []), ...classes].map((value) =>
    ({ value, label: words[`scheme.${value || "circles"}`] }));
}

/** The key of the painting in the file of a layer whose figures can be classed.
 * @type {(manifest: Manifest, state: State) => string} */
export function painting(manifest, state) {
  const method = scheme(manifest, state);
  return method && `${method}-${state.k}-${state.lock}`;
}

/** A period that was chosen stays chosen wherever it exists.
 * @type {(manifest: Manifest, state: State) => string} */
export function kept(manifest, state) {
  return period(manifest, state) === state.period ? state.period : "";
}

/** The levels that layers are of, in the order of the layers.
 * @type {(manifest: Manifest, words: Words) => Choice[]} */
export function levels(manifest, words) {
  const known = new Set(manifest.layers.map(({ level }) => level));
  return [...known].map((level) => ({ value: level, label: words[`level.${level}`] }));
}

/** The name of a layer of one sheet says how much of it is known when it opens.
 * @param {LayerRow} one @param {Lang} lang @param {Words} words */
function named(one, lang, words) {
  const sheet = one.sheets[one.id];
  if (!sheet) return one.title[lang];
  const first = sheet.default_period;
  return say(words, first ? "indicator.coverage" : "layer.coverage",
    { title: one.title[lang], period: brief(first, words),
      known: sheet.covered[first], of: sheet.of });
}

/** @type {(manifest: Manifest, level: Level, lang: Lang, words: Words) => Choice[]} */
export function layers(manifest, level, lang, words) {
  return manifest.layers.filter((one) => one.level === level)
    .map((one) => ({ value: one.id, label: named(one, lang, words) }));
}

/** The measures of each indicator of a layer, totals first.
 * @param {Manifest} manifest @param {State} state */
function families(manifest, state) {
  const { id, sheets } = layer(manifest, state.layer);
  /** @type {Map<string, IndicatorRow[]>} */
  const byBase = new Map();
  for (const row of manifest.indicators) {
    if (!Object.hasOwn(sheets, `${id}/${row.id}`)) continue;
    byBase.set(row.base, [...(byBase.get(row.base) || []), row]);
  }
  for (const rows of byBase.values()) {
    rows.sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group));
  }
  return byBase;
}

/** The indicator of which the one that is shown is a measure.
 * @type {(manifest: Manifest, state: State) => string} */
export function base(manifest, { indicator }) {
  return manifest.indicators.find((row) => row.id === indicator)?.base ?? indicator;
}

/** The measure that an indicator is shown by: the same as now if it has that, else its first.
 * @type {(manifest: Manifest, state: State, of: string) => IndicatorRow} */
export function measured(manifest, state, of) {
  const now = manifest.indicators.find((row) => row.id === state.indicator);
  const rows = families(manifest, state).get(of) || [];
  return rows.find((row) => row.group === now?.group) || rows[0];
}

/** What can be shown, each with the coverage of the measure that it would be shown by.
 * @type {(manifest: Manifest, state: State, words: Words) => Choice[]} */
export function indicators(manifest, state, words) {
  const { id, sheets } = layer(manifest, state.layer);
  return [...families(manifest, state)].map(([of, rows]) => {
    const sheet = sheets[`${id}/${measured(manifest, state, of).id}`];
    const first = sheet.default_period;
    return { value: of, label: say(words, "indicator.coverage",
      { title: rows[0].title[state.lang], period: brief(first, words),
        known: sheet.covered[first], of: sheet.of }),
      ...(own.indicator(of) && { group: words["own.group"] }) };
  });
}

/** The measures of the indicator that is shown; none where there is one only.
 * @type {(manifest: Manifest, state: State, words: Words) => Choice[]} */
export function measures(manifest, state, words) {
  const rows = families(manifest, state).get(base(manifest, state)) || [];
  return rows.length > 1
    ? rows.map((row) => ({ value: row.id, label: words[`measure.${row.group}`] })) : [];
}

/** A period among other words: a year as it stands in the data.
 * @type {(name: string, words: Words) => string} */
function brief(name, words) {
  return name === LATEST ? words["period.latest"] : name;
}

/** A period as it is read: a year, or the month of one (layers/words.py says the same).
 * @type {(name: string, words: Words) => string} */
export function when(name, words) {
  if (name === LATEST) return brief(name, words);
  const [year, month] = name.split("-");
  if (!month) return say(words, "period.year", { year });
  return say(words, "period.month", { year, month: words.months.split(", ")[Number(month) - 1] });
}

/** What is latest of each place first, then the years as they follow.
 * @type {(manifest: Manifest, state: State, words: Words) => Stop[]} */
export function periods(manifest, state, words) {
  const { periods: names, covered, of } = layer(manifest, state.layer)
    .sheets[sheetId(manifest, state)];
  return offered(names.filter(Boolean)).map((name) => ({ value: name, label: brief(name, words),
    count: `${covered[name]}/${of}`, covered: covered[name] / of, dated: /^\d/.test(name),
    words: say(words, "period.coverage",
      { period: when(name, words), known: covered[name], of }) }));
}

/** Layers that can lie on top, bottom to top.
 * @type {(manifest: Manifest, state: State) => LayerRow[]} */
export function above(manifest, state) {
  return layer(manifest, state.layer).overlays.map((id) => layer(manifest, id));
}

/** @type {(manifest: Manifest, state: State, words: Words) => Choice[]} */
export function overlays(manifest, state, words) {
  return [...above(manifest, state)
    .map((one) => ({ value: one.id, label: named(one, state.lang, words) })),
  { value: "counties", label: words["over.counties"] },
  { value: "names", label: words["over.names"] }];
}

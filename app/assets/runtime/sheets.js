/* Reading a sheet: everything drawn from it goes through these few questions. */

import { say } from "./dom.js";

/**
 * @import { Cell, Frame, Item, Painting, Part, Pattern, Shape, Sheet } from "./layer_file.d.ts"
 * @import { Words } from "./layer_file.d.ts"
 */

/** The period in which each place has its own newest figure. */
export const LATEST = "latest";

/** What is latest of each place before the years, in the order in which periods are offered.
 * @param {string[]} names */
export function offered(names) {
  return [...names.filter((name) => name === LATEST),
    ...names.filter((name) => name !== LATEST)];
}

/** @typedef {Look & { count: number, placed: number }} LegendRow */

/**
 * How one place looks: a row of the scale or a state.
 * @typedef {object} Look
 * @property {string} char
 * @property {string} label
 * @property {string} color
 * @property {Pattern} pattern
 * @property {Shape} shape
 * @property {boolean} state
 * @property {string} [fill] Of its area, where a mark in its color stands on it.
 */

/**
 * A view as the map draws it: `hidden` holds the legend characters that are switched off.
 * @typedef {View & { hidden: string[] }} Layer
 */

/**
 * One sheet at one period with one classification.
 * @typedef {object} View
 * @property {Sheet} sheet
 * @property {string} period
 * @property {string} paintKey
 */

/** @param {View} view */
export function frame({ sheet, period }) {
  if (!Object.hasOwn(sheet.frames, period)) throw new Error(`no period ${period} in ${sheet.id}`);
  return sheet.frames[period];
}

/** The key of the painting of a view: the asked one, or the first there is.
 * @param {View} view */
function painted(view) {
  const { paints } = frame(view);
  return Object.hasOwn(paints, view.paintKey) ? view.paintKey : Object.keys(paints)[0];
}

/** Scale index, characters and legend rows of a view.
 * @param {View} view
 * @returns {Painting} */
function paint(view) {
  return frame(view).paints[painted(view)];
}

/** Radii of circles that say the figures, and examples of them: they are of the usual painting.
 * @param {View} view */
export function sized(view) {
  const { sizes, size_rows: rows = [] } = frame(view);
  return painted(view) || !sizes ? null : { sizes, rows };
}

/** One character per item: a row of the scale (base 36) or a state.
 * @param {View} view */
export function chars(view) {
  return paint(view)[1];
}

/** A character that means "exact zero" or "not applicable" where the sheet says so:
 * with more than 23 rows the letters n and z would be rows, so states win.
 * @param {View} view @param {string} char @returns {Look} */
export function look(view, char) {
  const state = view.sheet.states[char];
  if (state) {
    return { char, label: state.label, color: state.color, pattern: state.pattern,
      shape: "circle", state: true };
  }
  const row = view.sheet.scales[paint(view)[0]].rows[parseInt(char, 36)];
  return { char, label: row.label, color: row.color, pattern: "none",
    shape: row.shape || "circle", state: false, fill: row.fill };
}

/** A sheet with some of its places alone, in its own order.
 * @type {(sheet: Sheet, part: Part) => Sheet} */
export function part(sheet, { place_ids: ids, coverage, credit, rows, confidences, unplaced }) {
  const wanted = new Set(ids);
  const kept = sheet.items.flatMap(({ id }, at) => (wanted.has(id) ? [at] : []));
  /** @template T @param {T[]} list */
  const pick = (list) => kept.map((at) => list[at]);
  /** @param {Frame} whole @returns {Frame} */
  const cut = (whole) => ({ ...whole, coverage, credit, cells: pick(whole.cells),
    ...(whole.sizes && { sizes: pick(whole.sizes) }),
    ...(whole.written && { written: pick(whole.written) }),
    ...(whole.circles && { circles: pick(whole.circles) }),
    paints: Object.fromEntries(Object.entries(whole.paints).map(([key, [scale, codes]]) =>
      [key, [scale, pick([...codes]).join(""), rows]])) });
  return { ...sheet, confidences, unplaced, items: pick(sheet.items), frames: Object.fromEntries(
    Object.entries(sheet.frames).map(([key, whole]) => [key, cut(whole)])) };
}

/** The rows of the legend, as the file has them.
 * @param {View} view @returns {LegendRow[]} */
export function legend(view) {
  const [, , rows] = paint(view);
  return rows.map(([char, count, placed = count]) => ({ ...look(view, char), count, placed }));
}

/** Words of a cell, with its own year where those of the view differ.
 * @param {View} view @param {Cell} cell @param {string} text @param {Words} words */
export function dated({ period }, cell, text, words) {
  return period === LATEST && cell.as_of
    ? say(words, "map.dated", { words: text, year: cell.as_of }) : text;
}

/** Item indices, best rank first, then larger value, then as listed.
 * @param {View} view */
export function order(view) {
  const cells = frame(view).cells;
  const rank = (/** @type {number} */ index) => cells[index].rank ?? Infinity;
  const value = (/** @type {number} */ index) => cells[index].value ?? -Infinity;
  return view.sheet.items.map((_, index) => index).sort((a, b) =>
    compare(rank(a), rank(b)) || compare(value(b), value(a)) || a - b);
}

/** @param {number} a @param {number} b */
function compare(a, b) {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The words of a figure without the unit of its sheet, which stands at the head of a list.
 * @param {Sheet} sheet @param {Cell} cell */
export function figure({ unit }, { words, column }) {
  return column || bare(unit, words);
}

/** A figure as its source has it, without the unit, which stands at the head of a table.
 * @param {Sheet} sheet @param {Cell} cell */
export function published({ unit }, { words, published: exact }) {
  return exact || bare(unit, words);
}

/** @param {string} unit @param {string} words */
function bare(unit, words) {
  return unit && words.endsWith(unit) ? words.slice(0, -unit.length).trimEnd() : words;
}

/** @param {Sheet} sheet @param {Cell} cell */
export function sources(sheet, cell) {
  return (cell.sources || []).map((index) => sheet.sources[index]).filter(Boolean);
}

/** "name, value, class": what a screen reader hears of a place.
 * @param {View} view @param {number} index @param {Words} words */
export function describe(view, index, words) {
  const item = view.sheet.items[index];
  const cell = frame(view).cells[index];
  const row = view.sheet.confidences.find((one) => one.key === item.confidence);
  const parts = [item.name, dated(view, cell, cell.words, words),
    look(view, chars(view)[index]).label, row ? row.label : "", item.exactness || ""];
  return [...new Set(parts.filter(Boolean))].join(say(words, "map.comma"));
}

/** What a sheet says of an item beside its value, as (label, words).
 * @param {Item} item */
export function facts(item) {
  return item.facts || [];
}

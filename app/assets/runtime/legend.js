/* The legend: what each color, size and outline means, how many, and what is missing. */

import { el, redraw, say } from "./dom.js";
import * as shapes from "./shapes.js";
import * as sheets from "./sheets.js";

/**
 * @import { Child } from "./dom.js"
 * @import { ConfidenceRow, Words } from "./layer_file.d.ts"
 * @import { LegendRow, View } from "./sheets.js"
 */

/**
 * @typedef {object} LegendSettings
 * @property {string[]} [hidden]
 * @property {((char: string) => void) | null} [onToggle]
 * @property {Words} words
 */

/** @typedef {View & LegendSettings} LegendOptions */

/** @param {LegendRow} row @param {LegendOptions} options */
function entry(row, { sheet, hidden = [], onToggle, words }) {
  const off = hidden.includes(row.char);
  const some = row.placed < row.count;
  const parts = [
    shapes.swatch(row, sheet.kind),
    el("span", { class: "atlas-legend-label" }, row.label, " "),
    el("span", { class: "atlas-legend-count", title: some
      ? say(words, "map.legend-placed", { placed: row.placed, n: row.count }) : null },
    some ? `${row.placed} / ${row.count}` : String(row.count)),
  ];
  const inside = onToggle
    ? el("button", { type: "button", class: "atlas-legend-row", "data-key": row.char,
      "aria-pressed": off ? "false" : "true",
      title: say(words, off ? "map.legend-show" : "map.legend-hide"),
      click: () => onToggle(row.char) }, ...parts)
    : el("span", { class: "atlas-legend-row" }, ...parts);
  return el("li", { class: off ? "is-off" : null, "data-class": row.char }, inside);
}

/** @param {string} title @param {Child[]} children */
function section(title, ...children) {
  return el("div", { class: "atlas-legend-section" },
    el("p", { class: "atlas-legend-heading" }, title), ...children);
}

/** @param {ConfidenceRow[]} rows */
function kinds(rows) {
  return el("ul", { class: "atlas-legend-kinds" }, ...rows.map((row) =>
    el("li", { "data-kind": row.key }, shapes.confidence(row.key),
      el("span", {}, el("b", {}, row.label, " "),
        el("span", { class: "atlas-legend-count" }, String(row.count)),
        row.explain ? el("span", { class: "atlas-legend-explain" }, row.explain) : null))));
}

/** The rows alone, in one line; `named` says of which layer they are.
 * @type {(el: Element, options: LegendOptions, named: boolean) => void} */
export function renderLegendRow(host, options, named) {
  const { sheet, words } = options;
  const circles = sheets.sized(options);
  host.classList.add("atlas-legend", "is-row");
  redraw(host, [
    named ? el("p", { class: "atlas-legend-title" }, sheet.title) : null,
    el("ul", { class: "atlas-legend-rows", "aria-label": say(words, "map.legend") },
      // A state that nothing has is of no use in one line.
      ...sheets.legend(options).filter((row) => row.count || !row.state)
        .map((row) => entry(row, options))),
    circles?.rows.length ? shapes.sizeRow(circles.rows) : null,
  ]);
}

/** @type {(el: Element, options: LegendOptions) => void} */
export function renderLegend(host, options) {
  const { sheet, words } = options;
  const frame = sheets.frame(options);
  const circles = sheets.sized(options);
  const rows = sheets.legend(options);
  const period = sheet.period_words[options.period] || "";
  host.classList.add("atlas-legend");
  redraw(host, [
    el("p", { class: "atlas-legend-title" }, sheet.title,
      sheet.unit ? el("span", { class: "atlas-legend-unit" }, sheet.unit_label) : null),
    period ? el("p", { class: "atlas-legend-period" }, period) : null,
    el("ul", { class: "atlas-legend-rows", "aria-label": say(words, "map.legend") },
      ...rows.map((row) => entry(row, options))),
    circles?.rows.length
      ? section(say(words, "map.legend-sizes"), shapes.sizes(circles.rows)) : null,
    sheet.confidences.length
      ? section(say(words, "map.legend-kinds"), kinds(sheet.confidences)) : null,
    el("p", { class: "atlas-legend-coverage" }, frame.coverage),
    sheet.unplaced ? el("p", { class: "atlas-legend-missing" }, sheet.unplaced) : null,
    ...frame.warnings.map((text) => el("p", { class: "atlas-legend-warning" }, text)),
    sheet.note ? el("p", { class: "atlas-legend-note" }, sheet.note) : null,
    frame.credit ? el("p", { class: "atlas-legend-credit" }, frame.credit) : null,
  ]);
}

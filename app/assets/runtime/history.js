/* History: the figures of one place in all years, as bars: nothing joins what a break parts. */

import { svg } from "./dom.js";
import * as sheets from "./sheets.js";

/** @import { Sheet } from "./layer_file.d.ts" */

const BAR = 9;
const GAP = 2;
const HEIGHT = 22;

/** A bar for each year of a sheet, the shown one darker; null where fewer than two have a figure.
 * @type {(sheet: Sheet, period: string, index: number) => SVGSVGElement | null} */
export function history(sheet, period, index) {
  const years = sheet.periods.filter((name) => name !== sheets.LATEST);
  const cell = (/** @type {string} */ name) =>
    sheets.frame({ sheet, period: name, paintKey: "" }).cells[index];
  const values = years.map((name) => cell(name).value);
  const known = values.flatMap((value) => (value === null ? [] : [value]));
  if (known.length < 2) return null;
  const own = period === sheets.LATEST
    ? years.find((name) => cell(period).as_of?.startsWith(name)) : period;
  const [least, greatest] = [Math.min(0, ...known), Math.max(0, ...known)];
  const y = (/** @type {number} */ value) =>
    HEIGHT * (1 - (value - least) / (greatest - least || 1));
  const width = values.length * (BAR + GAP);
  return svg("svg", { class: "atlas-history", width, height: HEIGHT, "aria-hidden": "true",
    viewBox: `0 0 ${width} ${HEIGHT}` },
  ...values.flatMap((value, at) => (value === null ? [] : [svg("rect", { x: at * (BAR + GAP),
    y: Math.min(y(value), y(0)) - (value === 0 ? 1 : 0), width: BAR,
    height: Math.max(1, Math.abs(y(value) - y(0))),
    fill: years[at] === own ? "var(--ink)" : "var(--edge)" })])));
}

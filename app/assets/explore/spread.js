/* The spread: where the figures of the map lie between the least and the greatest, on one line. */

import { redraw, svg } from "../runtime/dom.js";
import * as sheets from "../runtime/sheets.js";

/** @import { View } from "../runtime/sheets.js" */

const WIDTH = 132;
const HEIGHT = 22;
const DOT = 4;

/** Figures of a theme as dots in their colors, the chosen place marked; nothing for fewer than two.
 * @type {(host: HTMLElement, theme: View, chosen: string) => void} */
export function renderSpread(host, theme, chosen) {
  const { items } = theme.sheet;
  const codes = sheets.chars(theme);
  const figures = sheets.frame(theme).cells.flatMap(({ value }, at) =>
    (value === null ? []
      : [{ value, id: items[at].id, color: sheets.look(theme, codes[at]).color }]));
  host.hidden = figures.length < 2;
  if (host.hidden) return;
  const values = figures.map(({ value }) => value);
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const x = (/** @type {number} */ value) => (greatest > least
    ? DOT + 2 + (value - least) / (greatest - least) * (WIDTH - 2 * DOT - 4) : WIDTH / 2);
  // The chosen one lies uppermost.
  const order = [...figures].sort((a, b) => Number(a.id === chosen) - Number(b.id === chosen));
  redraw(host, [svg("svg", { width: WIDTH, height: HEIGHT, viewBox: `0 0 ${WIDTH} ${HEIGHT}` },
    svg("line", { x1: 1, x2: WIDTH - 1, y1: HEIGHT / 2, y2: HEIGHT / 2, stroke: "var(--rule)" }),
    ...order.map(({ value, id, color }) => svg("circle", { "data-place": id, cx: x(value),
      cy: HEIGHT / 2, r: id === chosen ? DOT + 1.5 : DOT, fill: color,
      stroke: id === chosen ? "var(--ink)" : "var(--panel)",
      "stroke-width": id === chosen ? 2.5 : 1 })))]);
}

/* Leaders: a name that has no room at its place stands a little away, and a thin line leads from
 * it to its place. It crosses no name and no other line, and no symbol that does not lie on its
 * own. */

import { svg } from "./dom.js";
import * as fitting from "./fitting.js";

/** @import { Box } from "./fitting.js" */

/**
 * A name without room: where its line ends, the radius of its symbol (0 of a bare place), and how
 * large it is.
 * @typedef {{ at: L.Point, radius: number, width: number, height: number }} Homeless
 */
/**
 * Where a name stands, from where to where its line leads, and the boxes that the line takes.
 * @typedef {{ box: Box, from: L.Point, to: L.Point, line: Box[] }} Led
 */
/**
 * What nothing may cover, and symbols with what of a box each takes.
 * @typedef {{ x: number, y: number, reach: number }} Symbol
 * @typedef {{ taken: Box[], symbols: Symbol[], covered: (box: Box, symbol: any) => number,
 *   frame: Box }} Around
 */

/** How far from the edge of its symbol a name may stand, in pixels, and in which directions. */
const AWAY = [10, 16, 23, 31, 40, 50, 62, 76, 92, 110];
/** The same of a place without a symbol, whose end is harder to find. */
const NEAR = 50;
const TURNS = 32;
/** How far within its box a name begins, in pixels and in its height. */
const ASIDE = 2;
const INSET = 0.3;
/** Pixels of the boxes that stand for a line, half and whole. */
const HALF = 1;
/** How far a line may graze the edge of another's symbol. */
const GRAZE = 3;
const STEP = 2 * HALF;

/** The directions, the level ones first: a line into the side of a name is read best. */
const DIRECTIONS = Array.from({ length: TURNS }, (_, turn) => (turn * 2 * Math.PI) / TURNS)
  .sort((a, b) => Math.abs(Math.sin(a)) - Math.abs(Math.sin(b)));

/** @param {L.Point} middle @param {number} wide @param {number} high @returns {Box} */
const around = ({ x, y }, wide, high) =>
  ({ left: x - wide, right: x + wide, top: y - high, bottom: y + high });

/** @param {number} value @param {number} low @param {number} high */
const between = (value, low, high) => Math.min(Math.max(value, low), high);

/** The nearest place for a name that its line can lead to.
 * @param {Homeless} name @param {Around} where @returns {Led | null} */
function lead({ at, radius, width, height }, { taken, symbols, covered, frame }) {
  // Its own symbol, and what that lies on, is where the line leads; of a bare place it is free.
  const others = symbols.filter(({ x, y, reach }) =>
    !radius || Math.hypot(x - at.x, y - at.y) > reach)
    .map((one) => ({ ...one, reach: one.reach - GRAZE }));
  /** @param {Box} box @param {Symbol[]} barred */
  const clear = (box, barred) => !barred.some((symbol) => covered(box, symbol));
  for (const away of AWAY.filter((one) => radius || one <= NEAR)) {
    for (const turn of DIRECTIONS) {
      const way = L.point(Math.cos(turn) * (radius + away + width / 2),
        Math.sin(turn) * (radius + away + height / 2));
      const box = around(at.add(way), width / 2, height / 2);
      if (box.left < frame.left || box.right > frame.right || box.top < frame.top
        || box.bottom > frame.bottom || !clear(box, symbols)
        || taken.some((other) => fitting.overlap(box, other))) continue;
      const to = L.point(between(at.x, box.left + ASIDE, box.right - ASIDE),
        between(at.y, box.top + height * INSET, box.bottom - height * INSET));
      const far = at.distanceTo(to);
      if (far <= radius) continue;
      const from = at.add(to.subtract(at).multiplyBy(radius / far));
      const steps = Math.ceil(from.distanceTo(to) / STEP);
      const line = Array.from({ length: steps + 1 }, (_, step) =>
        around(from.add(to.subtract(from).multiplyBy(step / steps)), HALF, HALF));
      if (!taken.some((other) => fitting.meets([from, to], other))
        && line.every((piece) => clear(piece, others))) return { box, from, to, line };
    }
  }
  return null;
}

/** The way to lead to as many names as can be: one line may stand in the way of another.
 * @template {Homeless} T @param {T[]} names @param {Around} where @returns {[T, Led][]} */
export function most(names, where) {
  /** @param {T[]} order */
  const all = (order) => {
    const taken = [...where.taken];
    return order.flatMap((name) => {
      const led = lead(name, { ...where, taken });
      if (!led) return [];
      taken.push(led.box, ...led.line);
      return [/** @type {[T, Led]} */ ([name, led])];
    });
  };
  /** @param {"x" | "y"} axis */
  const by = (axis) => [...names].sort((one, other) => one.at[axis] - other.at[axis]);
  return [names, by("x"), by("y"), by("x").reverse()].map(all)
    .reduce((best, found) => (found.length > best.length ? found : best));
}

/** A line as it is drawn, with a dot at a place that has no symbol.
 * @type {(line: Led, radius: number, layer: (at: L.Point) => L.Point) => SVGElement} */
export function drawn({ from, to }, radius, layer) {
  const [a, b] = [layer(from), layer(to)];
  const ends = { x1: a.x, y1: a.y, x2: b.x, y2: b.y };
  return svg("g", { class: "atlas-leader" }, svg("line", { ...ends, class: "is-under" }),
    svg("line", ends), radius ? null : svg("circle", { cx: a.x, cy: a.y, r: 1 }));
}

/* Leaders: a name that has no room at its place stands a little away, and a thin line leads from
 * it to its place. It crosses no name and no other line, and no symbol that does not lie on its
 * own. */

import { svg } from "./dom.js";
import * as fitting from "./fitting.js";

/** @import { Box } from "./fitting.js" */

/**
 * Where a name stands, and from where to where its line leads, in pixels of the map.
 * @typedef {{ box: Box, from: L.Point, to: L.Point }} Led
 */
/**
 * What a name must not cover, and what a line to a place may cross only there: circles.
 * @typedef {{ taken: Box[], covered: (box: Box) => number, round: { x: number, y: number,
 *   reach: number }[], lines: Led[], frame: Box }} Around
 */

/** How far from the edge of its symbol a name may stand, in pixels, and in which directions. */
const AWAY = [10, 16, 23, 31, 40, 50, 62, 76, 92, 110];
/** The same of a place without a symbol, whose end is harder to find. */
const NEAR = 50;
const TURNS = 32;
/** A line ends so far before its name, and a symbol counts as crossed so far within its edge. */
const BEFORE = 1;
const GRAZED = 2;
/** How far within its box a name begins, in pixels and in its height. */
const ASIDE = 2;
const INSET = 0.3;
/** Pixels of the boxes that stand for a line. */
const STEP = 4;

/** The directions, the level ones first: a line into the side of a name is read best. */
const DIRECTIONS = Array.from({ length: TURNS }, (_, turn) => (turn * 2 * Math.PI) / TURNS)
  .sort((a, b) => Math.abs(Math.sin(a)) - Math.abs(Math.sin(b)));

/** How far a point lies from a line from one to another.
 * @param {{ x: number, y: number }} at @param {Led} line */
function apart({ x, y }, { from, to }) {
  const way = to.subtract(from);
  const long = way.x * way.x + way.y * way.y;
  const part = long && Math.min(1, Math.max(0,
    ((x - from.x) * way.x + (y - from.y) * way.y) / long));
  return Math.hypot(from.x + way.x * part - x, from.y + way.y * part - y);
}

/** On which side of a line a point lies. @param {Led} line @param {L.Point} at */
const side = ({ from, to }, at) =>
  Math.sign((to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x));

/** @param {Led} one @param {Led} other */
const crossed = (one, other) => side(one, other.from) !== side(one, other.to)
  && side(other, one.from) !== side(other, one.to);

/** The boxes that no other name may cover because a line runs there.
 * @type {(line: Led) => Box[]} */
export function along({ from, to }) {
  const steps = Math.max(1, Math.ceil(from.distanceTo(to) / STEP));
  return Array.from({ length: steps + 1 }, (_, step) => {
    const { x, y } = from.add(to.subtract(from).multiplyBy(step / steps));
    return { left: x - 1, right: x + 1, top: y - 1, bottom: y + 1 };
  });
}

/** The orders in which names are tried.
 * @template T @param {T[]} all @param {(one: T) => L.Point} at @returns {T[][]} */
const orders = (all, at) => [all, [...all].reverse(),
  [...all].sort((a, b) => at(a).x - at(b).x), [...all].sort((a, b) => at(b).x - at(a).x),
  [...all].sort((a, b) => at(a).y - at(b).y), [...all].sort((a, b) => at(b).y - at(a).y)];

/** How long all lines are. @param {[unknown, Led][]} found */
const long = (found) => found.reduce((sum, [, { from, to }]) => sum + from.distanceTo(to), 0);

/** The way to lead to as many names as can be: one line may stand in the way of another.
 * @template {{ at: L.Point, radius: number, width: number, height: number }} T
 * @param {T[]} names @param {Omit<Around, "lines">} around @returns {[T, Led][]} */
export function most(names, around) {
  /** @type {[T, Led][]} */
  let best = [];
  for (const order of orders(names, (one) => one.at)) {
    /** @type {[T, Led][]} */
    const found = [];
    const taken = [...around.taken];
    for (const one of order) {
      const led = lead(one.at, one.radius, one,
        { ...around, taken, lines: found.map(([, line]) => line) });
      if (!led) continue;
      found.push([one, led]);
      taken.push(led.box, ...along(led));
    }
    if (found.length > best.length || (found.length === best.length && long(found) < long(best))) {
      best = found;
    }
  }
  return best;
}

/** The nearest place for a name of a size that its line can lead to.
 * @type {(at: L.Point, radius: number, size: { width: number, height: number },
 *   around: Around) => Led | null} */
function lead(at, radius, { width, height }, { taken, covered, round, lines, frame }) {
  if (at.x < frame.left || at.x > frame.right || at.y < frame.top || at.y > frame.bottom) {
    return null;
  }
  // Its own symbol, and what that lies on, is where the line leads; of a bare place it is free.
  const others = round.filter(({ x, y, reach }) =>
    !radius || Math.hypot(x - at.x, y - at.y) > reach);
  for (const away of AWAY.filter((one) => radius || one <= NEAR)) {
    for (const turn of DIRECTIONS) {
      const [x, y] = [Math.cos(turn), Math.sin(turn)];
      const middle = L.point(at.x + x * (radius + away + width / 2),
        at.y + y * (radius + away + height / 2));
      const box = { left: middle.x - width / 2, right: middle.x + width / 2,
        top: middle.y - height / 2, bottom: middle.y + height / 2 };
      if (box.left < frame.left || box.right > frame.right || box.top < frame.top
        || box.bottom > frame.bottom) continue;
      if (taken.some((other) => fitting.overlap(box, other)) || covered(box)) continue;
      const [aside, inset] = [Math.min(ASIDE, width / 2), height * INSET];
      const to = L.point(Math.min(Math.max(at.x, box.left + aside), box.right - aside),
        Math.min(Math.max(at.y, box.top + inset), box.bottom - inset));
      const far = at.distanceTo(to);
      if (far <= radius + BEFORE) continue;
      const step = to.subtract(at).divideBy(far);
      const led = { box, from: at.add(step.multiplyBy(radius)),
        to: to.subtract(step.multiplyBy(BEFORE)) };
      if (taken.some((other) => fitting.meets([led.from, led.to], other))
        || others.some((one) => apart(one, led) < one.reach - GRAZED)
        || lines.some((line) => crossed(led, line))) continue;
      return led;
    }
  }
  return null;
}

/** A line as it is drawn, with a dot at a place that has no symbol.
 * @type {(line: Led, radius: number, layer: (at: L.Point) => L.Point) => SVGElement} */
export function drawn({ from, to }, radius, layer) {
  const [a, b] = [layer(from), layer(to)];
  const ends = { x1: a.x, y1: a.y, x2: b.x, y2: b.y };
  return svg("g", { class: "atlas-leader" }, svg("line", { ...ends, class: "is-under" }),
    svg("line", ends), radius ? null : svg("circle", { cx: a.x, cy: a.y, r: 1.6 }));
}

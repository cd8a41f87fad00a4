/* Fitting: a place is shown as large as its frame allows where nothing that stands over the map
 * covers it: the scale bar, the buttons. */

import { positions } from "./geometry.js";

/** @import { PlaceFeature } from "./geometry.js" */

/**
 * A rectangle on the map, in pixels from its upper left corner.
 * @typedef {object} Box
 * @property {number} left
 * @property {number} top
 * @property {number} right
 * @property {number} bottom
 */

/** How much smaller the next try is, how small at most, and how many tries across the room. */
const STEP = 0.98;
const LEAST = 0.4;
const TRIES = 8;
const HAIR = 0.02;
/** Pixels that stay free around what stands over the map. */
const AIR = 3;

/** In the plane of the map at zoom 0.
 * @param {number} lat @param {number} lng */
const flat = (lat, lng) => L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lng), 0);

/** The corners of the smallest area without a dent that holds points; the first is the last.
 * @param {L.Point[]} points */
function hull(points) {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  /** @param {L.Point[]} all */
  const half = (all) => {
    /** @type {L.Point[]} */
    const kept = [];
    for (const point of all) {
      while (kept.length > 1) {
        const [a, b] = kept.slice(-2);
        if ((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) > 0) break;
        kept.pop();
      }
      kept.push(point);
    }
    return kept;
  };
  return [...half(sorted), ...half(sorted.reverse()).slice(1)];
}

/** @type {WeakMap<PlaceFeature, L.Point[]>} */
const hulls = new WeakMap();

/** @type {(feature: PlaceFeature) => L.Point[]} */
export function around(feature) {
  const known = hulls.get(feature);
  if (known) return known;
  const made = hull(positions(feature.geometry).map(([lng, lat]) => flat(lat, lng)));
  hulls.set(feature, made);
  return made;
}

/** @type {(bounds: L.LatLngBounds) => L.Point[]} */
export function corners(bounds) {
  const [west, south, east, north] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(),
    bounds.getNorth()];
  return [flat(south, west), flat(south, east), flat(north, east), flat(north, west),
    flat(south, west)];
}

/** Whether a line from a to b has a point in a box.
 * @param {L.Point} a @param {L.Point} b @param {Box} box */
function crosses(a, b, box) {
  let [from, to] = [0, 1];
  for (const [start, way, low, high] of [[a.x, b.x - a.x, box.left, box.right],
    [a.y, b.y - a.y, box.top, box.bottom]]) {
    if (way === 0) {
      if (start < low || start > high) return false;
      continue;
    }
    const [one, other] = [(low - start) / way, (high - start) / way];
    from = Math.max(from, Math.min(one, other));
    to = Math.min(to, Math.max(one, other));
  }
  return from <= to;
}

/** @type {(line: L.Point[], box: Box) => boolean} */
export function meets(line, box) {
  return line.some((point, at) => at > 0 && crosses(line[at - 1], point, box));
}

/** Where the upper left corner may stand, the middle of the room first.
 * @param {number} wide @param {number} high */
function places(wide, high) {
  const found = [];
  for (let x = 0; x <= TRIES; x += 1) {
    for (let y = 0; y <= TRIES; y += 1) found.push([x * wide / TRIES, y * high / TRIES]);
  }
  return found.sort(([a, b], [c, d]) => Math.hypot(a - wide / 2, b - high / 2)
    - Math.hypot(c - wide / 2, d - high / 2));
}

/** @param {L.Point[]} line */
function frame(line) {
  const xs = line.map((point) => point.x);
  const ys = line.map((point) => point.y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, wide: Math.max(...xs) - left, high: Math.max(...ys) - top };
}

/** Two lines that one frame holds, but for a hair.
 * @type {(one: L.Point[], other: L.Point[]) => boolean} */
export function alike(one, other) {
  const [a, b] = [frame(one), frame(other)];
  const hair = HAIR * Math.max(b.wide, b.high);
  return [a.left - b.left, a.top - b.top, a.wide - b.wide, a.high - b.high]
    .every((far) => Math.abs(far) < hair);
}

/**
 * @type {(line: L.Point[], how: { size: L.Point; over: Box[]; padding: number; most: number }) =>
 *   { zoom: number; middle: L.Point }}
 */
export function fit(line, { size, over, padding, most: limit }) {
  const { left, top, wide, high } = frame(line);
  // A frame that is not laid out yet has no size.
  const room = L.point(Math.max(size.x - 2 * padding, 1), Math.max(size.y - 2 * padding, 1));
  const most = Math.min(room.x / wide, room.y / high, 2 ** limit);
  const boxes = over.map((box) => ({ left: box.left - AIR, top: box.top - AIR,
    right: box.right + AIR, bottom: box.bottom + AIR }));
  /** @param {number} scale @param {number} x @param {number} y */
  const seen = (scale, x, y) => ({ zoom: Math.log2(scale),
    middle: L.point(left, top).add(
      size.divideBy(2).subtract([padding + x, padding + y]).divideBy(scale)) });
  for (let scale = most; scale > most * LEAST; scale *= STEP) {
    for (const [x, y] of places(room.x - wide * scale, room.y - high * scale)) {
      const moved = line.map((point) => L.point((point.x - left) * scale + padding + x,
        (point.y - top) * scale + padding + y));
      if (!boxes.some((box) => meets(moved, box))) return seen(scale, x, y);
    }
  }
  return seen(most, (room.x - wide * most) / 2, (room.y - high * most) / 2);
}

/** Whether two boxes have a point in common.
 * @param {Box} a @param {Box} b */
export function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** What two boxes have in common, in square pixels.
 * @param {Box} a @param {Box} b */
export function shared(a, b) {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return Math.max(width, 0) * Math.max(height, 0);
}

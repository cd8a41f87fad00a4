/* Squares: what lies in one tile of the map, by cell and kind, counted anew for each choice. */

/** @import { Placed } from "./cell_tiles.js" */

/** Cells of a side of a tile of the map, in bits. */
const BITS = 5;

/**
 * What lies in one tile of the map; `x` and `y` of points are shares of its side.
 * @typedef {object} Square
 * @property {number} z
 * @property {number} x
 * @property {number} y
 * @property {number} side Cells of a side.
 * @property {boolean} ended Whether a branch has ended here or above.
 * @property {Uint16Array} at
 * @property {Uint16Array} kind
 * @property {Uint32Array} count
 * @property {Uint32Array} sums Of each cell, what is chosen.
 * @property {SquarePoints | null} points
 */

/** @typedef {{ x: Float32Array, y: Float32Array, kind: Uint16Array, year: Uint16Array,
 *   row: Uint32Array }} SquarePoints */

/** The level of the cells of a zoom: the world is two to this power of them wide.
 * @param {number} z @param {number} finest */
export const levelOf = (z, finest) => Math.min(z + BITS, finest);

/** What a tile says of a square at or below it.
 * @param {Placed | null} tile @param {{ z: number, x: number, y: number }} coords
 * @param {number} finest @returns {Square} */
export function cut(tile, { z, x, y }, finest) {
  const side = 2 ** (levelOf(z, finest) - z);
  const sums = new Uint32Array(side * side);
  if (!tile) {
    return { z, x, y, side, ended: true, at: new Uint16Array(), kind: new Uint16Array(),
      count: new Uint32Array(), sums, points: null };
  }
  const down = z - tile.z;
  const [left, top] = [x - tile.x * 2 ** down, y - tile.y * 2 ** down];
  // Cells of the tile within the square, and how many of them make one of ours.
  const within = tile.side / 2 ** down;
  const step = within / side;
  const size = tile.at.length;
  const at = new Uint16Array(size);
  const kind = new Uint16Array(size);
  const count = new Uint32Array(size);
  let found = 0;
  for (let nth = 0; nth < size; nth += 1) {
    const column = tile.at[nth] % tile.side - left * within;
    const row = Math.floor(tile.at[nth] / tile.side) - top * within;
    if (column < 0 || row < 0 || column >= within || row >= within) continue;
    const cell = Math.floor(row / step) * side + Math.floor(column / step);
    at[found] = cell;
    kind[found] = tile.kind[nth];
    count[found] = tile.count[nth];
    found += 1;
  }
  return { z, x, y, side, ended: tile.leaf, sums, at: at.slice(0, found),
    kind: kind.slice(0, found), count: count.slice(0, found),
    points: placed(tile, left, top, down) };
}

/** The points of a tile within a square. @param {Placed} tile @param {number} left
 * @param {number} top @param {number} down @returns {SquarePoints | null} */
function placed({ points }, left, top, down) {
  if (!points) return null;
  const span = 65536 / 2 ** down;
  const mine = [];
  for (let nth = 0; nth < points.x.length; nth += 1) {
    const [x, y] = [points.x[nth] / span - left, points.y[nth] / span - top];
    if (x >= 0 && y >= 0 && x < 1 && y < 1) mine.push(nth);
  }
  return {
    x: Float32Array.from(mine, (nth) => points.x[nth] / span - left),
    y: Float32Array.from(mine, (nth) => points.y[nth] / span - top),
    kind: Uint16Array.from(mine, (nth) => points.kind[nth]),
    year: Uint16Array.from(mine, (nth) => points.year[nth]),
    row: Uint32Array.from(mine, (nth) => points.row[nth]),
  };
}

/** Count the chosen kinds of a square.
 * @param {Square} square @param {Uint8Array} chosen 1 for each kind that counts */
export function sum({ sums, at, kind, count }, chosen) {
  sums.fill(0);
  for (let nth = 0; nth < at.length; nth += 1) {
    if (chosen[kind[nth]]) sums[at[nth]] += count[nth];
  }
}

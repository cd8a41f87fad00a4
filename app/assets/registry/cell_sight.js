/* In sight: what the cells of the map that can be seen have, each counted whole. */

import { TILE } from "./cell_layer.js";

/**
 * @import { CellLayer } from "./cell_layer.js"
 * @import { FamilyMeta } from "./registry_meta.d.ts"
 */

/** @typedef {{ level: number, column: number, row: number, count: number }} SeenCell */

/**
 * @typedef {object} Sight
 * @property {number} total
 * @property {Map<number, number>} fields By their position in the list of fields.
 * @property {SeenCell[]} cells Those with enterprises, most first.
 */

/** @param {L.Map} map @param {CellLayer} layer @param {FamilyMeta} family
 * @param {Uint8Array} chosen @returns {Sight} */
export function inSight(map, layer, { kinds }, chosen) {
  const scale = TILE * map.getZoomScale(map.getZoom(), layer.zoom());
  const seen = map.getPixelBounds();
  const [min, max] = [/** @type {L.Point} */ (seen.min), /** @type {L.Point} */ (seen.max)];
  /** @type {Map<number, number>} */
  const fields = new Map();
  const cells = [];
  let total = 0;
  for (const { square } of layer.shown()) {
    if (!square) continue;
    const { side } = square;
    const cell = scale / side;
    /** The cells of a side that are in sight. @param {number} at @param {number} from
     * @param {number} to */
    const range = (at, from, to) => [Math.max(0, Math.floor((from - at * scale) / cell)),
      Math.min(side - 1, Math.ceil((to - at * scale) / cell) - 1)];
    const [left, right] = range(square.x, min.x, max.x);
    const [top, low] = range(square.y, min.y, max.y);
    if (left > right || top > low) continue;
    const level = layer.level();
    for (let row = top; row <= low; row += 1) {
      for (let column = left; column <= right; column += 1) {
        const at = row * side + column;
        const count = square.sums[at];
        if (!count) continue;
        total += count;
        cells.push({ level, column: square.x * side + column, row: square.y * side + row, count });
      }
    }
    for (let nth = 0; nth < square.at.length; nth += 1) {
      const [column, row] = [square.at[nth] % side, Math.floor(square.at[nth] / side)];
      if (!chosen[square.kind[nth]] || column < left || column > right || row < top
        || row > low) continue;
      const [field] = kinds[square.kind[nth]];
      if (field >= 0) fields.set(field, (fields.get(field) || 0) + square.count[nth]);
    }
  }
  cells.sort((one, other) => other.count - one.count || one.row - other.row
    || one.column - other.column);
  return { total, fields, cells };
}

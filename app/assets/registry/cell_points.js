/* Points: the one that is pointed at, and what its tile says of it. */

import { TILE } from "./cell_layer.js";

/**
 * @import { CellLayer } from "./cell_layer.js"
 */

/** Pixels from a point within which it is meant. */
const REACH = 9;

/** @typedef {{ kind: number, year: number, row: number }} FoundPoint */

/** @param {L.Map} map @param {CellLayer} layer @param {Uint8Array} chosen @param {L.LatLng} at
 * @returns {FoundPoint | null} */
export function pointAt(map, layer, chosen, at) {
  const scale = TILE * map.getZoomScale(map.getZoom(), layer.zoom());
  const place = map.project(at).divideBy(scale);
  const reach = REACH / scale;
  let [best, least] = [/** @type {FoundPoint | null} */ (null), reach * reach];
  for (const { square } of layer.shown()) {
    if (!square || !square.points) continue;
    const [left, top] = [place.x - square.x, place.y - square.y];
    if (left < -reach || top < -reach || left > 1 + reach || top > 1 + reach) continue;
    const { x, y, kind, year, row } = square.points;
    for (let nth = 0; nth < x.length; nth += 1) {
      const far = (x[nth] - left) ** 2 + (y[nth] - top) ** 2;
      if (far > least || !chosen[kind[nth]]) continue;
      [best, least] = [{ kind: kind[nth], year: year[nth], row: row[nth] }, far];
    }
  }
  return best;
}

/* Is a point inside an area? For names, which must not stand in the neighbour's. */

/** Count the edges that a ray to the east crosses.
 * @param {GeoJSON.Position[]} ring @param {number} lng @param {number} lat */
function crosses(ring, lng, lat) {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [x1, y1] = ring[i];
    const [x2, y2] = ring[j];
    if ((y1 > lat) !== (y2 > lat) && lng < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) {
      odd = !odd;
    }
  }
  return odd;
}

/** Whether a point lies in a polygon or in one part of a multipolygon; holes are outside.
 * @type {(shape: GeoJSON.Geometry, at: L.LatLng) => boolean} */
export function inside(shape, at) {
  const parts = shape.type === "Polygon" ? [shape.coordinates]
    : shape.type === "MultiPolygon" ? shape.coordinates : [];
  return parts.some((rings) =>
    rings.reduce((odd, ring) => odd !== crosses(ring, at.lng, at.lat), false));
}

/* The camera: where a map looks, and who moved it there. */

/**
 * @typedef {object} Camera
 * @property {number} lat
 * @property {number} lng
 * @property {number} zoom
 */

/**
 * Who moved the map: the reader, the button for the whole province, or the page itself.
 * @typedef {"reader" | "home" | "page"} Mover
 */

/** As it is said and kept. @param {L.Map} map @returns {Camera} */
export function rounded(map) {
  const { lat, lng } = map.getCenter();
  const round = (/** @type {number} */ value) => Number(value.toFixed(4));
  return { lat: round(lat), lng: round(lng), zoom: round(map.getZoom()) };
}

/** The camera as it is, for maps that follow. @param {L.Map} map @returns {Camera} */
export function exact(map) {
  const { lat, lng } = map.getCenter();
  return { lat, lng, zoom: map.getZoom() };
}

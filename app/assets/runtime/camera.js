/* The camera: where a map looks, and who moved it there. */

/** @import { Bounds } from "./layer_file.d.ts" */

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

/** @param {number} value */
const round = (value) => Number(value.toFixed(4));

/** As it is said and kept. @param {L.Map} map @returns {Camera} */
export function rounded(map) {
  const { lat, lng } = map.getCenter();
  return { lat: round(lat), lng: round(lng), zoom: round(map.getZoom()) };
}

/** The camera as it is, for maps that follow. @param {L.Map} map @returns {Camera} */
export function exact(map) {
  const { lat, lng } = map.getCenter();
  return { lat, lng, zoom: map.getZoom() };
}

/** What is in sight, to ten metres. @param {L.Map} map @returns {Bounds} */
export function extent(map) {
  const seen = map.getBounds();
  return [round(seen.getWest()), round(seen.getSouth()), round(seen.getEast()),
    round(seen.getNorth())];
}

/* The symbols of the map: shapes, rings and textures, as every renderer reads them. */

import symbols from "../../../layers/symbols.json" with { type: "json" };

/** @typedef {"full" | "target" | "ring" | "broken"} Filling */

/**
 * @typedef {object} Style
 * @property {Record<string, [number, number][]>} corners
 * @property {{ symbol: number, no_data: number }} radius
 * @property {number} see_through
 * @property {string[]} stack
 * @property {string} assumed_dashes
 * @property {Record<string, { dashes: string, width: number }>} rings
 * @property {Record<string, Filling>} fillings
 * @property {{ hatch: string, dots: string }} textures
 */

export const style = /** @type {Style} */ (/** @type {unknown} */ (symbols));

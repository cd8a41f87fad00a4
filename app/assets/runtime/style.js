/* The symbols of the map: what each kind of layer is drawn with, as every renderer reads it. */

import symbols from "../../../layers/symbols.json" with { type: "json" };

/**
 * @import { LandmarkKind } from "./landmark_file.d.ts"
 * @import { Kind, SymbolType } from "./layer_file.d.ts"
 */

/** @typedef {{ from: number, order: number, radius?: number, width?: number }} LandmarkLook */

/** @typedef {"full" | "target" | "ring" | "broken"} Filling */

/**
 * @typedef {object} Style
 * @property {Record<Kind, { symbol: SymbolType, classed?: boolean }>} kinds
 * @property {Record<string, [number, number][]>} corners
 * @property {{ symbol: number, no_data: number }} radius
 * @property {number} see_through
 * @property {string[]} stack
 * @property {string} assumed_dashes
 * @property {Record<string, { dashes: string, width: number }>} rings
 * @property {Record<string, Filling>} fillings
 * @property {{ hatch: string, dots: string }} textures
 * @property {Record<LandmarkKind, Record<string, LandmarkLook>>} landmarks
 */

export const style = /** @type {Style} */ (/** @type {unknown} */ (symbols));

/** What the places of a kind of layer are drawn with. @type {(kind: Kind) => SymbolType} */
export const symbolType = (kind) => style.kinds[kind].symbol;

/** Whether the figures of a kind of layer are classed. @type {(kind: Kind) => boolean} */
export const classed = (kind) => Boolean(style.kinds[kind].classed);

/* The layer: Leaflet moves its canvases, each of which shows one square as cells, or as points
 * where all that are in sight can. */

import { el } from "../runtime/dom.js";
import { cut, levelOf, sum } from "./cell_squares.js";
import { classOf, paintCells, paintPoints } from "./cell_painting.js";

/**
 * @import { CellClasses, RegistryMeta } from "./registry_meta.d.ts"
 * @import { Square } from "./cell_squares.js"
 * @import { CellTiles } from "./cell_tiles.js"
 */

export const TILE = 256;
/** Pixels around a square for points that stand on its edge; the style says the same. */
const EDGE = 4;

/** One square on the map; none of it is known before its tile has come.
 * @typedef {object} Shown
 * @property {HTMLElement} tile What Leaflet moves.
 * @property {HTMLCanvasElement} canvas
 * @property {L.Coords} coords
 * @property {Square | null} square
 */

/**
 * @typedef {object} CellLayer
 * @property {() => Shown[]} shown What stands on the map, at the zoom of the tiles.
 * @property {() => number} zoom The zoom of its tiles.
 * @property {() => number} level
 * @property {() => boolean} points Whether it shows points now.
 * @property {() => boolean} whole Whether all that is in sight has come.
 * @property {() => CellClasses} classes
 * @property {(tiles: CellTiles, chosen: Uint8Array) => void} choose Count other kinds, of other
 *   tiles or of the same.
 * @property {(next: RegistryMeta) => void} speak The same in another language.
 * @property {(run: () => void) => void} onChange
 * @property {() => void} remove
 */

/** The zoom of the tiles at a zoom of the map: cells are four to eight pixels wide.
 * @param {number} zoom @param {RegistryMeta} meta */
export const tileZoom = (zoom, { families: { open } }) => Math.max(open.least, Math.ceil(zoom));

/** @param {number} zoom @param {RegistryMeta["classes"]} classes */
function nearest(zoom, classes) {
  const zooms = Object.keys(classes).map(Number);
  const best = zooms.reduce((one, other) =>
    (Math.abs(other - zoom) < Math.abs(one - zoom) ? other : one));
  return classes[best];
}

/** @param {L.Map} map @param {RegistryMeta} first @param {CellTiles} tiles
 * @param {Uint8Array} chosen @returns {CellLayer} */
export function createCellLayer(map, first, tiles, chosen) {
  let meta = first;
  /** @type {Map<HTMLElement, Shown>} */
  const all = new Map();
  let [source, kinds] = [tiles, chosen];
  let pointed = false;
  let waits = 0;
  /** @type {(() => void)[]} */
  const listeners = [];
  const paper = getComputedStyle(map.getContainer());
  const halo = paper.getPropertyValue("--panel").trim();

  const zoom = () => tileZoom(map.getZoom(), meta);
  const level = () => levelOf(zoom(), meta.finest);
  const classes = () => nearest(zoom(), meta.classes);
  const shown = () => [...all.values()].filter(({ coords }) => coords.z === zoom());

  /** As many pixels as the square takes on the screen, so that nothing is blurred.
   * @param {Shown} one */
  function screen({ coords }) {
    const pixel = window.devicePixelRatio || 1;
    const scale = map.getZoomScale(map.getZoom(), coords.z);
    const [size, edge] = [TILE, EDGE].map((side) => Math.round(side * scale * pixel));
    return { size, edge, pixel };
  }

  /** @param {Shown} one */
  function paint(one) {
    if (!one.square) return;
    const own = nearest(one.coords.z, meta.classes);
    if (pointed) {
      paintPoints(one.canvas, one.square, kinds, { ...screen(one), color: meta.point, halo });
    } else paintCells(one.canvas, one.square, own, screen(one));
    one.tile.dataset.cells = pointed ? "points" : "cells";
  }

  /** The squares that can be seen, or may be any moment. */
  const seen = () => {
    const bounds = map.getPixelBounds();
    const scale = TILE * map.getZoomScale(map.getZoom(), zoom());
    return shown().filter(({ coords: { x, y } }) => L.bounds([x * scale, y * scale],
      [(x + 1) * scale, (y + 1) * scale]).overlaps(bounds));
  };
  const whole = () => waits === 0 && seen().every(({ square }) => square);

  /** Points where all squares in sight have them, never beside cells. */
  function settle() {
    const now = meta.points && whole() && seen().every(({ square }) =>
      square && square.ended && (square.points || !square.at.length));
    if (now !== pointed) {
      pointed = now;
      for (const one of all.values()) paint(one);
    }
    for (const run of listeners) run();
  }
  let settling = 0;
  const soon = () => {
    cancelAnimationFrame(settling);
    settling = requestAnimationFrame(settle);
  };

  /** @param {Shown} one @param {L.DoneCallback} done */
  async function fill(one, done) {
    const from = source;
    waits += 1;
    try {
      const { x, y, z } = one.coords;
      const tile = await from.covering(z, x, y);
      if (from !== source || !all.has(one.tile)) return;
      one.square = cut(tile, one.coords, meta.finest);
      sum(one.square, kinds);
      paint(one);
      done(undefined, one.tile);
    } catch (error) {
      done(/** @type {Error} */ (error), one.tile);
    } finally {
      waits -= 1;
      soon();
    }
  }

  class Cells extends L.GridLayer {
    /** @param {L.Coords} coords @param {L.DoneCallback} done */
    createTile(coords, done) {
      const canvas = el("canvas");
      const tile = el("div", { class: "cells-tile" }, canvas);
      const one = { tile, canvas, coords, square: null };
      all.set(tile, one);
      fill(one, done);
      return tile;
    }
  }
  const [west, south, east, north] = meta.bounds || [0, 0, 0, 0];
  const layer = new Cells({ pane: "areas", tileSize: TILE, keepBuffer: 1, updateWhenZooming: false,
    bounds: L.latLngBounds([south, west], [north, east]) });
  layer.on("tileunload", (event) => {
    all.delete(/** @type {L.TileEvent} */ (event).tile);
    soon();
  });
  // A square that came is shown at once; Leaflet would let it appear slowly.
  Object.assign(map, { _fadeAnimated: false });
  // Leaflet asks for tiles of the nearest zoom; it hears of a finer one before it does.
  /** @param {number} next */
  const aim = (next) => { Object.assign(layer.options, { minNativeZoom: tileZoom(next, meta) }); };
  const onZoom = () => aim(map.getZoom());
  /** @param {L.ZoomAnimEvent} event */
  const onZoomAnim = (event) => aim(event.zoom);
  onZoom();
  map.on("zoom viewreset", onZoom);
  map.on("zoomanim", onZoomAnim);
  if (meta.bounds) layer.addTo(map);

  /** Zoomed a little, a square takes other pixels. */
  function sharpen() {
    for (const one of shown()) {
      const { size, edge } = screen(one);
      if (one.canvas.width !== size + (pointed ? 2 * edge : 0)) paint(one);
    }
    soon();
  }
  map.on("moveend", sharpen);

  return {
    shown, zoom, level, classes, whole,
    points: () => pointed,
    choose(next, wanted) {
      kinds = wanted;
      if (next !== source) {
        source = next;
        // What stands stays until the others have come.
        for (const one of all.values()) fill(one, () => {});
        return;
      }
      for (const one of all.values()) {
        if (!one.square) continue;
        sum(one.square, kinds);
        paint(one);
      }
      soon();
    },
    speak(next) {
      meta = next;
    },
    onChange(run) {
      listeners.push(run);
    },
    remove() {
      map.off("moveend", sharpen);
      map.off("zoom viewreset", onZoom);
      map.off("zoomanim", onZoomAnim);
      layer.remove();
    },
  };
}

/** A cell of a level: which, and how many are chosen in it.
 * @typedef {{ level: number, column: number, row: number, count: number, square: Square,
 *   at: number }} FoundCell */

/** The cell of a layer at a point of the ground. @param {CellLayer} layer
 * @param {{ level: number, column: number, row: number }} spot @returns {FoundCell | null} */
export function cellAt(layer, { level, column, row }) {
  for (const { square } of layer.shown()) {
    if (!square) continue;
    const [left, top] = [column - square.x * square.side, row - square.y * square.side];
    if (left < 0 || top < 0 || left >= square.side || top >= square.side) continue;
    if (square.side * 2 ** square.z !== 2 ** level) return null;
    const at = top * square.side + left;
    return { level, column, row, square, at, count: square.sums[at] };
  }
  return null;
}

/** How many of each kind a cell has. @param {FoundCell} cell */
export function kindsOf({ square, at }) {
  /** @type {Map<number, number>} */
  const found = new Map();
  for (let nth = 0; nth < square.at.length; nth += 1) {
    if (square.at[nth] !== at) continue;
    found.set(square.kind[nth], (found.get(square.kind[nth]) || 0) + square.count[nth]);
  }
  return found;
}

/** The class of a count. @param {CellClasses} classes @param {number} count */
export const shade = ({ bounds }, count) => classOf(bounds, count);

/** The ground of a cell, in degrees: west, south, east, north.
 * @param {{ level: number, column: number, row: number }} cell
 * @returns {[number, number, number, number]} */
export function groundOf({ level, column, row }) {
  const span = 2 ** level;
  /** @param {number} at */
  const lat = (at) => Math.atan(Math.sinh(Math.PI * (1 - 2 * at / span))) * 180 / Math.PI;
  /** @param {number} at */
  const lng = (at) => at / span * 360 - 180;
  return [lng(column), lat(row + 1), lng(column + 1), lat(row)];
}

/** The cell of a level at a point.
 * @param {{ lat: number, lng: number }} at @param {number} level */
export function spotOf({ lat, lng }, level) {
  const span = 2 ** level;
  const north = Math.asinh(Math.tan(lat * Math.PI / 180)) / Math.PI;
  return { level, column: Math.floor((lng + 180) / 360 * span),
    row: Math.floor((1 - north) / 2 * span) };
}

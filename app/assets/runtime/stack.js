/* The layers on the map, bottom to top: only what changed is drawn anew. */

import { createPoints } from "./points.js";
import { createPolygons } from "./polygons.js";
import { symbolType } from "./style.js";
import { createSymbols } from "./symbols.js";

/**
 * @import { Level, SymbolType } from "./layer_file.d.ts"
 * @import { Context, Drawing } from "./map.js"
 * @import { Target } from "./pointing.js"
 * @import { Layer, View } from "./sheets.js"
 */

/**
 * @typedef {object} Drawer
 * @property {(layer: Layer) => boolean} accepts
 * @property {(layer: Layer) => void} paint
 * @property {() => Target[]} targets
 * @property {() => void} remove
 */

/** @type {Record<SymbolType, (context: Context, level: Level) => Drawer>} */
const DRAWERS = { fill: createPolygons, marker: createSymbols, dot: createPoints };

/** @param {Layer} layer @param {Context} context @returns {Drawer} */
function drawer({ sheet: { kind, level } }, context) {
  return DRAWERS[symbolType(kind)](context, level);
}

/** Two layers that would draw the same thing.
 * @param {Layer} a @param {Layer} b */
function same(a, b) {
  return a.sheet === b.sheet && a.period === b.period && a.paintKey === b.paintKey &&
    a.hidden.join() === b.hidden.join();
}

/** What a drawing asks for, by the place it takes in the stack. The theme alone is filtered
 * by its legend; two themes of areas of one level share a place, so that a change of
 * indicator recolors what is there.
 * @param {Drawing} drawing */
function asked({ theme, overlays, hidden = [] }) {
  /** @type {Map<string, Layer>} */
  const all = new Map();
  /** @param {View} view @param {string[]} off */
  const add = (view, off) => {
    const { kind, level, layer } = view.sheet;
    const key = symbolType(kind) === "fill" ? `areas ${level}` : layer;
    if (!all.has(key)) all.set(key, { ...view, hidden: off });
  };
  if (theme) add(theme, hidden);
  for (const view of overlays) add(view, []);
  return all;
}

/**
 * @type {(context: Context) => { paint: (drawing: Drawing, force: boolean) => void; layers: () =>
 *   Layer[]; targets: () => Target[]; }}
 */
export function createStack(context) {
  /** @type {Map<string, { layer: Layer, drawer: Drawer }>} */
  const drawn = new Map();

  return {
    paint(drawing, force) {
      const next = asked(drawing);
      for (const [key, one] of drawn) {
        const layer = next.get(key);
        if (layer && one.drawer.accepts(layer)) continue;
        one.drawer.remove();
        drawn.delete(key);
      }
      for (const [key, layer] of next) {
        const old = drawn.get(key);
        if (old && !force && same(old.layer, layer)) continue;
        const made = old ? old.drawer : drawer(layer, context);
        made.paint(layer);
        drawn.set(key, { layer, drawer: made });
      }
    },
    layers: () => [...drawn.values()].map((one) => one.layer),
    targets: () => [...drawn.values()].flatMap((one) => one.drawer.targets()),
  };
}

/* Areas painted by a sheet: built once per level, afterwards only restyled. */

import { toPath } from "./geometry.js";
import * as sheets from "./sheets.js";

/**
 * @import { PlaceFeature } from "./geometry.js"
 * @import { Level } from "./layer_file.d.ts"
 * @import { Context } from "./map.js"
 * @import { Target } from "./pointing.js"
 * @import { Layer } from "./sheets.js"
 * @import { Drawer } from "./stack.js"
 */

const FADED = "var(--paper)";

/** A point inside a feature to aim at: its label point, or the middle of its box.
 * @param {PlaceFeature} feature @param {L.Path} path */
function middle(feature, path) {
  const { label, label_lon: lon, label_lat: lat } = feature.properties;
  if (Array.isArray(label)) return L.latLng(Number(label[1]), Number(label[0]));
  if (typeof lon === "number" && typeof lat === "number") return L.latLng(lat, lon);
  return /** @type {L.Polygon} */ (path).getBounds().getCenter();
}

/** @type {(context: Context, level: Level) => Drawer} */
export function createPolygons(context, level) {
  const features = level === "county"
    ? context.geometry.counties : context.geometry.prefectures;
  /** @type {Map<string, { path: L.Path, target: Target }>} */
  const drawn = new Map();
  const group = L.layerGroup().addTo(context.map);

  /** @param {string} id @param {PlaceFeature} feature @param {Layer} layer */
  function add(id, feature, layer) {
    const path = toPath(feature, { pane: "areas", smoothFactor: 0.4 });
    /** @type {Target} */
    const target = { key: `${level}:${id}`, id, level, at: middle(feature, path), radius: 0,
      label: "", layer, index: -1, feature, element: () => path.getElement(), activate: null };
    path.on("mouseover mousemove", (event) =>
      target.index >= 0 && context.over(target, /** @type {any} */ (event)));
    path.on("mouseout", context.out);
    path.on("click", (event) => {
      if (target.index < 0) return;
      L.DomEvent.stop(/** @type {any} */ (event));
      context.click(target);
    });
    group.addLayer(path);
    drawn.set(id, { path, target });
  }

  /** @param {Target} target @param {L.Path} path @param {Layer} layer
   * @param {string} char */
  function style(target, path, layer, char) {
    const look = sheets.look(layer, char);
    const faded = layer.hidden.includes(char);
    path.setStyle({
      fillColor: faded ? FADED : context.patterns.fill(look.color, look.pattern),
      fillOpacity: context.veil ? 0.82 : 1,
      color: faded || look.char === "z" ? "var(--rule)" : "var(--white)",
      weight: 0.7,
    });
    const node = path.getElement();
    if (!node) return;
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", target.label);
    node.setAttribute("data-place", target.id);
    node.setAttribute("data-class", char);
  }

  /** @param {Layer} layer */
  function paint(layer) {
    const chars = sheets.chars(layer);
    const seen = new Set();
    layer.sheet.items.forEach((item, index) => {
      const feature = features.get(item.id);
      if (!feature) return;
      if (!drawn.has(item.id)) add(item.id, feature, layer);
      const { path, target } = /** @type {{ path: L.Path, target: Target }} */ (
        drawn.get(item.id));
      target.layer = layer;
      target.index = index;
      target.label = sheets.describe(layer, index, context.words);
      style(target, path, layer, chars[index]);
      seen.add(item.id);
    });
    for (const [id, { path }] of drawn) {
      if (seen.has(id)) continue;
      group.removeLayer(path);
      drawn.delete(id);
    }
  }

  return {
    accepts: (layer) => layer.sheet.level === level &&
      features === (level === "county"
        ? context.geometry.counties : context.geometry.prefectures),
    paint,
    targets: () => [...drawn.values()].map((one) => one.target),
    remove() { group.remove(); },
  };
}

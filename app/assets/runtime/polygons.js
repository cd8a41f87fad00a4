/* Areas painted by a sheet: built once per level, afterwards only restyled; totals as circles. */

import { toPath } from "./geometry.js";
import * as sheets from "./sheets.js";
import { style as SYMBOLS } from "./style.js";

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
  const circles = L.layerGroup().addTo(context.map);

  /** What readers do with a shape of a place. @param {L.Path} path @param {Target} target */
  function listen(path, target) {
    path.on("mouseover mousemove", (event) =>
      target.index >= 0 && context.over(target, /** @type {any} */ (event)));
    path.on("mouseout", context.out);
    path.on("click", (event) => {
      if (target.index < 0) return;
      L.DomEvent.stop(/** @type {any} */ (event));
      context.click(target);
    });
  }

  /** @param {string} id @param {PlaceFeature} feature @param {Layer} layer */
  function add(id, feature, layer) {
    const path = toPath(feature, { pane: "areas", smoothFactor: 0.4 });
    /** @type {Target} */
    const target = { key: `${level}:${id}`, id, level, at: middle(feature, path), radius: 0,
      label: "", layer, index: -1, feature, element: () => path.getElement(), activate: null };
    listen(path, target);
    group.addLayer(path);
    drawn.set(id, { path, target });
  }

  /** @param {Target} target @param {L.Path} path @param {Layer} layer
   * @param {string} char */
  function style(target, path, layer, char) {
    const look = sheets.look(layer, char);
    const faded = layer.hidden.includes(char);
    path.setStyle({
      fillColor: faded ? FADED : context.patterns.fill(look.fill || look.color, look.pattern),
      fillOpacity: context.veil ? 0.82 : 1,
      color: faded || look.fill || look.char === "z" ? "var(--rule)" : "var(--white)",
      weight: 0.7,
    });
    const node = path.getElement();
    if (!node) return;
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", target.label);
    node.setAttribute("data-place", target.id);
    node.setAttribute("data-class", char);
  }

  /** Circles whose areas are the figures, the largest below: none hides a smaller one.
   * @param {Layer} layer @param {string} chars */
  function amounts(layer, chars) {
    circles.clearLayers();
    const { sizes } = sheets.sized(layer) || {};
    /** @type {{ target: Target, color: string }[]} */
    const shown = [];
    for (const { target } of drawn.values()) {
      target.radius = (!layer.hidden.includes(chars[target.index]) && sizes?.[target.index]) || 0;
      if (!target.radius) continue;
      shown.push({ target, color: sheets.look(layer, chars[target.index]).color });
    }
    shown.sort((a, b) => b.target.radius - a.target.radius);
    for (const { target, color } of shown) {
      const circle = L.circleMarker(target.at, { pane: "circles", radius: target.radius,
        className: "atlas-amount", color: "var(--panel)", weight: 1.2, fillColor: color,
        fillOpacity: SYMBOLS.see_through });
      listen(circle, target);
      circles.addLayer(circle);
    }
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
    amounts(layer, chars);
  }

  return {
    accepts: (layer) => layer.sheet.level === level &&
      features === (level === "county"
        ? context.geometry.counties : context.geometry.prefectures),
    paint,
    targets: () => [...drawn.values()].map((one) => one.target),
    remove() {
      group.remove();
      circles.remove();
    },
  };
}

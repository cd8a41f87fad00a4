/* Symbols at a place: classes by shape and color, or circles whose area says the amount. */

import { say, svg } from "./dom.js";
import { toPath } from "./geometry.js";
import * as shapes from "./shapes.js";
import * as sheets from "./sheets.js";
import { style as SYMBOLS, symbolType } from "./style.js";

/**
 * @import { PlaceFeature } from "./geometry.js"
 * @import { Item } from "./layer_file.d.ts"
 * @import { Context } from "./map.js"
 * @import { Target } from "./pointing.js"
 * @import { Layer, Look } from "./sheets.js"
 * @import { Drawer } from "./stack.js"
 */

// A finger needs 24 px; the visible symbol may be smaller.
const REACH = 12;
const INK = "var(--ink)";
/** Of paper around a symbol, which may stand on an area of its own color. */
const CASING = 3.6;

/** The ring that says how a location is known, on paper so that it is seen on dark areas;
 * an area circle is drawn by the map itself.
 * @param {Item} item @param {number} radius */
function ring(item, radius) {
  if (item.confidence !== "point" && item.confidence !== "host-county") return null;
  const line = { r: radius + 4, fill: "none", "stroke-linecap": "round" };
  const { dashes, width } = SYMBOLS.rings[item.confidence];
  return svg("g", {},
    svg("circle", { ...line, stroke: "var(--panel)", "stroke-width": 3, "stroke-opacity": 0.75 }),
    svg("circle", { ...line, stroke: INK, "stroke-width": width,
      "stroke-dasharray": dashes }));
}

/** @param {Look} look @param {boolean} faded @param {boolean} sized */
function style(look, faded, sized) {
  const paper = "var(--panel)";
  if (faded) return { fill: paper, stroke: "var(--faint)", "stroke-width": 1 };
  if (shapes.hollow(look.shape)) {
    return { fill: paper, stroke: look.color, "stroke-width": 2.6,
      "stroke-dasharray": shapes.dashes(look.shape) };
  }
  return look.state
    ? { fill: look.color, stroke: "var(--ink-2)", "stroke-width": 1 }
    : { fill: look.color, stroke: paper, "stroke-width": 1.2,
      // A circle as large as its figure must not hide what lies below it.
      "fill-opacity": sized ? SYMBOLS.see_through : 1 };
}

/** The number of those that share a mark: how far it stands at both sides, and how large it is. */
export const BADGE = { away: 5, radius: 9 };

/** How many places share a mark, written at its shoulder; nothing for one.
 * @param {number} count @param {number} radius */
function badge(count, radius) {
  if (count < 2) return null;
  const at = radius + BADGE.away;
  return svg("g", { class: "atlas-shared" },
    svg("circle", { cx: at, cy: -at, r: BADGE.radius, fill: "var(--panel)", stroke: INK }),
    svg("text", { x: at, y: -at, dy: "0.36em", "text-anchor": "middle" }, String(count)));
}

/** @param {Item} item @param {Look} look @param {number} radius
 * @param {{ faded: boolean, count: number, sized: boolean }} how */
function icon(item, look, radius, { faded, count, sized }) {
  const half = Math.ceil(Math.max(radius * 1.3 + 6, count > 1 ? radius + 15 : 0, REACH));
  const picture = svg("svg", { width: 2 * half, height: 2 * half, "aria-hidden": "true",
    viewBox: `${-half} ${-half} ${2 * half} ${2 * half}`, focusable: "false" },
  svg("circle", { class: "atlas-reach", r: Math.max(radius, REACH) }),
  faded ? null : ring(item, radius),
  shapes.shape(look.shape, radius, { fill: "none", stroke: "var(--panel)",
    "stroke-width": shapes.hollow(look.shape) ? 2.6 + CASING : CASING }),
  shapes.shape(look.shape, radius, style(look, faded, sized)),
  badge(count, radius));
  return L.divIcon({ html: /** @type {any} */ (picture), className: "atlas-symbol",
    iconSize: [2 * half, 2 * half] });
}

/** @type {(context: Context) => Drawer} */
export function createSymbols(context) {
  const group = L.layerGroup().addTo(context.map);
  /** @type {Target[]} */
  let targets = [];

  /** @param {L.Layer} shape @param {Target} target */
  function listen(shape, target) {
    shape.on("mouseover mousemove", (event) =>
      context.over(target, /** @type {any} */ (event)));
    shape.on("mouseout", context.out);
    shape.on("click", (event) => {
      L.DomEvent.stop(/** @type {any} */ (event));
      context.click(target);
    });
  }

  /** @param {Element | null | undefined} node @param {Target} target
   * @param {string} char */
  function describe(node, target, char) {
    if (!node) return;
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", target.label);
    node.setAttribute("data-place", target.id);
    node.setAttribute("data-class", char);
    node.setAttribute("tabindex", "-1");
  }

  /** The outline of an item, from whoever supplied it; null where none is known.
   * @param {Item} item */
  function outline({ id, confidence }) {
    if (confidence === "official") return context.geometry.zones.get(id) || null;
    return confidence === "user" ? context.geometry.own.get(id) || null : null;
  }

  /** The polygon of a boundary takes the place of the symbol; a reader's own is dashed.
   * @param {Target} target @param {PlaceFeature} feature @param {Look} look
   * @param {boolean} faded */
  function area(target, feature, look, faded) {
    const mine = target.layer.sheet.items[target.index].confidence === "user";
    const path = toPath(feature, { pane: "zones", fill: feature.geometry.type.endsWith("Polygon"),
      fillColor: faded ? "var(--paper)" : look.color, fillOpacity: faded ? 0.5 : 0.45,
      color: faded ? "var(--faint)" : look.color, weight: mine ? SYMBOLS.rings.user.width : 1.8,
      ...(mine && { dashArray: SYMBOLS.rings.user.dashes, className: "atlas-user" }) });
    target.at = path.getBounds().getCenter();
    target.element = () => path.getElement();
    listen(path, target);
    group.addLayer(path);
    describe(path.getElement(), target, look.char);
  }

  /** The circle whose area is the documented one; it may change with the period.
   * @param {Target} target @param {Look} look @param {boolean} sized */
  function circle(target, look, sized) {
    const { circles } = sheets.frame(target.layer);
    const item = target.layer.sheet.items[target.index];
    const radius = circles ? circles[target.index] : item.circle_m;
    if (!radius || outline(item)) return;
    group.addLayer(L.circle(target.at, { pane: "zones", radius,
      interactive: false, color: INK, weight: SYMBOLS.rings["area-circle"].width,
      dashArray: SYMBOLS.rings["area-circle"].dashes, fillColor: look.color,
      fillOpacity: sized ? 0 : 0.14, className: "atlas-area-circle" }));
  }

  /** @param {Target} target @param {Item} item @param {Look} look
   * @param {{ faded: boolean, count: number, level: number, sized: boolean }} how */
  function symbol(target, item, look, how) {
    const marker = L.marker(target.at, { icon: icon(item, look, target.radius, how),
      keyboard: false, pane: how.sized ? "circles" : "symbols", zIndexOffset: 1000 * how.level });
    target.element = () => marker.getElement();
    listen(marker, target);
    group.addLayer(marker);
    describe(marker.getElement(), target, look.char);
  }

  /** Places at one and the same point, the one that is drawn first: a switched-on one.
   * @param {Layer} layer @param {string} chars @returns {Map<string, number[]>} */
  function companies(layer, chars) {
    const off = (/** @type {number} */ index) => Number(layer.hidden.includes(chars[index]));
    /** @type {Map<string, number[]>} */
    const found = new Map();
    layer.sheet.items.forEach((item, index) => {
      if (!item.at || outline(item)) return;
      const key = item.at.join();
      found.set(key, [...(found.get(key) || []), index].sort((a, b) =>
        off(a) - off(b) || a - b));
    });
    return found;
  }

  /** Symbols at one point share one mark, or the uppermost would hide the others.
   * @param {Target[]} made @param {Map<string, number[]>} together */
  function share(made, together) {
    const byIndex = new Map(made.map((target) => [target.index, target]));
    for (const company of together.values()) {
      const all = company.flatMap((index) => byIndex.get(index) || []);
      const [lead, ...rest] = all;
      if (!rest.length) continue;
      for (const target of rest) target.element = lead.element;
      lead.element()?.setAttribute("aria-label", say(context.words, "map.shared",
        { n: all.length, names: all.map((one) => one.label).join("; ") }));
    }
  }

  /** @param {Layer} layer */
  function paint(layer) {
    group.clearLayers();
    targets = [];
    const { sheet } = layer;
    const chars = sheets.chars(layer);
    const sizes = sheets.sized(layer)?.sizes;
    const together = companies(layer, chars);
    const radius = (/** @type {number} */ index) => (sizes
      ? sizes[index] ?? SYMBOLS.radius.no_data : SYMBOLS.radius.symbol);
    const places = sheet.items.map((_, index) => index)
      .sort((a, b) => radius(b) - radius(a) || b - a);
    places.forEach((index, level) => {
      const item = sheet.items[index];
      const feature = outline(item);
      if (!item.at && !feature) return;
      const [lng, lat] = item.at || [0, 0];
      const look = sheets.look(layer, chars[index]);
      const faded = layer.hidden.includes(chars[index]);
      /** @type {Target} */
      const target = { key: `${sheet.layer}:${item.id}`, id: item.id, level: sheet.level,
        at: L.latLng(lat, lng), radius: radius(index), layer, index, feature,
        label: sheets.describe(layer, index, context.words),
        element: () => null, activate: null, round: Boolean(sizes) };
      const company = together.get(String(item.at)) || [index];
      if (feature) area(target, feature, look, faded);
      else if (!faded) circle(target, look, Boolean(sizes));
      if (!feature && company[0] === index) {
        symbol(target, item, look,
          { faded, count: company.length, level, sized: Boolean(sizes) });
        target.shared = company.length > 1;
      }
      targets.push(target);
    });
    share(targets, together);
    // Readers meet places in the order of the sheet, whatever the drawing order.
    targets.sort((a, b) => a.index - b.index);
  }

  return {
    accepts: (layer) => symbolType(layer.sheet.kind) === "marker",
    paint,
    targets: () => targets,
    remove() { group.remove(); },
  };
}

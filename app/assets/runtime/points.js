/* Many points: each dot says how exact it is; near ones gather in rings that say of what. */

import { say, svg } from "./dom.js";
import * as shapes from "./shapes.js";
import * as sheets from "./sheets.js";
import { symbolType } from "./style.js";

/**
 * @import { Item } from "./layer_file.d.ts"
 * @import { Context } from "./map.js"
 * @import { Target } from "./pointing.js"
 * @import { Layer } from "./sheets.js"
 * @import { Drawer } from "./stack.js"
 */

/** @typedef {import("leaflet").MarkerCluster} Cluster */

const RING = 15;

/** An arc of the ring, from and to given as shares of the circle.
 * @param {number} from @param {number} to @param {string} color */
function arc(from, to, color) {
  const around = 2 * Math.PI * RING;
  return svg("circle", { r: RING, fill: "none", stroke: color, "stroke-width": 4,
    transform: "rotate(-90)", "stroke-dashoffset": -from * around,
    "stroke-dasharray": `${(to - from) * around} ${around}` });
}

/** @param {Map<string, number>} colors @param {number} shown @param {number} all */
function picture(colors, shown, all) {
  const arcs = [];
  let from = 0;
  for (const [color, number] of colors) {
    arcs.push(arc(from, from + number / shown, color));
    from += number / shown;
  }
  const text = shown || all;
  return svg("svg", { width: 40, height: 40, viewBox: "-20 -20 40 40",
    "aria-hidden": "true", focusable: "false", class: shown ? null : "is-faded" },
  svg("circle", { r: RING + 3.2, fill: "var(--panel)" }),
  svg("circle", { r: RING + 2, fill: "none", stroke: "var(--ink)", "stroke-opacity": 0.35,
    "stroke-width": 0.8 }),
  ...arcs,
  svg("text", { "text-anchor": "middle", dy: "0.36em" }, String(text)));
}

/** @type {(context: Context) => Drawer} */
export function createPoints(context) {
  /** @type {Map<L.Layer, Target>} */
  let targets = new Map();
  /** @type {Map<L.Layer, Target>} */
  const clusters = new Map();
  /** Clusters that get their name when they come on the map. @type {WeakSet<L.Layer>} */
  const named = new WeakSet();

  /** @param {Target} target */
  function look(target) {
    return sheets.look(target.layer, sheets.chars(target.layer)[target.index]);
  }

  /** @param {Target} target */
  function faded(target) {
    return target.layer.hidden.includes(
      sheets.chars(target.layer)[target.index]);
  }

  /** @param {Cluster} cluster */
  function gather(cluster) {
    const inside = cluster.getAllChildMarkers().flatMap((marker) => targets.get(marker) || []);
    const shown = inside.filter((target) => !faded(target));
    /** @type {Map<string, number>} */
    const colors = new Map();
    for (const target of shown) {
      const { color } = look(target);
      colors.set(color, (colors.get(color) || 0) + 1);
    }
    // Gathered anew by a zoom or by another size of the map, a ring is named again.
    if (!named.has(cluster)) {
      named.add(cluster);
      cluster.on("add", () => { ring(cluster); });
    }
    const drawing = picture(colors, shown.length, inside.length);
    return L.divIcon({ html: /** @type {any} */ (drawing), className: "atlas-cluster",
      iconSize: [40, 40] });
  }

  const group = L.markerClusterGroup({
    animate: !context.calm, chunkedLoading: false, clusterPane: "points",
    iconCreateFunction: gather, maxClusterRadius: 38, showCoverageOnHover: false,
    spiderLegPolylineOptions: { weight: 1, color: "var(--ink-2)", opacity: 0.7 },
  });
  context.map.addLayer(group);
  group.on("clustermouseover", (event) =>
    context.over(ring(/** @type {any} */ (event).layer), null));
  group.on("clustermouseout", context.out);

  /** @param {Cluster} cluster @returns {Target} */
  function ring(cluster) {
    const inside = cluster.getAllChildMarkers().flatMap((marker) => targets.get(marker) || []);
    const first = inside[0];
    const made = clusters.get(cluster) || { ...first, level: "cluster", feature: null,
      key: `cluster:${first.key}:${inside.length}`, radius: 18, index: -1,
      element: () => cluster.getElement(), activate: () => { cluster.fire("click", {}, true); } };
    made.at = cluster.getLatLng();
    made.label = say(context.words, "map.cluster", { n: inside.length });
    const node = cluster.getElement();
    node?.setAttribute("role", "button");
    node?.setAttribute("aria-label", made.label);
    clusters.set(cluster, made);
    return made;
  }

  /** @param {Item} item @param {Target} target */
  function dot(item, target) {
    const drawing = svg("svg", { width: 24, height: 24, viewBox: "-12 -12 24 24",
      "aria-hidden": "true", focusable: "false" },
    svg("circle", { class: "atlas-reach", r: 12 }),
    shapes.dot(look(target), shapes.filling(item.exactness_key || ""),
      faded(target)));
    const marker = L.marker(target.at, { keyboard: false, pane: "points",
      icon: L.divIcon({ html: /** @type {any} */ (drawing), className: "atlas-point",
        iconSize: [24, 24] }) });
    target.element = () => marker.getElement();
    marker.on("mouseover", (event) => context.over(target, /** @type {any} */ (event)));
    marker.on("mouseout", context.out);
    marker.on("click", (event) => {
      L.DomEvent.stop(/** @type {any} */ (event));
      context.click(target);
    });
    marker.on("add", () => {
      const node = marker.getElement();
      node?.setAttribute("role", "button");
      node?.setAttribute("aria-label", target.label);
      node?.setAttribute("data-place", target.id);
      node?.setAttribute("tabindex", "-1");
    });
    return marker;
  }

  /** @param {Layer} layer */
  function paint(layer) {
    group.clearLayers();
    clusters.clear();
    targets = new Map();
    layer.sheet.items.forEach((item, index) => {
      if (!item.at) return;
      /** @type {Target} */
      const target = { key: `${layer.sheet.layer}:${item.id}`, id: item.id,
        level: layer.sheet.level, at: L.latLng(item.at[1], item.at[0]), radius: 6, layer, index,
        label: sheets.describe(layer, index, context.words), feature: null,
        element: () => null, activate: null };
      targets.set(dot(item, target), target);
    });
    group.addLayers(/** @type {L.Marker[]} */ ([...targets.keys()]));
  }

  /** What stands on the map now: dots, and rings for the dots that are gathered. */
  function visible() {
    /** Dots and clusters, each once. @type {Set<L.Marker>} */
    const found = new Set();
    for (const one of /** @type {IterableIterator<L.Marker>} */ (targets.keys())) {
      const shown = one.getElement()?.isConnected ? one : group.getVisibleParent(one);
      if (shown?.getElement()?.isConnected) found.add(shown);
    }
    return [...found].map((one) =>
      targets.get(one) || ring(/** @type {Cluster} */ (one)));
  }

  return {
    accepts: (layer) => symbolType(layer.sheet.kind) === "dot",
    paint,
    targets: visible,
    remove() { context.map.removeLayer(group); },
  };
}

/* Rings and outlines over what is pointed at, focused or selected. */

import { toPath } from "./geometry.js";

/**
 * @import { Context } from "./map.js"
 * @import { Target } from "./pointing.js"
 */

/**
 * @typedef {object} Marks
 * @property {(kind: "hover" | "focus" | "select" | "flash", target: Target | null) => void} show
 * @property {(target: Target | null) => void} hosts
 * @property {(id: string | null) => boolean} division
 */

const STYLES = {
  hover: { color: "var(--ink)", weight: 2 },
  flash: { color: "var(--ink)", weight: 2.4 },
  select: { color: "var(--accent)", weight: 3 },
  focus: { color: "var(--ink)", weight: 3.4 },
};

/** Identifiers of the province and its parts: six digits. */
const DIVISION = /^\d{6}$/;

/** @type {(context: Context) => Marks} */
export function createMarks(context) {
  const { map } = context;
  /** @type {Map<string, { target: Target, layer: L.LayerGroup }>} */
  const shown = new Map();
  const hosts = L.layerGroup().addTo(map);
  /** @type {Target | null} */
  let hosted = null;
  /** @type {L.LayerGroup | null} */
  let division = null;

  /** @param {Target} target @param {L.PathOptions} style */
  function outline(target, style) {
    const options = { pane: "marks", interactive: false, fill: false, smoothFactor: 0.4,
      ...style };
    return target.feature
      ? toPath(target.feature, options)
      : L.circleMarker(target.at, { ...options, radius: target.radius + 7 });
  }

  /** Drawn twice, paper under ink, so that it is seen on any color.
   * @param {keyof typeof STYLES} kind
   * @param {(style: L.PathOptions) => L.Layer} shape */
  function draw(kind, shape) {
    const style = STYLES[kind];
    return L.layerGroup([
      shape({ color: "var(--panel)", weight: style.weight + 3, opacity: 0.9 }),
      shape({ ...style, className: `atlas-mark is-${kind}` }),
    ]).addTo(map);
  }

  return {
    /** A county or the province, which no layer draws; false where its shape is not here. */
    division(id) {
      division?.remove();
      division = null;
      if (id === null || !DIVISION.test(id)) return true;
      const { prefectures, counties, province } = context.geometry;
      const feature = prefectures.get(id) || counties.get(id)
        || (id.endsWith("0000") ? province : null);
      if (!feature) return counties.size > 0;
      division = draw("select", (style) => toPath(feature,
        { pane: "marks", interactive: false, fill: false, ...style }));
      return true;
    },
    show(kind, target) {
      const old = shown.get(kind);
      if (old && old.target === target) return;
      old?.layer.remove();
      shown.delete(kind);
      if (!target) return;
      shown.set(kind, { target, layer: draw(kind, (style) => outline(target, style)) });
    },
    /** The host counties of a zone, where nothing better than the host is known. */
    hosts(target) {
      if (target === hosted) return;
      hosted = target;
      hosts.clearLayers();
      if (!target || target.index < 0) return;
      if (target.level !== "zone" && target.level !== "area") return;
      const item = target.layer.sheet.items[target.index];
      if (item.confidence !== "host-county") return;
      for (const id of item.hosts || []) {
        const feature = context.geometry.counties.get(id);
        if (!feature) continue;
        hosts.addLayer(toPath(feature, { pane: "marks", interactive: false,
          color: "var(--ink)", weight: 1.4, dashArray: "2 3.5", lineCap: "round",
          fillColor: "var(--ink)", fillOpacity: 0.06, className: "atlas-host" }));
      }
    },
  };
}

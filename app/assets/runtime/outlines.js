/* Outlines: prefectures that are marked together, such as those of a group. */

import { toPath } from "./geometry.js";

/** @import { Context } from "./map.js" */

/** Drawn twice, paper under ink, so that they are seen on any color. */
const STYLES = [
  { color: "var(--panel)", weight: 5, opacity: 0.9 },
  { color: "var(--accent)", weight: 2.4 },
];

/** @type {(context: Context) => { paint: (ids: string[]) => void }} */
export function createOutlines(context) {
  const layer = L.layerGroup().addTo(context.map);
  return {
    paint(ids) {
      layer.clearLayers();
      for (const style of STYLES) {
        for (const id of ids) {
          const feature = context.geometry.prefectures.get(id);
          if (!feature) continue;
          layer.addLayer(toPath(feature,
            { pane: "marks", interactive: false, ...style, fill: false }));
        }
      }
    },
  };
}

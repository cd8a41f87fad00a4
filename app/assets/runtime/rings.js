/* Rings: circles of so many metres on the ground, under the points they are drawn around. */

/** @import { Ring } from "./layer_file.d.ts" */

const PANE = "rings";
// Over areas and borders (see viewport.js), under symbols and points.
const LEVEL = "425";

/** All are of one tint, also where they overlap: the pane is translucent, not the circles.
 * @type {(map: L.Map) => { paint: (rings: Ring[]) => void }} */
export function createRings(map) {
  const pane = map.createPane(PANE);
  pane.style.zIndex = LEVEL;
  pane.style.pointerEvents = "none";
  const group = L.layerGroup().addTo(map);
  let drawn = "[]";

  return {
    paint(rings) {
      const asked = JSON.stringify(rings);
      if (asked === drawn) return;
      drawn = asked;
      group.clearLayers();
      const around = { pane: PANE, interactive: false, className: "atlas-ring" };
      for (const [lon, lat, radius] of rings) {
        group.addLayer(L.circle([lat, lon], { ...around, radius, weight: 0,
          fillColor: "var(--accent)", fillOpacity: 1 }));
      }
    },
  };
}

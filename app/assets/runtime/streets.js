/* Streets: outlines that are not official, dashed over the areas and under the symbols. */

/** @import { LonLatPolygon } from "./layer_file.d.ts" */

/** @type {(map: L.Map) => { paint: (polygons: LonLatPolygon[]) => void }} */
export function createStreets(map) {
  const group = L.layerGroup().addTo(map);
  const look = { pane: "marks", interactive: false, className: "atlas-streets",
    color: "var(--accent)", weight: 1.8, dashArray: "2 4", fillOpacity: 0.06 };

  return {
    paint(polygons) {
      group.clearLayers();
      for (const polygon of polygons) {
        const rings = polygon.map((ring) =>
          ring.map(([lon, lat]) => /** @type {[number, number]} */ ([lat, lon])));
        group.addLayer(L.polygon(rings, look));
      }
    },
  };
}

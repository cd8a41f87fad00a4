/* Rings: circles of so many metres on the ground, under the points they are drawn around. */
(function (atlas) {
  "use strict";

  const PANE = "rings";
  // Over areas and borders (see frame.js), under symbols and points.
  const LEVEL = "425";

  /** All are of one tint, also where they overlap: the pane is translucent, not the circles.
   * @type {Atlas.Namespace["rings"]["create"]} */
  function create(map) {
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

  atlas.rings = { create };
})((window.atlas = window.atlas || {}));

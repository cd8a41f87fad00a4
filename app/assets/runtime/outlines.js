/* Outlines: prefectures that are marked together, such as those of a group. */
(function (atlas) {
  "use strict";

  /** Drawn twice, paper under ink, so that they are seen on any color. */
  const STYLES = [
    { color: "var(--panel)", weight: 5, opacity: 0.9 },
    { color: "var(--accent)", weight: 2.4 },
  ];

  /** @type {Atlas.Namespace["outlines"]["create"]} */
  function create(context) {
    const layer = L.layerGroup().addTo(context.map);
    return {
      paint(ids) {
        layer.clearLayers();
        for (const style of STYLES) {
          for (const id of ids) {
            const feature = context.geometry.prefectures.get(id);
            if (!feature) continue;
            layer.addLayer(atlas.geometry.path(feature,
              { pane: "marks", interactive: false, ...style, fill: false }));
          }
        }
      },
    };
  }

  atlas.outlines = { create };
})((window.atlas = window.atlas || {}));

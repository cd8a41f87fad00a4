/* Starts the one map of an offline file or notebook, under the name folium calls it by. */
(function (atlas) {
  "use strict";

  const host = /** @type {HTMLElement | null} */ (document.querySelector(".folium-map"));
  const data = host && document.getElementById(`${host.id}-data`);
  if (!host || !data) return;
  // What a person adds to the map with folium names its Leaflet map as a global variable.
  L.Map.addInitHook(/** @this {L.Map} */ function () {
    Object.assign(window, { [host.id]: this });
  });
  atlas.standalone.start(host, JSON.parse(data.textContent || "{}"));
  // Below the map the credit covers nothing of it.
  const credit = host.querySelector(".atlas-credit");
  const map = host.querySelector(".atlas-standalone-map");
  if (credit && map) map.after(credit);
})((window.atlas = window.atlas || {}));

/* A place that was found: chosen, with what must be drawn for it to be seen, and looked at. */
(function (atlas) {
  "use strict";

  /** Close enough to see the place, far enough to see where it lies. */
  /** @type {Record<string, number>} */
  const ZOOM = { province: 0, prefecture: 8, county: 9, zone: 10, platform: 12, campus: 12 };
  /** What must be drawn for a place of a level to be seen. */
  /** @type {Record<string, string>} */
  const NEEDS = { county: "counties", zone: "zones", platform: "platforms-type",
    campus: "platforms-type" };

  /** @type {Atlas.Namespace["found"]["show"]} */
  function show([id, level, , , , lng, lat]) {
    const { over } = atlas.view.get();
    const needed = NEEDS[level];
    const wanted = needed && !over.includes(needed) && needed !== atlas.view.get().layer;
    atlas.view.set({ place: id, over: wanted ? [...over, needed] : over });
    const known = lat !== null && lng !== null && ZOOM[level] > 0;
    atlas.stage.look(known ? `${lat},${lng},${ZOOM[level]}` : "");
    atlas.panels.raise("card");
  }

  atlas.found = { show };
})((window.atlas = window.atlas || {}));

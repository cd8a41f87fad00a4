/* A place that was found: chosen, with what must be drawn for it to be seen, and looked at. */

import * as stage from "./stage.js";
import * as view from "./view.js";

/** @import { Entry } from "../page/manifest.d.ts" */

/** Close enough to see the place, far enough to see where it lies. */
/** @type {Record<string, number>} */
const ZOOM = { province: 0, prefecture: 8, county: 9, zone: 10, platform: 12, campus: 12 };
/** What must be drawn for a place of a level to be seen. */
/** @type {Record<string, string>} */
const NEEDS = { county: "counties", zone: "zones", platform: "platforms-type",
  campus: "platforms-type" };

/** @type {(row: Entry) => void} */
export function showFound([id, level, , , , lng, lat]) {
  const { over } = view.get();
  const needed = NEEDS[level];
  const wanted = needed && !over.includes(needed) && needed !== view.get().layer;
  view.set({ place: id, over: wanted ? [...over, needed] : over });
  const known = lat !== null && lng !== null && ZOOM[level] > 0;
  stage.look(known ? `${lat},${lng},${ZOOM[level]}` : "");
}

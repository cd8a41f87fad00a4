/* What was found: a place is chosen, with what must be drawn for it to be seen, and looked at; an
 * indicator is shown; anything else is a page of its own. */

import { address, layerOf } from "../page/search.js";
import { choose } from "./controls.js";
import * as choices from "./choices.js";
import * as stage from "./stage.js";
import * as view from "./view.js";

/** @import { Entry, Manifest } from "../page/manifest.d.ts" */

/** Close enough to see the place, far enough to see where it lies. */
/** @type {Record<string, number>} */
const ZOOM = { province: 0, prefecture: 8, county: 9, zone: 10, platform: 12, campus: 12 };
/** What must be drawn for a place of a level to be seen. */
/** @type {Record<string, string>} */
const NEEDS = { county: "counties", zone: "zones", platform: "platforms-type",
  campus: "platforms-type" };

/** @type {(manifest: Manifest, row: Entry) => void} */
export function showFound(manifest, row) {
  const [id, kind, , , , , at] = row;
  if (typeof at === "string") location.href = address(manifest, row);
  else if (kind === "indicator") showIndicator(manifest, id);
  else showPlace(id, kind, at);
}

/** The layer stays where it has the indicator, so that a map of gaps remains one.
 * @param {Manifest} manifest @param {string} id */
function showIndicator(manifest, id) {
  const { layer } = view.get();
  const { sheets } = choices.layer(manifest, layer);
  choose(manifest, { indicator: id,
    layer: Object.hasOwn(sheets, `${layer}/${id}`) ? layer : layerOf(manifest, id) });
}

/** @param {string} id @param {string} level @param {[number, number] | null} at */
function showPlace(id, level, at) {
  const { over } = view.get();
  const needed = NEEDS[level];
  const wanted = needed && !over.includes(needed) && needed !== view.get().layer;
  view.set({ place: id, over: wanted ? [...over, needed] : over });
  stage.look(at && ZOOM[level] > 0 ? `${at[1]},${at[0]},${ZOOM[level]}` : "");
}

/* Report: callbacks of Dash are told what the map shows, as the properties of its AtlasMap.
 *
 * Here the page leads and Dash follows: what Dash was told may be a step behind, so nothing comes
 * back from it. */

import * as files from "../page/files.js";
import * as choices from "./choices.js";
import * as view from "./view.js";

/** @import { Shared } from "../component/react.js" */

/** Tells Dash, once it is there. @type {((change: Shared) => void) | null} */
let tell = null;
let asked = 0;
/** Whether Dash knows of a place: without one its callbacks say the same, whatever is shown. */
let told = false;

/** @param {(change: Shared) => void} listener */
export function connect(listener) {
  tell = listener;
  report();
}

/** What did not change Dash keeps to itself. */
export async function report() {
  if (!tell || !view.known()) return;
  const manifest = await files.manifest();
  const state = view.get();
  const { place, layer, indicator, lang } = state;
  if (!place && !told) return;
  told = Boolean(place);
  const period = choices.period(manifest, state);
  tell(place ? { selected: place, period, shown: { layer, indicator, lang } } : { selected: null });
}

/** What was said of the place did not come: it is asked for once more. */
export function again() {
  asked += 1;
  tell?.({ n_selected: asked });
}

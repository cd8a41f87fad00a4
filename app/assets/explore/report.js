/* Report: callbacks of Dash are told what the map shows, as the properties of its AtlasMap.
 *
 * Here the page leads and Dash follows: what Dash was told may be a step behind, so nothing comes
 * back from it. */

import * as files from "../page/files.js";
import * as choices from "./choices.js";
import * as own from "./own.js";
import * as view from "./view.js";

/** @import { Shared } from "../component/react.js" */

/** Tells Dash, once it is there. @type {((change: Shared) => void) | null} */
let tell = null;
/** How often a place was asked for although it is the same: what was said of it did not come. */
let repeats = 0;
let missing = false;
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
  const { layer, indicator, lang } = state;
  // A shape of a reader's own is no place of ours.
  const place = own.shape(state.place) ? "" : state.place;
  if (!place && !told && !missing) return;
  told = Boolean(place);
  if (missing) repeats += 1;
  missing = false;
  const period = choices.period(manifest, state);
  // Of a reader's own figures the server knows nothing, and is told nothing.
  const about = own.shows(manifest, state)
    ? { period: "", shown: { layer: "", indicator: "", lang } }
    : { period, shown: { layer, indicator, lang } };
  const chosen = place ? { selected: place, ...about } : { selected: null };
  tell({ ...chosen, ...(repeats && { n_selected: repeats }) });
}

/** What Dash asked of the server did not come: the next report asks once more. */
export function missed() {
  missing = true;
}

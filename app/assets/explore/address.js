/* The address of the page follows the view; back and forward restore it. */

import * as codec from "./codec.js";
import * as own from "./own.js";
import * as view from "./view.js";

/**
 * @import { Manifest } from "../page/manifest.d.ts"
 * @import { State } from "./view.js"
 */

const WAIT = 300;
let timer = 0;

/** @param {Manifest} manifest @param {State} state */
function link(manifest, state) {
  // A shape of a reader's own is a place for nobody else.
  const query = codec.encode(manifest.fields,
    own.shape(state.place) ? { ...state, place: "" } : state);
  return query ? `${manifest.urls.map}?${query}` : manifest.urls.map;
}

/** @type {(manifest: Manifest, state: State, mode: "push" | "replace") => void} */
export function follow(manifest, state, mode) {
  // The address of what nobody else has would lead nowhere.
  if (own.shows(manifest, state)) return;
  const next = link(manifest, state);
  const url = new URL(next, location.href);
  // The path is ours already, by this name or another.
  if (url.search === location.search) return;
  if (mode === "push") history.pushState(null, "", next);
  else history.replaceState(null, "", next);
}

/** The camera is part of the address but no step of the history.
 * @type {(manifest: Manifest, at: string) => void} */
export function camera(manifest, at) {
  clearTimeout(timer);
  if (at === view.get().view) return;
  timer = setTimeout(() => {
    view.keep({ ...view.get(), view: at });
    follow(manifest, view.get(), "replace");
  }, WAIT);
}

/** @param {Manifest} manifest @param {(at: string) => void} moved moves the map to a camera */
export function listen(manifest, moved) {
  window.addEventListener("popstate", () => {
    clearTimeout(timer);
    view.set(codec.decode(manifest.fields, location.search), "replace");
    moved(view.get().view);
  });
}

/* The map on the page: made once, before Dash is there, and carried into Dash's layout. */

import * as banner from "../page/banner.js";
import * as files from "../page/files.js";
import { el } from "../runtime/dom.js";
import { createMap } from "../runtime/map.js";
import * as address from "./address.js";
import * as choices from "./choices.js";
import * as panels from "./panels.js";
import * as view from "./view.js";

/**
 * @import { Manifest } from "../page/manifest.d.ts"
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { MapView } from "../runtime/map.js"
 * @import { View } from "../runtime/sheets.js"
 * @import { State } from "./view.js"
 */

/** The map lives in an element of ours, which can move from one layout to another. */
const host = el("div", { class: "map-host" });
/** @type {MapView | null} */
let map = null;
/** Tells the address the camera, once the first one stands.
 * @type {((at: string) => void) | null} */
let camera = null;
/** @type {Record<string, unknown>} */
const given = {};

/** Stand in the element of a layout. @param {HTMLElement} slot */
export function enter(slot) {
  slot.append(host);
}

/** @type {(manifest: Manifest, state: State) => void} */
export function start(manifest, state) {
  // Places that lie close together are seen first at their own extent.
  const bounds = choices.layer(manifest, state.layer).bounds || manifest.bounds;
  if (map) {
    map.home(bounds);
    return;
  }
  // The component of Dash may have come first.
  const slot = document.getElementById("map");
  if (!slot) throw new Error("the page has no map");
  if (!host.isConnected) enter(slot);
  map = createMap(host, { bounds, reach: manifest.bounds,
    words: manifest.words[state.lang], lang: state.lang, basemap: manifest.basemap,
    wayBack: true });
  map.on("select", (id) => view.set({ place: id || "" }));
  map.on("hover", panels.mark);
  map.on("want", (what) => want(manifest, what));
  look(state.view);
  const tell = (/** @type {string} */ at) => address.camera(manifest, at);
  camera = tell;
  // A panel that opens moves the map too, and must leave the address alone.
  map.on("move", ({ lat, lng, zoom }, by) => {
    if (by !== "page") tell(by === "home" ? "" : `${lat},${lng},${Number(zoom.toFixed(3))}`);
  });
}

/** @param {Manifest} manifest @param {string} what */
function want(manifest, what) {
  if (what === "landmarks") {
    // To find one's way without them is harder, and nothing is wrong: the next move asks again.
    files.landmarks(manifest).then((came) => map?.landmarks(came), () => map?.landmarks(null));
    return;
  }
  files.json(manifest.files.counties).then((file) => map?.geometry({ counties: file }), () => {
    const words = manifest.words[view.get().lang];
    banner.show(words["map.coarse"],
      { label: words["banner.retry"], run: () => want(manifest, what) });
  });
}

/** Move the map to a camera ("lat,lng,zoom"), or to the whole province; the address follows
 * where it does not say so already.
 * @type {(at: string) => void} */
export function look(at) {
  if (!map) return;
  const [lat, lng, zoom] = at.split(",").map(Number);
  if (zoom) map.moveTo({ lat, lng, zoom });
  else map.fit();
  camera?.(at);
}

/** Geometry is decoded once; only what is new is handed on.
 * @type {(state: State, theme: View, overlays: View[], words: Words, shapes: Record<string, any>)
 *   => void}
 */
export function show(state, theme, overlays, words, shapes) {
  if (!map) return;
  const fresh = Object.fromEntries(
    Object.entries(shapes).filter(([name, file]) => file && given[name] !== file));
  Object.assign(given, fresh);
  map.draw({ theme, overlays, hidden: state.hide, lang: state.lang, words,
    counties: state.over.includes("counties") || theme.sheet.level === "county",
    names: state.over.includes("names"), landmarks: state.landmarks !== "off" }, fresh);
  map.select(state.place || null);
  // The server's picture stood there until now.
  for (const one of document.querySelectorAll("#map > :is(svg, .atlas-stamp)")) one.remove();
}

/** Mark a place for a moment. @param {string | null} id */
export function flash(id) {
  map?.flash(id);
}

/* Cameras: where the maps of a view look is part of its address (`view=slot:lat,lng,zoom,…`) but
 * no step of the history. A map that shows its whole needs no word. */

import * as sync from "./sync.js";

/**
 * @import { Camera } from "../runtime/camera.js"
 * @import { MapView } from "../runtime/map.js"
 */

const NAME = "view";
const WAIT = 300;
/** The one map of a page, which an address of Explore does not name. */
const MAIN = "main";
const BARE = /^-?\d/;
const ONE = /([\w-]+):(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?),(\d+(?:\.\d+)?)/g;

/** The maps of the page. @type {Map<string, MapView>} */
const maps = new Map();
/** Where those look that do not show their whole. @type {Map<string, Camera>} */
const looks = new Map();
let timer = 0;

/** What the address of the page says. @returns {Map<string, Camera>} */
function read() {
  const said = new URLSearchParams(location.search).get(NAME) || "";
  const text = BARE.test(said) ? `${MAIN}:${said}` : said;
  return new Map([...text.matchAll(ONE)].map(([, slot, lat, lng, zoom]) =>
    [slot, { lat: Number(lat), lng: Number(lng), zoom: Number(zoom) }]));
}

/** Whether the address says where a map looks. @type {(slot: string) => boolean} */
export const asked = (slot) => read().has(slot);

/** An address with where the maps look now; its other words stay as they are written.
 * @type {(href: string) => string} */
export function stamp(href) {
  const url = new URL(href, location.href);
  const rest = url.search.slice(1).split("&").filter((pair) =>
    pair && !pair.startsWith(`${NAME}=`));
  const said = [...looks].map(([slot, { lat, lng, zoom }]) =>
    `${slot}:${lat},${lng},${Number(zoom.toFixed(3))}`).join(",");
  const search = [...rest, ...(said ? [`${NAME}=${said}`] : [])].join("&");
  return [url.origin, url.pathname, search && `?${search}`, url.hash].join("");
}

function follow() {
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    const next = stamp(location.href);
    if (next !== location.href) history.replaceState(null, "", next);
  }, WAIT);
}

/** @type {(slot: string, map: MapView) => void} */
export function join(slot, map) {
  maps.set(slot, map);
  map.on("move", (_camera, by) => {
    if (by === "page") return;
    // Maps that go together have all moved.
    for (const one of [slot, ...sync.mates(slot)]) {
      const mate = maps.get(one);
      if (by === "home" || !mate) looks.delete(one);
      else looks.set(one, mate.camera());
    }
    follow();
  });
}

/** Maps look where the address says, when they are made and when one goes back in the history.
 * @type {(fresh?: string[]) => void} */
export function restore(fresh) {
  const wanted = read();
  for (const [slot, map] of maps) {
    if (fresh && !fresh.includes(slot)) continue;
    const camera = wanted.get(slot);
    if (camera) {
      looks.set(slot, camera);
      map.moveTo(camera);
    } else if (looks.delete(slot)) map.fit();
  }
}

/** @type {(slot: string) => void} */
export function leave(slot) {
  maps.delete(slot);
  looks.delete(slot);
}

/* Buttons on the map: closer, farther, all that it is about, and back to the whole province. */

import { el, say } from "./dom.js";

/** @import { Words } from "./layer_file.d.ts" */

/** Pixels: a phone. */
export const NARROW = 520;

/** @param {L.Map} map */
export function createButtons(map) {
  const position = map.getSize().x < NARROW ? "topright" : "topleft";
  const zoom = L.control.zoom({ position, zoomInText: "+", zoomOutText: "\u2212" }).addTo(map);
  const host = /** @type {HTMLElement} */ (zoom.getContainer());
  const home = el("a", { class: "atlas-home", href: "#", role: "button", "data-home": true },
    "\u2302");
  host.append(home);
  const back = /** @type {HTMLButtonElement} */ (
    el("button", { type: "button", class: "atlas-way-back leaflet-control", hidden: true }));
  map.getContainer().querySelector(".leaflet-top.leaflet-left")?.append(back);
  L.DomEvent.disableClickPropagation(home);
  L.DomEvent.disableClickPropagation(back);
  const [more, less] = host.querySelectorAll("a");
  return { home, back, words: (/** @type {Words} */ words) => {
    /** @type {[Element, string][]} */
    const pairs = [[more, "map.zoom-in"], [less, "map.zoom-out"], [home, "map.fit"]];
    for (const [node, key] of pairs) {
      node.setAttribute("title", say(words, key));
      node.setAttribute("aria-label", say(words, key));
    }
    back.textContent = say(words, "map.way-back");
  } };
}

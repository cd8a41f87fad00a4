/* What the law asks of a map: its approval number at the lower left, or that it has none. */

import { el, say } from "./dom.js";

/** @import { Words } from "./layer_file.d.ts" */

/** How often the words lie on a map that leaves the office. */
const PHRASES = 6;

/** Words in a few places, pale, below all that the map draws. */
function watermark() {
  const phrases = Array.from({ length: PHRASES }, () => el("span"));
  const box = el("div", { class: "atlas-watermark", "aria-hidden": "true" }, ...phrases);
  return { box, tell: (/** @type {string} */ words) => {
    // Drawn, not said: the strip says it, and pale letters are not for reading.
    for (const phrase of phrases) phrase.dataset.words = words;
    box.hidden = !words;
  } };
}

/**
 * @type {(host: HTMLElement) => { words: (words: Words) => void; height: () => number; remove: ()
 *   => void }}
 */
export function createStamp(host) {
  const line = el("p", { class: "atlas-stamp leaflet-control" });
  const across = watermark();
  host.append(across.box);
  // Below the scale bar, which stands there already.
  (host.querySelector(".leaflet-bottom.leaflet-left") || host).append(line);
  return {
    words(words) {
      const unapproved = say(words, "map.watermark");
      line.textContent = say(words, "map.stamp");
      line.classList.toggle("is-unapproved", unapproved !== "");
      across.tell(unapproved);
    },
    height: () => line.offsetHeight,
    remove() {
      across.box.remove();
      line.remove();
    },
  };
}

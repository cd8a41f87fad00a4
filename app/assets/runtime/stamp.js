/* What the law asks of a map: its approval number at the lower left, or that it has none. */

import { afterPaint, el, say, svg } from "./dom.js";

/** @import { Words } from "./layer_file.d.ts" */

/** Degrees, and pixels: how the watermark lies, and how large a piece of it is repeated. */
const TURN = -24;
const HIGH = 150;
const LETTER = 15;
/** An id in SVG holds for the whole page, which may have several maps. */
let made = 0;

/** Words repeated across the map, pale, never in the way of the pointer. */
function watermark() {
  made += 1;
  const id = `atlas-watermark-${made}`;
  // The lower row is shifted by half: what ends at one edge of the piece goes on at the other.
  const rows = [HIGH / 2, HIGH - LETTER, HIGH - LETTER].map((y) =>
    svg("text", { y, "font-size": LETTER }));
  const pattern = svg("pattern", { id, patternUnits: "userSpaceOnUse", height: HIGH,
    patternTransform: `rotate(${TURN})` }, ...rows);
  const box = svg("svg", { class: "atlas-watermark", "aria-hidden": "true" },
    svg("defs", {}, pattern),
    svg("rect", { width: "100%", height: "100%", fill: `url(#${id})` }));
  return { box, tell: (/** @type {string} */ words) => {
    // Chinese letters are as wide as they are high, others about half.
    const wide = [...words].reduce((sum, one) => sum + (one > "\u2e80" ? 1 : 0.55), 4) * LETTER;
    pattern.setAttribute("width", String(wide));
    for (const [at, row] of rows.entries()) {
      row.textContent = words;
      row.setAttribute("x", String(LETTER + [0, -wide / 2, wide / 2][at]));
    }
    box.toggleAttribute("hidden", !words);
  } };
}

/**
 * @type {(host: HTMLElement) => { words: (words: Words) => void; height: () => number; remove: ()
 *   => void }}
 */
export function createStamp(host) {
  const line = el("p", { class: "atlas-stamp leaflet-control" });
  const across = watermark();
  let gone = false;
  // Letters across the whole map take as long to paint as the map: right after it.
  afterPaint(() => { if (!gone) host.append(across.box); });
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
      gone = true;
      across.box.remove();
      line.remove();
    },
  };
}

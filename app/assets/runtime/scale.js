/* The scale bar, in the words of the page. */

import { say } from "./dom.js";

/** @import { Words } from "./layer_file.d.ts" */

/** What Leaflet writes: a round number, and its unit. */
const WRITTEN = /^(\d+) (k?m)$/;

/**
 * A bar at most so many pixels long.
 * @type {(map: L.Map, maxWidth: number) => (words: Words) => void}
 */
export function createScale(map, maxWidth) {
  const bar = L.control.scale({ imperial: false, maxWidth }).addTo(map).getContainer();
  const line = bar?.querySelector(".leaflet-control-scale-line");
  /** @type {Words} */
  let words = {};
  let [long, unit] = ["", ""];
  function write() {
    if (!line) return;
    [, long, unit] = WRITTEN.exec(line.textContent || "") || ["", long, unit];
    if (unit) line.textContent = say(words, `map.${unit}`, { long });
  }
  // Leaflet writes it when the map has a place, and at each step of a move: before those who ask
  // later.
  map.whenReady(write);
  map.on("move", write);
  return (next) => {
    words = next;
    write();
  };
}

/* Drawn: the mark that tests and benchmarks look for, and that what may come later waits for. */

import { afterPaint } from "../runtime/dom.js";

/** When there is nothing better to do; Safari does not tell.
 * @param {() => void} run */
const idle = (run) => (window.requestIdleCallback || window.setTimeout)(run);

/** Bring what the address points at into sight: its fragment, or else what its words chose. */
function arrive() {
  const pointed = document.querySelector(":target");
  const chosen = document.querySelector("[data-arrive]");
  if (pointed) pointed.scrollIntoView({ behavior: "instant" });
  else chosen?.scrollIntoView({ behavior: "instant", block: "nearest" });
}

/** @type {(turn: number, settled?: Promise<unknown>) => void} */
export function markDrawn(turn, settled = Promise.resolve()) {
  requestAnimationFrame(() => performance.mark("atlas:painted"));
  // The first time, what waits comes after the maps, not with them.
  const mark = () => {
    document.documentElement.dataset.drawn = String(turn);
    idle(() => {
      document.documentElement.dataset.laid = "";
      // What the address points at had no place to be scrolled to before.
      if (turn === 1) arrive();
    });
  };
  if (turn > 1) requestAnimationFrame(mark);
  else afterPaint(() => settled.then(mark));
}

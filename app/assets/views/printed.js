/* Printed: a map keeps on paper the size it has on screen. Paper is laid out in one go, so a map
 * that took the width of the sheet would show the ground of another frame. */
(function () {
  "use strict";

  // What A4 leaves between its margins, and half of it less a gap, in px of CSS.
  const WHOLE = 700;
  const HALF = 345;
  // Below this the names on a map cannot be read.
  const LEAST = 0.7;

  const slots = () => /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll(".cmp-plates .map-slot"));

  /** What stands around a map and shrinks with it.
   * @param {HTMLElement} slot */
  const frame = (slot) => /** @type {HTMLElement} */ (
    slot.closest(".cmp-map, .cmp-swipe") || slot);

  /** Two maps in a row where they can be read so, else one.
   * @param {number} width */
  function shrunk(width) {
    const fit = HALF / width;
    return Math.min(1, fit >= LEAST ? fit : WHOLE / width);
  }

  window.addEventListener("beforeprint", () => {
    for (const slot of slots()) {
      const { width, height } = slot.getBoundingClientRect();
      if (!width) continue;
      slot.style.width = `${width}px`;
      slot.style.height = `${height}px`;
      frame(slot).style.setProperty("zoom", String(shrunk(width)));
    }
  });

  window.addEventListener("afterprint", () => {
    for (const slot of slots()) {
      slot.style.width = slot.style.height = "";
      frame(slot).style.removeProperty("zoom");
    }
  });
})();

/* Load: the picture is painted before the script of the maps is run: a browser has one thread,
 * and nobody misses a map yet. */
(function () {
  "use strict";

  /** A frame that nobody sees paints nothing, but its height is wanted all the same. */
  const PATIENCE = 500;

  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  let loaded = false;

  function load() {
    if (loaded) return;
    loaded = true;
    const script = document.createElement("script");
    script.src = src || "";
    document.body.append(script);
  }

  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(load)));
  setTimeout(load, PATIENCE);
})();

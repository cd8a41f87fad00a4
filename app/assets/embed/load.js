/* Load: the picture is painted before the script of the maps is run: a browser has one thread,
 * and nobody misses a map yet. */
(function () {
  "use strict";

  /** A frame that nobody sees paints nothing, but its height is wanted all the same. */
  const PATIENCE = 500;

  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  let loaded = false;

  /** What stands below the first screen was text until now. */
  function unfold() {
    for (const one of document.querySelectorAll(".later > noscript")) {
      const page = new DOMParser().parseFromString(one.textContent || "", "text/html");
      one.replaceWith(...page.body.childNodes);
    }
  }

  function load() {
    if (loaded) return;
    loaded = true;
    unfold();
    const script = document.createElement("script");
    script.src = src || "";
    document.body.append(script);
  }

  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(load)));
  setTimeout(load, PATIENCE);
})();

/* Load: pictures are painted before anything of the maps is asked for or run: a browser has few
 * threads, and nobody misses a map yet. */

import "../page/letters.js";

/** A frame that nobody sees paints nothing, but its height is wanted all the same. */
const PATIENCE = 500;

const { src = "", first = "" } =
  /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
let loaded = false;

/** What stands below the first screen was text until now. */
function unfold() {
  for (const one of document.querySelectorAll(".later > noscript")) {
    const page = new DOMParser().parseFromString(one.textContent || "", "text/html");
    one.replaceWith(...page.body.childNodes);
  }
}

/** What the script will ask for comes with it, not after it. */
function early() {
  for (const href of first.split(" ")) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href });
    document.head.append(link);
  }
}

function load() {
  if (loaded) return;
  loaded = true;
  early();
  unfold();
  const script = document.createElement("script");
  script.src = src;
  document.body.append(script);
}

requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(load)));
setTimeout(load, PATIENCE);

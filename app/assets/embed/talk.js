/* Talk: a page in a frame tells the page around it what it needs, and heeds it.
 *
 * Messages are { atlas: 1, type, … }. Out: ready, height, select. In: setView, select. They go
 * to the one origin that frames us, if it is on the list, and only from there they come. */

import * as maps from "../views/maps.js";
import * as navigate from "../views/navigate.js";

const VERSION = 1;
const meta = document.querySelector('meta[name="atlas-origins"]');
const allowed = new Set([location.origin,
  ...(meta?.getAttribute("content") || "").split(" ").filter(Boolean)]);

/** The exact origin of the page around ours; none where it may not hear us. */
function around() {
  if (window.parent === window) return "";
  const above = location.ancestorOrigins;
  const from = above && above.length ? above[0]
    : document.referrer ? new URL(document.referrer).origin : "";
  return allowed.has(from) ? from : "";
}

const origin = around();

/** @param {string} type @param {Record<string, unknown>} [more] */
function say(type, more = {}) {
  if (origin) window.parent.postMessage({ atlas: VERSION, type, ...more }, origin);
}

/** What the words and maps of a whole page take, whatever the height of the frame; one thing
 * fits any, and says which it would begin with. */
function height() {
  const root = document.documentElement;
  if (root.dataset.whole !== undefined) {
    return Math.ceil(document.body.getBoundingClientRect().height);
  }
  return parseInt(getComputedStyle(root).getPropertyValue("--frame-height"), 10);
}

let told = 0;
function measure() {
  const now = height();
  if (now === told) return;
  told = now;
  say("height", { height: now });
}

/** @param {MessageEvent} event */
function hear({ source, origin: from, data }) {
  if (source !== window.parent || from !== origin || !data || data.atlas !== VERSION) return;
  if (data.type === "setView" && typeof data.query === "string") {
    navigate.to(`?${data.query.replace(/^\?/, "")}`);
  }
  if (data.type === "select" && typeof data.id === "string") maps.flash(data.id);
}

/** @type {() => void} */
export function beginTalk() {
  if (!origin) return;
  window.addEventListener("message", hear);
  document.addEventListener("atlas:select", (event) => {
    say("select", { id: /** @type {CustomEvent} */ (event).detail });
  });
  new ResizeObserver(measure).observe(document.body);
  told = height();
  say("ready", { height: told, title: document.title });
}

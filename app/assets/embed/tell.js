/* Tell: a page in a frame tells the page around it how high it would be, and nothing to others.
 *
 * Messages are { atlas: 1, type, … }. They go to the one origin that frames us, if it is on the
 * list. */

export const VERSION = 1;
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

export const origin = around();

/** @param {string} type @param {Record<string, unknown>} [more] */
export function say(type, more = {}) {
  if (origin) window.parent.postMessage({ atlas: VERSION, type, ...more }, origin);
}

/** What words, rows and the maps of a whole page take, whatever the height of the frame; one map
 * or chart fits any, and says which it would begin with. */
function height() {
  const root = document.documentElement;
  const { whole, shape } = root.dataset;
  if (whole !== undefined || shape === "tile" || shape === "list") {
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

/** Begin to tell the height, now and whenever it changes. */
export function beginTelling() {
  if (!origin) return;
  new ResizeObserver(measure).observe(document.body);
  told = height();
  say("ready", { height: told, title: document.title });
}

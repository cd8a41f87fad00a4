/* Dash: fetched when the first map stands, and given the page when its own layout does.
 *
 * The server writes each layout into the page as plain elements. What readers came for is drawn
 * there; when Dash has made its layout, it moves over and the copy goes. */

import { afterPaint } from "../runtime/dom.js";

const PATIENCE = 3000;

/** Fetch Dash after the first paint, and hand over when its layout has what `slot` names.
 * @type {( painted: Promise<unknown>, slot: string, move: (swap: () => void) => void) => void} */
export function followDash(painted, slot, move) {
  watch(slot, move);
  painted.finally(() => afterPaint(wake));
  setTimeout(wake, PATIENCE);
}

/** @param {string} slot @param {(swap: () => void) => void} move */
function watch(slot, move) {
  const early = document.getElementById("early");
  const root = document.getElementById("react-entry-point");
  if (!early || !root) return;
  const observer = new MutationObserver(() => {
    if (!root.querySelector(slot)) return;
    observer.disconnect();
    // The focus stays where it is, in the copy's twin.
    const focused = document.activeElement;
    const id = focused && early.contains(focused) ? focused.id : "";
    move(() => early.remove());
    if (id) document.getElementById(id)?.focus({ preventScroll: true });
  });
  observer.observe(root, { childList: true, subtree: true });
}

/** Dash's scripts wait in a template, in their order, until the first map is painted: a
 * browser has one thread. They do not wait for a map that fails or is slow to come. */
function wake() {
  const waiting = document.getElementById("dash");
  if (!(waiting instanceof HTMLTemplateElement)) return;
  waiting.remove();
  const scripts = [...waiting.content.querySelectorAll("script")].map(copy);
  const files = scripts.filter((script) => script.src);
  // A page of plain files has no Dash.
  if (!files.length) return;
  // Dash's last word stands in the page itself and would not wait for the files before it.
  files[files.length - 1].addEventListener("load", () => {
    document.body.append(...scripts.filter((script) => !script.src));
  });
  document.body.append(...files);
}

/** A script that was read as part of a template never runs; its copy does.
 * @param {HTMLScriptElement} script */
function copy({ id, src, text }) {
  const made = document.createElement("script");
  if (id) made.id = id;
  if (src) made.src = src;
  else made.text = text;
  made.async = false;
  return made;
}

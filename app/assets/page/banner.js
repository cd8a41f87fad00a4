/* The banner over the map: what failed, in plain words, and a way to try again. */

import { el } from "../runtime/dom.js";

/** @type {(text: string, action?: { label: string; run: () => void } | null) => void} */
export function show(text, action = null) {
  const host = document.getElementById("banner");
  if (!host) return;
  const button = action && el("button", { type: "button", click: () => {
    hide();
    action.run();
  } }, action.label);
  host.replaceChildren(el("span", {}, text), ...(button ? [button] : []));
  host.classList.add("shown");
}

export function hide() {
  const host = document.getElementById("banner");
  if (!host) return;
  host.classList.remove("shown");
  host.replaceChildren();
}

/** What the banner says in one layout is said on in the one that takes its place.
 * @type {(swap: () => void) => void} */
export function carry(swap) {
  const said = [...document.querySelectorAll("#early #banner.shown > *")];
  swap();
  const host = document.getElementById("banner");
  if (!said.length || !host) return;
  host.replaceChildren(...said);
  host.classList.add("shown");
}

/** A word that goes away by itself, read out to those who listen.
 * @type {(text: string) => void} */
export function tell(text) {
  const live = document.getElementById("live");
  if (live && live.textContent !== text) live.textContent = text;
}

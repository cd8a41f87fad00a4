/* What buttons and keys do, in one place: a button says its act in data-act. */

import { shareAddress } from "../page/share.js";
import * as taking from "../page/taking.js";
import * as codec from "./codec.js";
import * as controls from "./controls.js";
import * as panels from "./panels.js";
import * as stage from "./stage.js";
import * as view from "./view.js";
import { following } from "../page/words.js";

/** @import { Manifest } from "../page/manifest.d.ts" */

/** What opens over the map, each by itself. */
const OPEN = "details.popover[open]";
/** @type {Record<string, () => void>} */
const KEYS = { t: () => panels.toggle("table") };

/** @param {Manifest} manifest */
function reset(manifest) {
  const { lang } = view.get();
  controls.forget();
  view.set({ ...codec.defaults(manifest.fields), lang });
  stage.look("");
}

/** Before the link to the embed builder is followed, it is given what is shown.
 * @param {Element} link */
function embed(link) {
  const url = new URL(/** @type {HTMLAnchorElement} */ (link).href);
  const query = new URLSearchParams(location.search);
  const lang = query.get("lang");
  query.delete("lang");
  url.search = "";
  if (query.size) url.searchParams.set("query", query.toString());
  if (lang) url.searchParams.set("lang", lang);
  /** @type {HTMLAnchorElement} */ (link).href = url.href;
}

/** Show all of the credit, or again as much as there is room for. */
function credit() {
  const node = document.getElementById("map-credit");
  node?.setAttribute("aria-expanded", String(node.getAttribute("aria-expanded") !== "true"));
}

/** Escape closes one thing at a time: what is open over the map, the credit, the table, the place.
 * @param {KeyboardEvent} event */
function escape(event) {
  const menu = document.querySelector(OPEN);
  const whole = document.querySelector("#map-credit[aria-expanded='true']");
  if (event.defaultPrevented || event.isComposing) return;
  if (menu) {
    menu.removeAttribute("open");
    menu.querySelector("summary")?.focus();
  } else if (whole) credit();
  else if (!typing(document.activeElement)) panels.escape();
}

/** @param {Element | null} node */
function typing(node) {
  return node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement ||
    node instanceof HTMLSelectElement || (node instanceof HTMLElement && node.isContentEditable);
}

/** @type {(manifest: Manifest) => void} */
export function listenToActs(manifest) {
  const words = () => manifest.words[view.get().lang];
  /** @type {Record<string, () => void>} */
  const acts = {
    table: KEYS.t,
    stop: panels.step,
    choose: () => document.body.toggleAttribute("data-choosing"),
    credit,
    reset: () => reset(manifest),
    unselect: () => view.set({ place: "" }),
    share: () => { shareAddress(words()); },
  };
  taking.listen(words);
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    const act = target.closest("[data-act]")?.getAttribute("data-act");
    if (act && acts[act]) acts[act]();
    const link = target.closest("a[data-act='embed']");
    if (link) embed(link);
    if (target.closest("#language")) {
      view.set({ lang: following(view.get().lang) });
    }
    for (const open of document.querySelectorAll(OPEN)) {
      if (!open.contains(target)) open.removeAttribute("open");
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      escape(event);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(document.activeElement)) return;
    const run = KEYS[event.key.toLowerCase()];
    if (run) run();
  });
}

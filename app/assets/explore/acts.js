/* What buttons and keys do, in one place: a button says its act in data-act. */

import * as banner from "../page/banner.js";
import { shareAddress } from "../page/share.js";
import * as taking from "../page/taking.js";
import * as codec from "./codec.js";
import * as controls from "./controls.js";
import * as own from "./own.js";
import * as dialog from "./own_dialog.js";
import * as panels from "./panels.js";
import * as stage from "./stage.js";
import * as view from "./view.js";
import { following } from "../page/words.js";

/**
 * @import { Manifest } from "../page/manifest.d.ts"
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { State } from "./view.js"
 */

/** What opens over the map, each by itself. */
const OPEN = "details.popover[open]";
const OWN = "#own";
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

/** Pass the address on; of a reader's own figures it says nothing, and the reader hears so.
 * @param {Manifest} manifest @param {Words} words */
async function share(manifest, words) {
  await shareAddress(words);
  if (own.shows(manifest, view.get())) {
    banner.show(words["own.unshared"], { label: words["tools.close"], run: () => {} });
  }
}

/** What the dialog of a reader's own table does to the page. @param {Manifest} manifest */
const ownHost = (manifest) => ({
  manifest,
  lang: () => view.get().lang,
  state: view.get,
  show: (/** @type {Partial<State>} */ change) => {
    view.set(change);
    if (change.view !== undefined) stage.look(change.view);
  },
  leave: () => {
    const usual = codec.defaults(manifest.fields);
    const { layer, indicator, period, place } = view.get();
    const chosen = own.shape(place) ? "" : place;
    const known = manifest.layers.find(({ id }) => id === layer);
    const stays = known && (Object.hasOwn(known.sheets, layer) ||
      Object.hasOwn(known.sheets, `${layer}/${indicator}`));
    view.set({ place: chosen, ...(stays ? { period }
      : { layer: usual.layer, indicator: usual.indicator, period: "", hide: [] }) });
  },
});

/** The address of the dialog, which other pages lead to. @param {Manifest} manifest */
function openAsked(manifest) {
  if (location.hash !== OWN) return;
  if (!document.querySelector("[data-act='own']")) {
    // Where no table is read, it is said what that needs.
    document.getElementById("own-field")?.setAttribute("open", "");
    return;
  }
  history.replaceState(null, "", location.pathname + location.search);
  dialog.open(ownHost(manifest));
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
    share: () => { share(manifest, words()); },
    own: () => dialog.open(ownHost(manifest)),
    "own-remove": () => dialog.remove(ownHost(manifest)),
    "own-save": () => dialog.saveShown(ownHost(manifest)),
  };
  openAsked(manifest);
  window.addEventListener("hashchange", () => openAsked(manifest));
  taking.listen(words);
  document.addEventListener("click", (event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    const act = target.closest("[data-act]")?.getAttribute("data-act");
    if (act && acts[act]) acts[act]();
    const link = target.closest("a[data-act='embed']");
    if (link && own.shows(manifest, view.get())) {
      event.preventDefault();
      banner.show(words()["own.unframed"], { label: words()["tools.close"], run: () => {} });
    } else if (link) embed(link);
    if (target.closest("#language")) {
      view.set({ lang: following(view.get().lang) });
    }
    for (const open of document.querySelectorAll(OPEN)) {
      if (!open.contains(target)) open.removeAttribute("open");
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      // A dialog closes itself.
      if (!document.querySelector("dialog[open]")) escape(event);
      return;
    }
    if (document.querySelector("dialog[open]")) return;
    if (event.ctrlKey || event.metaKey || event.altKey || typing(document.activeElement)) return;
    const run = KEYS[event.key.toLowerCase()];
    if (run) run();
  });
}

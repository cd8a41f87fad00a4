/* Navigate: a link or a form of a view is followed by changing what differs, not by a new page. */

import * as banner from "../page/banner.js";
import { markDrawn } from "../page/drawn.js";
import * as files from "../page/files.js";
import { reach, refusal } from "../page/reach.js";
import { applyWords, pageLanguage } from "../page/words.js";
import * as cameras from "./cameras.js";
import { card, press, showCard, stayed, twin } from "./in_sight.js";
import * as maps from "./maps.js";
import * as prebuilt from "./prebuilt.js";
import * as swipe from "./swipe.js";

/**
 * @import { Lang, Manifest } from "../page/manifest.d.ts"
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { MapSpecs } from "./map_spec.d.ts"
 */

/**
 * What a page does beside its maps: in another language, and when its words stand.
 * @typedef {object} Beside
 * @property {(manifest: Manifest, lang: Lang, words: Words) => void} spoken
 * @property {() => void} filled
 */

/** @type {Beside} */
let beside = { spoken: () => {}, filled: () => {} };

let turns = 0;
/** @type {AbortController | null} */
let asking = null;
/** Where it leads. */
let wanted = "";

/** In a frame, choices must not fill the history of the page around it. */
const framed = document.documentElement.dataset.embed !== undefined;

const leaf = () => /** @type {HTMLElement} */ (document.getElementById("leaf"));

/** @type {() => MapSpecs} */
export const specs = () => JSON.parse(leaf().dataset.maps || "{}");

/** The page of an address, from whoever answers. @typedef {(url: URL, signal: AbortSignal) =>
 *   Promise<Document>} Ask */

/** The page as the server has it at its address. @type {Ask} */
async function fetched(url, signal) {
  const answer = await reach(url, { signal, headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!answer.ok) throw new Error(told(page) || refusal(answer));
  return page;
}

/** Go to another address of this view; a later choice overtakes an earlier one.
 * @type {(href: string, mode?: "push" | "replace" | "rest", ask?: Ask) => Promise<void>} */
export async function to(href, mode = framed ? "rest" : "push", ask = fetched) {
  // Enter in a field is a change and a submission: one choice, one request.
  if (asking && wanted === href) return;
  asking?.abort();
  const mine = asking = new AbortController();
  wanted = href;
  const found = await prebuilt.find(href, leaf().dataset.state || "");
  if (asking !== mine) return;
  if (!found) {
    asking = null;
    await nowhere();
    return;
  }
  const url = new URL(found, location.href);
  leaf().setAttribute("aria-busy", "true");
  try {
    const page = await ask(url, mine.signal);
    if (!page.getElementById("leaf")) throw new Error(files.unfit());
    const next = cameras.stamp(url.href);
    if (mode === "push" && next !== location.href) history.pushState(null, "", next);
    if (mode === "rest") history.replaceState(null, "", next);
    banner.hide();
    await change(page);
  } catch (error) {
    if (!mine.signal.aborted) failed(error, () => to(href, mode, ask));
  } finally {
    if (asking === mine) {
      asking = null;
      leaf().removeAttribute("aria-busy");
    }
  }
}

/** A state that was not written ahead: the page stays what it is, and so do its choices. */
async function nowhere() {
  const words = (await files.manifest()).words[pageLanguage()];
  for (const form of leaf().querySelectorAll("form")) form.reset();
  banner.show(words["map.unwritten"], { label: words["map.close"], run: () => {} });
  banner.tell(words["map.unwritten"]);
}

/** What the server's page of an error says. @param {Document} page */
const told = (page) => [...page.querySelectorAll("main .leaf-title, main .refusal-said")]
  .map((node) => node.textContent).join(" ");

/** @type {(error: unknown, again: () => void) => void} */
export function failed(error, again) {
  document.documentElement.dataset.failed = "";
  const words = /** @type {DOMStringMap} */ (leaf().dataset);
  const reason = error instanceof Error ? error.message : String(error);
  // Every leaf has them (app/shell/dash_page.py, app/shell/templates/embed.html).
  banner.show(`${words.failed} ${reason}`, { label: words.retry || "", run: again });
}

/** Change every part that differs; what has the focus keeps it.
 * @param {Document} page */
async function change(page) {
  const next = /** @type {HTMLElement} */ (page.getElementById("leaf"));
  // In a page that was parsed here they are elements, not text.
  const folded = next.querySelectorAll(".later > noscript");
  for (const one of folded) one.replaceWith(...one.childNodes);
  const spoken = page.documentElement.dataset.lang;
  const turned = spoken !== document.documentElement.dataset.lang;
  const manifest = await files.manifest();
  if (turned) {
    const lang = pageLanguage(page);
    applyWords(document, manifest.words[lang], lang);
    beside.spoken(manifest, lang, manifest.words[lang]);
  }
  const held = focus();
  const stay = stayed();
  const before = card()?.textContent;
  for (const [name, value] of Object.entries(next.dataset)) leaf().dataset[name] = value;
  if (turned) whole(next);
  else for (const part of next.querySelectorAll("[data-part]")) swap(part);
  // A part may hold the frames of maps: the maps go on in the new ones.
  maps.enter();
  held();
  stay();
  if (!turned && !framed) showCard(before);
  document.title = page.title;
  await maps.draw(specs(), manifest);
  swipe.set();
  banner.tell(next.dataset.said || "");
  done();
}

/** Another language changes every word, also those between the parts; the maps stay.
 * @param {HTMLElement} next */
function whole(next) {
  leaf().replaceChildren(...[...next.childNodes].map((node) => document.adoptNode(node)));
  maps.enter();
}

/** A part as the server wrote it: without the maps and legends that were drawn in it, or the
 * pictures that stand for them. @param {Element} part */
function bare(part) {
  if (!part.querySelector("[data-map]")) return part;
  const copy = /** @type {Element} */ (part.cloneNode(true));
  for (const drawn of copy.querySelectorAll("[data-map], [data-legend]")) drawn.replaceChildren();
  return copy;
}

/** @param {Element} part */
function swap(part) {
  const name = part.getAttribute("data-part");
  const old = leaf().querySelector(`[data-part="${name}"]`);
  if (!old || bare(old).isEqualNode(bare(part))) return;
  const open = new Set([...old.querySelectorAll("details[open][id]")].map(({ id }) => id));
  old.replaceChildren(...[...part.childNodes].map((node) => document.adoptNode(node)));
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
}

/** Remember what has the focus, by its id or its key, and return how to give it back. */
function focus() {
  const active = document.activeElement;
  if (!active || !leaf().contains(active)) return () => undefined;
  const { selectionStart: at = null } = active instanceof HTMLInputElement &&
    active.type === "search" ? active : {};
  return () => {
    if (active === document.activeElement) return;
    // A map that moved to another frame has lost the focus that was in it.
    const now = twin(active);
    if (now instanceof HTMLElement || now instanceof SVGElement) {
      now.focus({ preventScroll: true });
    }
    if (now instanceof HTMLInputElement && at !== null) now.setSelectionRange(at, at);
  };
}

/** A search or a click leads to a page that has an address of its own: that one is shown, so
 * that a reload or a link given away does not choose once more. */
function settle() {
  const { address } = leaf().dataset;
  if (!address) return;
  const asked = address === "?" ? "" : address;
  history.replaceState(null, "",
    cameras.stamp(`${location.pathname}${asked}${location.hash}`));
}

/** What is chosen is in sight, where a row of choices is longer than the page is wide. */
function reveal() {
  for (const on of document.querySelectorAll(".chip.is-on, .nav-link[aria-current]")) {
    const row = on.parentElement?.closest(".chips, .choices, .nav-links");
    if (!row) continue;
    const [one, all] = [on, row].map((node) => node.getBoundingClientRect());
    if (one.left < all.left || one.right > all.right) {
      row.scrollLeft += one.left - all.left - (all.width - one.width) / 2;
    }
  }
}

/** @type {() => void} */
export function done() {
  turns += 1;
  settle();
  reveal();
  // Letters that come later are wider or narrower than those that stood in for them.
  document.fonts.ready.then(reveal);
  beside.filled();
  markDrawn(turns, maps.settled());
}

/** What a form says: fields of many are joined by commas, what is empty is left out.
 * @param {HTMLFormElement} form */
function query(form) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const [name, value] of new FormData(form)) {
    if (String(value)) found.set(name, [...(found.get(name) || []), String(value)]);
  }
  const pairs = [...found].map(([name, values]) =>
    `${name}=${encodeURIComponent(values.join(",")).replaceAll("%2C", ",")}`);
  return `?${pairs.join("&")}`;
}

/** @param {Partial<Beside>} [more] */
export function listen(more = {}) {
  beside = { ...beside, ...more };
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("#leaf a") : null;
    const plain = event.button === 0 &&
      !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const href = link?.getAttribute("href") || "";
    if (!link || !plain || link.hasAttribute("download")) return;
    if (!href.startsWith("?") && !link.hasAttribute("data-turn")) return;
    event.preventDefault();
    press(link);
    to(href);
  });
  document.addEventListener("change", ({ target }) => {
    const form = target instanceof Element ? target.closest("form[data-live]") : null;
    // A form of two choices waits for the second.
    const half = form?.querySelector("select:invalid");
    if (!(form instanceof HTMLFormElement) || half) return;
    press(/** @type {Element} */ (target));
    to(query(form));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    // A form of another page is sent there.
    if (!(form instanceof HTMLFormElement) || !form.matches("#leaf form:not([data-away])")) return;
    event.preventDefault();
    to(query(form));
  });
  window.addEventListener("popstate", async () => {
    press(null);
    await to(location.href, "replace");
    cameras.restore();
  });
}

maps.onPick((href) => to(href));

/* Search: a combobox over every name we know: places, indicators, targets, platforms, fields and
 * pages, in Chinese, pinyin, English or digits. */

import { el, say } from "../runtime/dom.js";
import * as banner from "./banner.js";
import * as files from "./files.js";
import { groupOf, matches } from "./matching.js";
import { FIRST, pageLanguage } from "./words.js";

/**
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { Entry, Lang, Manifest } from "./manifest.d.ts"
 */

/** @type {{ lang: string, words: Words, rows: Entry[], manifest: Manifest | null }} */
const book = { lang: "", words: {}, rows: [], manifest: null };
/** @type {Entry[]} */
let shown = [];
let active = -1;
/** What a page does with what was found. @type {(row: Entry) => void} */
let show = () => undefined;

const input = el("input", { type: "search", id: "search-input", role: "combobox",
  autocomplete: "off", spellcheck: "false", enterkeyhint: "search",
  "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "search-list" });
const list = el("div", { id: "search-list", role: "listbox" });
const none = el("p", { class: "search-none" });
const panel = el("div", { class: "search-panel", hidden: true }, list, none);

/** The layer that shows an indicator: the first that has it.
 * @type {(manifest: Manifest, indicator: string) => string} */
export function layerOf({ layers }, indicator) {
  const has = layers.find(({ id, sheets }) => Object.hasOwn(sheets, `${id}/${indicator}`));
  return has ? has.id : "";
}

/** Where a row leads: to its page, else to the map of it.
 * @type {(manifest: Manifest, row: Entry) => string} */
export function address(manifest, [id, kind, , , , , at]) {
  if (typeof at === "string") return at;
  const query = new URLSearchParams(kind === "indicator"
    ? { layer: layerOf(manifest, id), indicator: id } : { place: id });
  if (pageLanguage() !== FIRST) query.set("lang", pageLanguage());
  return `${manifest.urls.map}?${query}`;
}

function close() {
  shown = [];
  active = -1;
  list.replaceChildren();
  panel.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

/** @type {(kind: string) => string} */
const label = (kind) => book.words[`search.kind.${kind}`];

function open() {
  // Nobody is said to be unknown before the names are here.
  if (!book.rows.length) return;
  const { words } = book;
  const groups = matches(book.rows, input.value, label);
  shown = groups.flat();
  active = shown.length ? 0 : -1;
  list.replaceChildren(...groups.map(group));
  none.replaceChildren(...(shown.length ? [] : suggestions()));
  list.hidden = !shown.length;
  none.hidden = shown.length > 0;
  panel.hidden = !input.value.trim();
  input.setAttribute("aria-expanded", String(!panel.hidden && shown.length > 0));
  if (!panel.hidden) {
    banner.tell(shown.length ? say(words, "search.found", { count: shown.length })
      : none.textContent || "");
  }
  mark();
}

/** @param {Entry[]} rows */
function group(rows) {
  const kind = groupOf(rows[0][1]);
  return el("ul", { role: "group", "aria-labelledby": `search-kind-${kind}` },
    el("li", { role: "presentation", id: `search-kind-${kind}`, class: "search-kind" },
      label(kind)),
    ...rows.map(option));
}

/** @param {Entry} row */
function option(row) {
  // The press comes before the field loses its focus and the list closes.
  const pointerdown = (/** @type {Event} */ event) => {
    event.preventDefault();
    choose(row);
  };
  return el("li", { id: `search-${shown.indexOf(row)}`, role: "option", pointerdown },
    el("span", { class: "search-name" }, row[2]),
    el("span", { class: "search-where" }, where(row)));
}

/** What stands beside a name: what it lies in, its unit, how much of it a map shows.
 * @param {Entry} row */
function where([id, kind, , , , beside]) {
  const parts = [groupOf(kind) === kind ? "" : book.words[`kind.${kind}`], beside];
  const of = kind === "indicator" && book.manifest ? layerOf(book.manifest, id) : "";
  const layer = of && book.manifest?.layers.find((one) => one.id === of);
  if (layer) {
    const sheet = layer.sheets[`${of}/${id}`];
    parts.push(say(book.words, "search.on-map", { level: book.words[`level.${layer.level}`],
      known: sheet.covered[sheet.default_period], of: sheet.of }));
  }
  return parts.filter(Boolean).join(" · ");
}

/** What is said where nothing was found: what one may look for, as links that lead there. */
function suggestions() {
  const { manifest, words } = book;
  const examples = manifest ? words["search.examples"].split(" ").map((text) => {
    const [row] = matches(book.rows, text, label).flat();
    const pointerdown = (/** @type {Event} */ event) => event.preventDefault();
    const click = (/** @type {Event} */ event) => {
      event.preventDefault();
      choose(row);
    };
    return row ? el("a", { href: address(manifest, row), pointerdown, click }, row[2]) : null;
  }) : [];
  return [el("span", {}, say(words, "search.none", { words: input.value.trim() })),
    ...examples.flatMap((one) => (one ? [" ", one] : []))];
}

function mark() {
  for (const [at, node] of [...list.querySelectorAll("[role=option]")].entries()) {
    node.setAttribute("aria-selected", String(at === active));
    if (at === active) node.scrollIntoView({ block: "nearest" });
  }
  if (active >= 0) input.setAttribute("aria-activedescendant", `search-${active}`);
  else input.removeAttribute("aria-activedescendant");
}

/** @param {Entry} row */
function choose(row) {
  input.value = row[2];
  close();
  show(row);
}

/** @type {Record<string, () => void>} */
const keys = {
  ArrowDown: () => { active = shown.length ? (active + 1) % shown.length : -1; },
  ArrowUp: () => { active = shown.length ? (active + shown.length - 1) % shown.length : -1; },
  Home: () => { active = shown.length ? 0 : -1; },
  End: () => { active = shown.length - 1; },
};

/** @param {KeyboardEvent} event */
function press(event) {
  if (event.isComposing) return;
  if (event.key === "Escape") close();
  else if (event.key === "Enter" && shown[active]) choose(shown[active]);
  else if (keys[event.key] && shown.length) {
    keys[event.key]();
    mark();
    event.preventDefault();
  }
}

/** The links of what may be looked for are reached by keys, too. @param {FocusEvent} event */
function left({ relatedTarget }) {
  if (!(relatedTarget instanceof Node && panel.contains(relatedTarget))) close();
}

/** The names come when somebody is about to search; what did not come can be asked for again.
 * @param {Manifest} manifest */
async function fetched(manifest) {
  try {
    book.rows = await files.json(manifest.gazetteer[pageLanguage()]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    banner.show(`${book.words["banner.failed"]} ${book.words["search.label"]} · ${reason}`,
      { label: book.words["banner.retry"], run: () => fetched(manifest) });
    return;
  }
  if (input.value.trim() && document.activeElement === input) open();
}

/** Stand in the layout that is on the page now.
 * @type {() => void} */
export function enter() {
  document.getElementById("search")?.append(input, panel);
}

/** @type {(manifest: Manifest, found: (row: Entry) => void) => void} */
export function mount(manifest, found) {
  show = found;
  book.manifest = manifest;
  enter();
  close();
  input.addEventListener("input", open);
  input.addEventListener("keydown", press);
  input.addEventListener("blur", left);
  panel.addEventListener("focusout", left);
  input.addEventListener("focus", () => fetched(manifest));
}

/** What can be found is said where there is room for it. */
const narrow = window.matchMedia("(max-width: 900px)");
function prompt() {
  input.placeholder = book.words[narrow.matches ? "search.label" : "search.placeholder"] || "";
}
narrow.addEventListener("change", prompt);

/** @type {(manifest: Manifest, lang: Lang, words: Words) => void} */
export function speak(manifest, lang, words) {
  book.words = words;
  prompt();
  input.setAttribute("aria-label", words["search.label"]);
  list.setAttribute("aria-label", words["search.label"]);
  if (book.lang && book.lang !== lang && book.rows.length) {
    files.json(manifest.gazetteer[lang]).then((rows) => { book.rows = rows; }, () => {});
  }
  book.lang = lang;
}

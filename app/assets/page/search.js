/* Search: a combobox over every name we know, in Chinese, English or digits. */

import { el, say } from "../runtime/dom.js";
import * as banner from "./banner.js";
import * as files from "./files.js";
import { pageLanguage } from "./words.js";

/**
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { Entry, Lang, Manifest } from "./manifest.d.ts"
 */

const MOST = 12;
/** @type {{ lang: string, words: Words, rows: Entry[] }} */
const book = { lang: "", words: {}, rows: [] };
/** @type {Entry[]} */
let shown = [];
let active = -1;
/** What a page does with a place that was found. @type {(row: Entry) => void} */
let show = () => undefined;

const input = el("input", { type: "search", id: "search-input", role: "combobox",
  autocomplete: "off", spellcheck: "false", enterkeyhint: "search",
  "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "search-list" });
const list = el("ul", { id: "search-list", role: "listbox", class: "search-list" });

/** The best first: a name that begins with the text, then one that holds it, wider places
 * before smaller ones, as the gazetteer lists them.
 * @param {Entry[]} rows @param {string} text @returns {Entry[]} */
function matches(rows, text) {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const rank = (/** @type {Entry} */ row) => {
    const names = `${row[2]} ${row[3]}`.toLowerCase();
    if (!words.every((word) => names.includes(word) || row[0].startsWith(word))) return 9;
    if (row[2].toLowerCase().startsWith(words[0]) || row[0] === words[0]) return 0;
    return ` ${row[3].toLowerCase()}`.includes(` ${words[0]}`) ? 1 : 2;
  };
  return rows.map((row, at) => ({ row, at, rank: rank(row) })).filter((one) => one.rank < 9)
    .sort((a, b) => a.rank - b.rank || a.at - b.at).slice(0, MOST).map((one) => one.row);
}

function close() {
  shown = [];
  active = -1;
  list.replaceChildren();
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function open() {
  // Nobody is said to be unknown before the names are here.
  if (!book.rows.length) return;
  shown = matches(book.rows, input.value);
  active = shown.length ? 0 : -1;
  const { words } = book;
  const none = el("li", { class: "search-none", role: "option", "aria-disabled": "true" },
    words["search.none"]);
  list.replaceChildren(...(shown.length ? shown.map(option) : [none]));
  list.hidden = !input.value.trim();
  input.setAttribute("aria-expanded", String(!list.hidden));
  if (!list.hidden) banner.tell(say(words, "search.found", { count: shown.length }));
  mark();
}

/** @param {Entry} row @param {number} at */
function option(row, at) {
  const where = [book.words[`kind.${row[1]}`], row[4]].filter(Boolean).join(" · ");
  // The press comes before the field loses its focus and the list closes.
  const pointerdown = (/** @type {Event} */ event) => {
    event.preventDefault();
    choose(row);
  };
  return el("li", { id: `search-${at}`, role: "option", pointerdown },
    el("span", { class: "search-name" }, row[2]),
    el("span", { class: "search-where" }, where));
}

function mark() {
  for (const [at, node] of [...list.children].entries()) {
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
  else if (keys[event.key] && !list.hidden) {
    keys[event.key]();
    mark();
    event.preventDefault();
  }
}

/** The names come when somebody is about to search; what did not come can be asked for again.
 * @param {Manifest} manifest */
async function fetched(manifest) {
  try {
    book.rows = await files.json(manifest.gazetteer[pageLanguage()]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    banner.show(`${book.words["banner.failed"]} ${book.words["search.label"]} ${reason}`,
      { label: book.words["banner.retry"], run: () => fetched(manifest) });
    return;
  }
  if (input.value.trim() && document.activeElement === input) open();
}

/** Stand in the layout that is on the page now.
 * @type {() => void} */
export function enter() {
  document.getElementById("search")?.append(input, list);
}

/** @type {(manifest: Manifest, found: (row: Entry) => void) => void} */
export function mount(manifest, found) {
  show = found;
  enter();
  close();
  input.addEventListener("input", open);
  input.addEventListener("keydown", press);
  input.addEventListener("blur", close);
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

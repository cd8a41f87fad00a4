/* Classes with breaks that the reader chooses; the server makes them, as it makes all classes. */

import * as banner from "../page/banner.js";
import * as files from "../page/files.js";
import { reach } from "../page/reach.js";
import { el, say } from "../runtime/dom.js";
import { MANUAL as KEY } from "./choices.js";
import * as codec from "./codec.js";
import * as own from "./own.js";
import * as request from "./own_request.js";
import * as shown from "./shown.js";
import * as view from "./view.js";

/**
 * @import { Manifest } from "../page/manifest.d.ts"
 * @import { Sheet, Words } from "../runtime/layer_file.d.ts"
 * @import { State } from "./view.js"
 */

const REFUSED = 400;
/** What comes sooner needs no word that it comes. */
const PATIENCE_MS = 600;
/** What was made of a sheet, by what was asked. @type {WeakMap<Sheet, Map<string, Sheet>>} */
const made = new WeakMap();
let asking = false;

/** Upper bounds between the classes on screen: a start to edit from.
 * @param {Sheet} sheet @param {string} period @returns {number[]} */
function suggested(sheet, period) {
  const values = sheet.frames[period].cells.map((cell) => cell.value)
    .filter((value) => value !== null).sort((a, b) => a - b);
  const at = [0.2, 0.4, 0.6, 0.8].map((part) => values[Math.floor(part * (values.length - 1))]);
  return [...new Set(at.map((value) => Number(value.toPrecision(2))))];
}

/** @type {(value: string) => void} */
export function scheme(value) {
  const state = view.get();
  if (value !== KEY) {
    asking = false;
    view.set({ scheme: value, breaks: [], hide: [] });
    return;
  }
  const drawn = shown.theme();
  if (!drawn) return;
  const breaks = state.breaks.length ? state.breaks : suggested(drawn.sheet, drawn.period);
  asking = true;
  view.set({ scheme: KEY, breaks, hide: [] });
}

/** Move a number by a power of ten as its digits say, so that no digit is lost.
 * @param {number} number @param {number} by */
function moved(number, by) {
  const [digits, exponent = "0"] = String(number).split("e");
  return Number(`${digits}e${Number(exponent) + by}`);
}

/** The breaks in the address are in the unit of the data, those in the field in that on screen.
 * @type {(host: HTMLElement, manifest: Manifest, state: State, words: Words) => void} */
export function show(host, manifest, state, words) {
  host.hidden = state.scheme !== KEY;
  if (host.hidden) {
    host.replaceChildren();
    delete host.dataset.unit;
    return;
  }
  const row = manifest.indicators.find((one) => one.id === state.indicator);
  const shift = row ? row.shift[state.lang] : 0;
  const unit = row ? row.unit[state.lang] : "";
  const text = state.breaks.map((one) => moved(one, shift)).join(", ");
  if (host.dataset.unit !== `${state.lang} ${shift} ${unit}`) {
    host.dataset.unit = `${state.lang} ${shift} ${unit}`;
    const input = el("input", { type: "text", id: "breaks", inputmode: "text",
      autocomplete: "off", spellcheck: "false", "aria-describedby": "breaks-error" });
    host.replaceChildren(el("form", { submit: (/** @type {Event} */ event) => {
      event.preventDefault();
      apply(input, shift, words, limits(manifest));
    } },
    el("label", { for: "breaks", class: "field-name" },
      say(words, unit ? "manual.label-unit" : "manual.label", { unit })),
    el("div", { class: "manual-row" }, input,
      el("button", { type: "submit" }, words["manual.apply"])),
    el("p", { id: "breaks-error", class: "field-error", role: "alert" })));
    input.value = text;
    if (asking) input.focus();
    asking = false;
  }
  const input = /** @type {HTMLInputElement | null} */ (host.querySelector("input"));
  if (input && document.activeElement !== input) input.value = text;
}

/** @param {string} text */
function fault(text) {
  const host = document.getElementById("breaks-error");
  if (host) host.textContent = text;
}

/** How many numbers make classes that can be told apart.
 * @param {Manifest} manifest */
const limits = ({ fields }) => fields.find(({ name }) => name === "breaks")?.limits || [1, 1];

/** @param {HTMLInputElement} input @param {number} shift @param {Words} words
 * @param {number[]} limits */
function apply(input, shift, words, [least, most]) {
  // A Chinese keyboard writes full-width digits and signs as well as plain ones.
  const numbers = input.value.normalize("NFKC").split(/[\s,、;]+/).filter(Boolean).map(Number);
  const rising = numbers.every((one, at) => at === 0 || one > numbers[at - 1]);
  const few = numbers.length >= least && numbers.length <= most;
  if (!few || !rising || !numbers.every(Number.isFinite)) {
    fault(say(words, "manual.fault", { least, most }));
    return;
  }
  fault("");
  view.set({ breaks: numbers.map((one) => moved(one, -shift)), hide: [] });
}

/** @param {Manifest} manifest @param {State} state @param {string} query */
async function publishedPainting(manifest, state, query) {
  const answer = await reach(`${manifest.urls.paint}?${query}`,
    { headers: { Accept: "application/json" } });
  if (answer.status === REFUSED) {
    throw new Error(manifest.words[state.lang]["manual.refused"]);
  }
  return files.content(answer);
}

/** A long table takes a server some seconds: who waits for it is told so.
 * @param {Manifest} manifest @param {State} state @param {string} period
 * @param {own.Loaded} loaded */
async function ownPainting(manifest, state, period, loaded) {
  const words = manifest.words[state.lang];
  const waiting = setTimeout(() => banner.show(words["own.repainting"]), PATIENCE_MS);
  try {
    const answer = await request.taken(manifest, loaded, { ...state, period }, "painting");
    if (answer.ok) return await answer.json();
    const told = await answer.json().catch(() => null);
    throw new Error(told?.error?.[state.lang] || words["own.unreachable"]);
  } finally {
    clearTimeout(waiting);
  }
}

/** The sheet with one more painting, asked from the server once for each choice of classes: by
 * breaks of a reader's own, or of figures of their own that are painted when it is asked for.
 * @type {(manifest: Manifest, state: State, sheet: Sheet, period: string, key: string) =>
 *   Promise<Sheet>}
 */
export async function painted(manifest, state, sheet, period, key) {
  const query = codec.encode(manifest.fields, { ...state, period, view: "", hide: [],
    over: [], panel: [], place: "" });
  const known = made.get(sheet) || new Map();
  made.set(sheet, known);
  const before = known.get(query);
  if (before) return before;
  const loaded = own.shows(manifest, state) ? own.loaded() : null;
  const painting = loaded ? await ownPainting(manifest, state, period, loaded)
    : await publishedPainting(manifest, state, query);
  const frame = sheet.frames[period];
  const paints = { ...frame.paints, [key]: [sheet.scales.length, painting.codes,
    painting.rows] };
  const fresh = /** @type {Sheet} */ ({ ...sheet, scales: [...sheet.scales, painting.scale],
    frames: { ...sheet.frames, [period]: { ...frame, paints } } });
  known.set(query, fresh);
  return fresh;
}

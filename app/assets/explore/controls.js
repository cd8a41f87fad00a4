/* The controls show the view and change it; they know nothing else. */

import { el, say } from "../runtime/dom.js";
import { NEAR } from "../runtime/landmarks.js";
import { classed } from "../runtime/style.js";
import * as choices from "./choices.js";
import * as codec from "./codec.js";
import * as inputs from "./inputs.js";
import * as manual from "./manual.js";
import * as own from "./own.js";
import * as ownFiles from "./own_files.js";
import { renderTime } from "./time.js";
import * as view from "./view.js";

/**
 * @import { LayerRow, Manifest } from "../page/manifest.d.ts"
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { State } from "./view.js"
 */

/** Their classes follow from the figures, or from the reader, or there are none: nobody asks how
 * many. */
const UNCOUNTED = ["", "stdev", choices.MANUAL];
/** A worker writes these at once; others are drawn. */
const QUICK = ["csv", "xlsx", "geojson"];
const COUNTS = ["3", "4", "5", "6", "7"];

/** The period chosen last: it comes back with the next layer or indicator that has it. */
let wanted = "";

/** @param {Manifest} manifest @param {State} state */
function kept(manifest, state) {
  return choices.kept(manifest, { ...state, period: state.period || wanted });
}

/** @template {HTMLElement} T @param {string} id @returns {T} */
function need(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`no element ${id}`);
  return /** @type {T} */ (node);
}

/** @param {string} id @param {boolean} shown */
function reveal(id, shown) {
  need(id).hidden = !shown;
}

/** @type {(manifest: Manifest, state: State, words: Words) => void} */
export function show(manifest, state, words) {
  const layer = choices.layer(manifest, state.layer);
  wanted = state.period || wanted;
  what(manifest, state, words, layer);
  when(manifest, state, words);
  how(manifest, state, words, layer);
  inputs.checks(need("overlays"), choices.overlays(manifest, state, words), state.over, over);
  reveal("landmarks", manifest.files.landmarks.length > 0);
  inputs.checks(need("landmarks"), [{ value: "on",
    label: say(words, "over.landmarks", { zoom: NEAR }) }], [state.landmarks],
  (_name, on) => view.set({ landmarks: on ? "on" : "off" }));
  downloads(manifest, state, words);
}

/** @param {Manifest} manifest @param {State} state
 * @param {Words} words @param {LayerRow} layer */
function what(manifest, state, words, layer) {
  inputs.segments(need("levels"), choices.levels(manifest, words), layer.level, (level) => {
    const first = manifest.layers.find((one) => one.level === level);
    if (first) chooseLayer(manifest, first.id);
  });
  const layers = choices.layers(manifest, layer.level, state.lang, words);
  reveal("layer-field", layers.length > 1);
  inputs.options(need("layer"), layers, state.layer);
  const indicators = choices.indicators(manifest, state, words);
  reveal("indicator-field", indicators.length > 0);
  inputs.options(need("indicator"), indicators, choices.base(manifest, state));
  const measures = choices.measures(manifest, state, words);
  reveal("measure", measures.length > 0);
  inputs.segments(need("measure"), measures, state.indicator, (indicator) =>
    choose(manifest, { indicator }));
}

/** Show an indicator, in the period that was chosen if it has that.
 * @type {(manifest: Manifest, chosen: { layer?: string, indicator: string }) => void} */
export function choose(manifest, chosen) {
  const state = { ...view.get(), ...chosen };
  view.set({ ...chosen, period: kept(manifest, state), hide: [] });
}

/** @param {Manifest} manifest @param {string} id */
function chooseLayer(manifest, id) {
  const { sheets } = choices.layer(manifest, id);
  const state = { ...view.get(), layer: id };
  // A layer may lack the indicator that another layer showed.
  if (!Object.hasOwn(sheets, choices.sheetId(manifest, state))) {
    state.indicator = Object.keys(sheets)[0].split("/")[1];
  }
  view.set({ ...state, period: kept(manifest, state), hide: [] });
}

/** @param {Manifest} manifest @param {State} state @param {Words} words */
function when(manifest, state, words) {
  const rows = choices.periods(manifest, state, words);
  reveal("period-field", rows.length > 0);
  if (rows.length) {
    renderTime(need("period"), { rows, value: choices.period(manifest, state), words,
      choose: (period) => view.set({ period }) });
  }
}

/** @param {Manifest} manifest @param {State} state
 * @param {Words} words @param {LayerRow} layer */
function how(manifest, state, words, layer) {
  reveal("scheme-field", classed(layer.kind));
  const scheme = choices.scheme(manifest, state);
  inputs.options(need("scheme"), choices.schemes(manifest, state, words), scheme);
  const counts = COUNTS.map((value) => ({ value, label: value }));
  inputs.options(need("classes"), counts, String(state.k));
  reveal("classes-field", !UNCOUNTED.includes(scheme));
  const lock = need("lock");
  // One period has no other to share its classes with.
  const { periods } = layer.sheets[choices.sheetId(manifest, state)];
  reveal("lock-field", Boolean(scheme) && scheme !== choices.MANUAL && periods.length > 1);
  inputs.checks(lock, [{ value: "locked", label: words["lock.locked"] }], [state.lock],
    (_name, on) => view.set({ lock: on ? "locked" : "free" }));
  manual.show(need("manual"), manifest, state, words);
}

/** @param {string} name @param {boolean} on */
function over(name, on) {
  const rest = view.get().over.filter((one) => one !== name);
  view.set({ over: on ? [...rest, name] : rest });
}

/** @param {Manifest} manifest @param {State} state @param {Words} words */
function downloads(manifest, state, words) {
  const period = choices.period(manifest, state);
  /** @param {string} form */
  const label = (form) => {
    // It carries what lies around what it looks at, and no more.
    if (form === "html" && manifest.files.landmarks.length) return words["download.html-around"];
    const key = `download.${form}`;
    return say(words, period ? `${key}-period` : key,
      { period: period && choices.when(period, words) });
  };
  // A server names what it makes.
  const files = manifest.tables ? manifest.tables[choices.sheetId(manifest, state)] : {};
  const name = (/** @type {string} */ form) => (files.name ? `${files.name}.${form}` : "");
  /** Where nobody makes files, they were written ahead. @param {string} form */
  const address = (form) => {
    if (manifest.tables) return files[form];
    const query = codec.encode(manifest.fields, { ...state, view: view.get().view });
    return `${manifest.urls.download}?${query}${query ? "&" : ""}format=${form}`;
  };
  /** A map that is moved is not drawn anew: its link says where it looks when it is taken.
   * @param {string} form @param {string} [more] */
  const fresh = (form, more = "") => {
    const look = (/** @type {Event} */ { currentTarget }) => {
      /** @type {HTMLAnchorElement} */ (currentTarget).href = `${address(form)}${more}`;
    };
    return { href: `${address(form)}${more}`, pointerdown: look, click: look };
  };
  /** A picture for slides stands beside that of a page. @param {string} form */
  const link = (form) => [
    el("a", { ...fresh(form), download: name(form), "data-slow": !QUICK.includes(form) },
      label(form)),
    ...(form === "png" ? [el("a", { ...fresh(form, "&shape=slide"), download: "",
      "data-slow": true }, label("slide"))] : [])];
  for (const host of document.querySelectorAll("[data-forms]")) {
    const forms = host.getAttribute("data-forms")?.split(" ") || [];
    if (own.shows(manifest, state)) {
      host.replaceChildren(...ownFiles.files(manifest, { ...state, period }, forms, label),
        ...(forms.includes("csv") ? [ownFiles.saving(words)] : []));
      continue;
    }
    host.replaceChildren(...manifest.downloads.filter((form) => forms.includes(form))
      .flatMap(link));
  }
}

/** @type {(manifest: Manifest) => void} */
export function listen(manifest) {
  /** @type {Record<string, (value: string) => void>} */
  const changes = {
    layer: (value) => chooseLayer(manifest, value),
    indicator: (value) =>
      choose(manifest, { indicator: choices.measured(manifest, view.get(), value).id }),
    scheme: (value) => manual.scheme(value),
    classes: (value) => view.set({ k: Number(value), hide: [] }),
  };
  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLSelectElement && changes[target.id]) {
      changes[target.id](target.value);
    }
  });
}

/** The next choice starts anew: no period is wanted. */
export function forget() {
  wanted = "";
}

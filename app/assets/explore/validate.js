/* Validate: an address that no server has read may say anything; what is not known is left out. */

import { MANUAL } from "./choices.js";
import * as codec from "./codec.js";

/**
 * @import { Manifest } from "../page/manifest.d.ts"
 * @import { State } from "./view.js"
 */

/** A camera as an address has it. */
export const CAMERA = /^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?,\d{1,2}(\.\d+)?$/;

/** A layer and an indicator that go together, where the address names one at most: what it
 * leaves open is the first that fits (app/address/explore.py says the same).
 * @param {Manifest} manifest @param {State} state
 * @returns {Partial<State>} */
function fitting({ layers }, state) {
  const asked = codec.said(location.search);
  /** @type {("layer" | "indicator")[]} */
  const named = ["layer", "indicator"];
  const given = named.filter((name) => asked.get(name));
  const entries = layers.flatMap((one) => Object.entries(one.sheets));
  const sheets = entries.map(([sheet, { periods }]) => {
    const [layer, indicator = state.indicator] = sheet.split("/");
    return { layer, indicator, periods };
  });
  const fits = (/** @type {("layer" | "indicator")[]} */ names) => sheets.filter((one) =>
    names.every((name) => one[name] === state[name]));
  if (fits(named).length || given.length === named.length) return {};
  const fit = fits(given);
  const found = fit.find(({ periods }) => periods.includes(state.period)) || fit[0];
  return found ? { layer: found.layer, indicator: found.indicator } : {};
}

/** What of a state this atlas can show, and the names of the fields that it cannot.
 * @type {(manifest: Manifest, state: State) => { state: State; strange: string[] }} */
export function validated(manifest, state) {
  if (!manifest.tables) return { state, strange: [] };
  const usual = codec.defaults(manifest.fields);
  const { layer: id } = Object.assign(state, fitting(manifest, state));
  const layer = manifest.layers.find((one) => one.id === id);
  const overlays = [...manifest.layers.map((one) => one.id), "counties", "names"];
  const whole = Boolean(layer && (Object.hasOwn(layer.sheets, id) ||
    Object.hasOwn(layer.sheets, `${id}/${state.indicator}`)));
  const words = Object.fromEntries(manifest.fields.map(({ name, choices }) => [name, choices]));
  /** @type {Record<string, boolean>} */
  const good = {
    layer: whole,
    indicator: whole,
    scheme: !state.scheme || (words.scheme.includes(state.scheme) && state.scheme !== MANUAL),
    k: words.k.includes(String(state.k)),
    lock: words.lock.includes(state.lock),
    landmarks: words.landmarks.includes(state.landmarks),
    over: state.over.every((one) => overlays.includes(one)),
    lang: words.lang.includes(state.lang),
    panel: state.panel.every((one) => words.panel.includes(one)),
    view: !state.view || CAMERA.test(state.view),
    place: !state.place || /^[\w-]+$/.test(state.place),
  };
  const strange = Object.keys(good).filter((name) => !good[name]);
  const mended = Object.fromEntries(Object.entries(state).map(([name, value]) =>
    [name, strange.includes(name) ? usual[/** @type {keyof State} */ (name)] : value]));
  return { state: /** @type {any} */ (mended), strange };
}

/* Own: a reader's own table among the layers of the page, in its memory alone.
 *
 * The manifest has its indicators and layers as it has those that are published, so that nothing
 * that draws needs a second way; the address of the page never says them. */

import * as files from "../page/files.js";

/**
 * @import { Lang, Manifest } from "../page/manifest.d.ts"
 * @import { OwnChoices, OwnMaps } from "./own_answer.d.ts"
 * @import { State } from "./view.js"
 */

/** @typedef {{ file: File, choices: OwnChoices }} Loaded */

/** What was added: indicators by id, layers that are its own, sheets by their id. */
const added = { indicators: new Set(), layers: new Set(), sheets: new Set() };
/** The table that they are of, and what was decided about it. @type {Loaded | null} */
let table = null;

/** What the map is of; a server that is to draw it gets it again. */
export const loaded = () => table;
/** Addresses of published sheets that stand aside for those with outlines of a reader's own.
 * @type {Map<Lang, Record<string, string>>} */
const aside = new Map();
/** @type {TopoJSON.Topology} */
const NO_OUTLINES = { type: "Topology", arcs: [], objects: {} };
let drawn = NO_OUTLINES;

/** The outlines that a reader brought. */
export const outlines = () => drawn;

/** Whether what is there are shapes, of which no file is made. */
export const shapes = () => drawn !== NO_OUTLINES;

/** Whether a place is a shape that a reader brought. @param {string} id */
export const shape = (id) => id.startsWith("own-");

/** Whether anything of a reader's own is there. */
export const there = () => added.sheets.size > 0;

/** Whether an indicator is a reader's own. @param {string} id */
export const indicator = (id) => added.indicators.has(id);

/** Whether a view shows a reader's own figures.
 * @type {(manifest: Manifest, state: Pick<State, "layer" | "indicator">) => boolean} */
export function shows({ layers }, state) {
  if (added.layers.has(state.layer) || added.sheets.has(state.layer)) return true;
  const sheets = layers.find(({ id }) => id === state.layer)?.sheets || {};
  return !Object.hasOwn(sheets, state.layer) && added.indicators.has(state.indicator);
}

/** Under what no server would be asked: the file is here. @param {Lang} lang @param {string} id */
const address = (lang, id) => `own:${lang}/${id}`;

/** Put the maps of a table among those of the page; what was there before goes.
 * @type {(manifest: Manifest, maps: OwnMaps, of: Loaded) =>
 *   { layer: string, indicator?: string } | null} */
export function add(manifest, maps, of) {
  remove(manifest);
  table = of;
  for (const one of maps.layers) {
    const known = manifest.layers.find(({ id }) => id === one.id);
    if (known) Object.assign(known.sheets, one.sheets);
    else {
      manifest.layers.push(structuredClone(one));
      added.layers.add(one.id);
    }
  }
  manifest.indicators.push(...maps.indicators);
  for (const { id } of maps.indicators) added.indicators.add(id);
  for (const [lang, sheets] of /** @type {[Lang, Record<string, any>][]} */ (
    Object.entries(maps.sheets))) {
    aside.set(lang, Object.fromEntries((maps.replaced || []).map((id) =>
      [id, manifest.sheets[lang][id]])));
    for (const [id, sheet] of Object.entries(sheets)) {
      manifest.sheets[lang][id] = address(lang, id);
      files.put(address(lang, id), sheet);
      added.sheets.add(id);
    }
  }
  drawn = maps.outlines || NO_OUTLINES;
  const [first] = maps.layers;
  const [sheet] = first ? Object.keys(first.sheets) : [];
  const [, name] = (sheet || "").split("/");
  return sheet ? { layer: first.id, ...(name && { indicator: name }) } : null;
}

/** Whether a sheet is published, and comes back. @param {string} id */
const standsAside = (id) => [...aside.values()].some((known) => Object.hasOwn(known, id));

/** Take them away again. @type {(manifest: Manifest) => void} */
export function remove(manifest) {
  manifest.layers = manifest.layers.filter(({ id }) => !added.layers.has(id));
  manifest.indicators = manifest.indicators.filter(({ id }) => !added.indicators.has(id));
  for (const { sheets } of manifest.layers) {
    for (const id of added.sheets) if (!standsAside(id)) delete sheets[id];
  }
  for (const [lang, known] of /** @type {[Lang, Record<string, string>][]} */ (
    Object.entries(manifest.sheets))) {
    for (const id of added.sheets) {
      delete known[id];
      files.drop(address(lang, id));
    }
    Object.assign(known, aside.get(lang));
  }
  aside.clear();
  drawn = NO_OUTLINES;
  for (const set of Object.values(added)) set.clear();
  table = null;
}

/* The maps of a view: made once for each slot, drawn anew from what the address says. */

import * as banner from "../page/banner.js";
import * as files from "../page/files.js";
import { pageLanguage } from "../page/words.js";
import { afterPaint, el } from "../runtime/dom.js";
import { renderLegend } from "../runtime/legend.js";
import { createMap } from "../runtime/map.js";
import * as sheets from "../runtime/sheets.js";
import * as cameras from "./cameras.js";
import * as sync from "./sync.js";

/**
 * @import { Manifest } from "../page/manifest.d.ts"
 * @import { Part, Sheet, Words } from "../runtime/layer_file.d.ts"
 * @import { MapView } from "../runtime/map.js"
 * @import { View } from "../runtime/sheets.js"
 * @import { DrawnSpec, MapSpec, MapSpecs } from "./map_spec.d.ts"
 */

/** @type {Map<string, { host: HTMLElement, map: MapView, spec: MapSpec,
 *   given: Record<string, unknown> }>} */
const drawn = new Map();

/** The last sheets that were made for a page: the same again is the same object, and not
 * drawn anew. @type {Map<string, { text: string, sheet: Sheet }>} */
const own = new Map();

/** @param {Sheet} sheet @param {Part | null} part */
function kept(sheet, part) {
  const text = JSON.stringify(part || sheet);
  const last = own.get(sheet.id);
  if (last && last.text === text) return last.sheet;
  own.set(sheet.id, { text, sheet: part ? sheets.part(sheet, part) : sheet });
  return /** @type {{ sheet: Sheet }} */ (own.get(sheet.id)).sheet;
}

/** What comes after the first paint. @type {Promise<unknown>[]} */
const grounds = [];

/** What did not come, by the map that lacks it. @type {Map<string, () => Promise<void>>} */
const missing = new Map();

/** Maps stay as they are, and say so once: what they lack can be asked for again.
 * @param {string} slot @param {() => Promise<void>} ground @param {Words} words */
function lacks(slot, ground, words) {
  missing.set(slot, ground);
  // Every leaf has it (app/shell/dash_page.py, app/shell/templates/embed.html).
  const label = document.getElementById("leaf")?.dataset.retry || "";
  banner.show(words["map.coarse"], { label, run: () => {
    const again = [...missing.values()];
    missing.clear();
    for (const one of again) one();
  } });
}

/** @param {string} name @param {string} slot */
const slotted = (name, slot) => document.querySelector(`[data-${name}="${slot}"]`);

/** The element of a component of Dash that its map stands in, by slot.
 * @type {Map<string, HTMLElement>} */
const elements = new Map();

/** Stand in the layout that is on the page now.
 * @type {() => void} */
export function enter() {
  for (const slot of new Set([...drawn.keys(), ...elements.keys()])) {
    const here = slotted("map", slot);
    const whole = elements.get(slot) || drawn.get(slot)?.host;
    if (here && whole && whole.parentElement !== here) here.append(whole);
  }
}

/** A map stands in an element of Dash's from now on, in its slot.
 * @param {string} slot @param {HTMLElement} element */
export function adopt(slot, element) {
  elements.set(slot, element);
  const known = drawn.get(slot);
  if (known) element.append(known.host);
  slotted("map", slot)?.append(element);
}

/** @param {string} slot @param {MapSpec} spec @param {Manifest} manifest */
function mapOf(slot, spec, manifest) {
  const known = drawn.get(slot);
  if (known) return known;
  const lang = pageLanguage();
  const host = el("div", { class: "map-host" });
  (elements.get(slot) || slotted("map", slot))?.append(host);
  const map = createMap(host, { bounds: spec.bounds || manifest.bounds,
    reach: manifest.bounds, lang,
    words: manifest.words[lang], basemap: manifest.basemap,
    wheel: document.documentElement.dataset.wheel !== "off" });
  const made = { host, map, spec, given: /** @type {Record<string, unknown>} */ ({}) };
  drawn.set(slot, made);
  map.on("select", (id) => {
    picked(slot, map, made.spec, id);
    document.dispatchEvent(new CustomEvent("atlas:select", { detail: id }));
  });
  map.on("want", (what) => {
    // Counties come with the map here; what else did not come the next move asks for again.
    if (what !== "landmarks") return;
    files.landmarks(manifest).then(map.landmarks, () => map.landmarks(null));
  });
  sync.join(slot, host, map, () => made.spec);
  cameras.join(slot, map);
  return made;
}

/** Goes to another address of the view, because of a place on the map of a slot.
 * @typedef {(href: string, slot: string, id: string | null) => void} Follow */

/** @type {Follow} */
let follow = () => {};

/** How a place that is picked is followed. @param {Follow} go */
export function onPick(go) {
  follow = go;
}

/** A click on a place, or beside all of them, is a link.
 * @param {string} slot @param {MapView} map @param {MapSpec} spec @param {string | null} id */
function picked(slot, map, spec, id) {
  if ((id || "") === spec.selected && !(id && spec.again)) return;
  if (id && spec.pick) follow(spec.pick.replaceAll("{id}", encodeURIComponent(id)), slot, id);
  else if (spec.unpick) follow(spec.unpick, slot, null);
  else if (!id) map.select(spec.selected || null);
}

/** @param {DrawnSpec} drawn @returns {Promise<View>} */
async function view({ file, sheet, period, paint, part }) {
  const whole = sheet || await files.json(file || "");
  const read = sheet || part ? kept(whole, part) : whole;
  return { sheet: read, period, paintKey: paint };
}

/** @param {string} slot @param {MapSpec} spec @param {Manifest} manifest */
async function show(slot, spec, manifest) {
  const edges = () => (spec.counties ? files.json(manifest.files.counties) : null);
  // A ground that may come late is not waited for, unless it is there already.
  const known = drawn.get(slot)?.given || {};
  const waits = !spec.late || Boolean(known.counties);
  // Boundaries with half the points are painted first; nobody sees what they lack so soon.
  const light = !known.places && manifest.files.first !== manifest.files.places;
  const full = () => files.json(manifest.files.places);
  const [places, counties, zones, theme, ...overlays] = await Promise.all([
    // Where they did not come, the light ones go on; each turn asks again.
    light ? files.json(manifest.files.first) : full().catch((error) => {
      if (known.places) return known.places;
      throw error;
    }),
    waits ? edges() : null,
    manifest.files.zones ? files.json(manifest.files.zones) : null,
    view(spec.theme), ...spec.overlays.map(view)]);
  const mine = () => mapOf(slot, spec, manifest);
  const lang = pageLanguage();
  const words = manifest.words[lang];
  /** @param {Record<string, any>} shapes @param {View | null} below */
  const paint = (shapes, below) => {
    const { map, given } = mine();
    const fresh = Object.fromEntries(
      Object.entries(shapes).filter(([name, file]) => file && given[name] !== file));
    map.draw({ theme: below, overlays, lang, words, names: spec.names,
      counties: spec.counties && Boolean(shapes.counties), rings: spec.rings,
      outlined: spec.outlined, streets: spec.streets, landmarks: spec.landmarks }, fresh);
    Object.assign(given, fresh);
    map.select(spec.selected || null);
  };
  /** What is many shapes comes when what was asked for stands. */
  const ground = async () => {
    const came = await Promise.all([full(), waits ? counties : edges()]).catch(() => null);
    if (drawn.get(slot)?.spec !== spec) return;
    if (came) paint({ places: came[0], counties: came[1], zones }, theme);
    else lacks(slot, ground, words);
  };
  return () => {
    legend(slot, [theme, ...overlays], words);
    paint({ places, counties, zones }, waits || theme.sheet.level !== "county" ? theme : null);
    if (waits && !light) return;
    grounds.push(new Promise((done) => {
      afterPaint(() => ground().finally(() => done(null)));
    }));
  };
}

/** One legend a layer, below or beside the map.
 * @param {string} slot @param {View[]} views @param {Words} words */
function legend(slot, views, words) {
  const host = slotted("legend", slot);
  if (!host) return;
  const blocks = views.map(() => el("div", { class: "legend-block" }));
  host.replaceChildren(...blocks);
  for (const [at, one] of views.entries()) renderLegend(blocks[at], { ...one, words });
}

/** The picture of a map with links, for keys and fingers, stays until a mouse points at it. Where
 * the address says where to look, none does.
 * @param {string} slot */
function picture(slot) {
  if (drawn.has(slot) || cameras.asked(slot)) return null;
  return slotted("map", slot)?.querySelector(".still a");
}

/** Slots whose pictures wait to be maps, with what the maps will show.
 * @type {Map<string, MapSpec>} */
const waiting = new Map();

/** @param {string} slot @param {MapSpec} spec @param {Manifest} manifest */
function wait(slot, spec, manifest) {
  const host = /** @type {HTMLElement} */ (slotted("map", slot));
  waiting.set(slot, spec);
  const wake = async (/** @type {PointerEvent} */ { pointerType }) => {
    if (pointerType !== "mouse") return;
    host.removeEventListener("pointerenter", wake);
    if (waiting.get(slot) !== spec) return;
    waiting.delete(slot);
    try {
      const paint = await show(slot, spec, manifest);
      mapOf(slot, spec, manifest).spec = spec;
      paint();
    } catch {
      // The picture stays, and its links.
      wait(slot, spec, manifest);
    }
  };
  host.addEventListener("pointerenter", wake);
}

/** Draw every map of the view, all at once when all their files are here.
 * @type {(specs: MapSpecs, manifest: Manifest) => Promise<void>} */
export async function draw(specs, manifest) {
  for (const [slot, { host, map }] of drawn) {
    if (Object.hasOwn(specs, slot)) continue;
    map.destroy();
    host.remove();
    slotted("legend", slot)?.replaceChildren();
    sync.leave(slot);
    cameras.leave(slot);
    drawn.delete(slot);
  }
  enter();
  waiting.clear();
  const now = Object.entries(specs).filter(([slot, spec]) => {
    if (!picture(slot)) return true;
    wait(slot, spec, manifest);
    return false;
  });
  const ready = await Promise.all(now.map(([slot, spec]) => show(slot, spec, manifest)));
  // First the frames and their scale, then what stands in them: nothing is drawn twice.
  const groups = new Set();
  const fresh = [];
  for (const [slot, spec] of now) {
    if (!drawn.has(slot)) {
      groups.add(spec.group);
      fresh.push(slot);
    }
    mapOf(slot, spec, manifest).spec = spec;
  }
  for (const group of groups) if (group) sync.level(String(group));
  cameras.restore(fresh);
  for (const paint of ready) paint();
}

/** @type {(id: string | null) => void} */
export function flash(id) {
  for (const { map } of drawn.values()) map.flash(id, true);
}

/** When the maps have all that comes after their first paint. */
export const settled = () => Promise.allSettled(grounds);

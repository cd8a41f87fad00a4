/* Begin: lays the registry over the map of its page, and follows what is chosen there. */

import { redraw } from "../runtime/dom.js";
import * as choices from "./cell_choice.js";
import { csvOf, save } from "./cell_file.js";
import { TILE, createCellLayer, spotOf, tileZoom } from "./cell_layer.js";
import { hatchGround, renderCellLegend } from "./cell_legend.js";
import { createCellPointing } from "./cell_pointing.js";
import { inSight } from "./cell_sight.js";
import { pointAt } from "./cell_points.js";
import { createCellRows, rowAt } from "./cell_rows.js";
import { renderSight } from "./cell_table.js";
import { createTiles } from "./cell_tiles.js";
import { createCellWords } from "./cell_words.js";

/**
 * @import { CellTiles } from "./cell_tiles.js"
 * @import { Choice, Family, RegistryMeta } from "./registry_meta.d.ts"
 */

/** Fine enough to tell how large the map will be. */
const LEVEL = 22;
const framed = document.documentElement.dataset.embed !== undefined
  && document.documentElement.dataset.whole === undefined;

/** @param {string} name */
const part = (name) => document.querySelector(`[data-cells="${name}"]`);
const form = () => /** @type {HTMLFormElement | null} */ (part("form"));

/** @returns {RegistryMeta | null} */
function told() {
  const said = /** @type {HTMLElement | null} */ (part("meta"));
  return said ? JSON.parse(said.dataset.meta || "null") : null;
}

/** Tiles are the same in each language. @type {Map<Family, CellTiles>} */
const families = new Map();

/** @param {RegistryMeta} meta @param {Family} name */
function tilesOf(meta, name) {
  const known = families.get(name) || createTiles(metaOf(meta, name));
  families.set(name, known);
  return known;
}

/** The family that tells apart what is chosen. @param {RegistryMeta} meta @param {Choice} choice
 * @returns {Family} */
const familyOf = (meta, choice) => (choices.fine(choice) && meta.families.all ? "all" : "open");

/** @param {RegistryMeta} meta @param {Family} name */
const metaOf = (meta, name) => meta.families[name] || meta.families.open;

/** @param {L.Map} map @param {RegistryMeta} first */
function lay(map, first) {
  let meta = first;
  let choice = choices.read(meta);
  const family = () => familyOf(meta, choice);
  const mask = () => choices.mask(metaOf(meta, family()), choice, meta);
  let chosen = mask();
  // Where no cell is shown it is not known whether there is none: the ground is no paper then.
  if (meta.least) hatchGround(map.getContainer());
  const layer = createCellLayer(map, meta, tilesOf(meta, family()), chosen);

  /** What is chosen, in words. */
  const words = () => [
    ...meta.fields.filter(({ id }) => choice.field.includes(id)),
    ...meta.statuses.filter(({ id }) => id && id === choice.status),
    ...meta.years.filter(({ id }) => choice.founded.includes(id)),
  ].map(({ name }) => name);

  const rows = createCellRows();
  const said = createCellWords(map, layer, () =>
    ({ meta, family: metaOf(meta, family()), chosen, words: words() }));

  /** Say a choice in the address; other enterprises are another step of the history.
   * @param {Choice} next @param {boolean} step */
  function go(next, step) {
    choice = next;
    const address = choices.address(choice);
    if (step && !framed) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    const leaf = document.getElementById("leaf");
    if (leaf?.dataset.other) {
      leaf.dataset.other = leaf.dataset.other.split("?")[0] + location.search;
    }
  }

  const pointing = createCellPointing(map, layer, { ...said,
    worth: ({ count }) => count > 0 || meta.least > 0,
    label: meta.words["cells.keys"],
    /** The server says more of one enterprise than its tile. */
    async open(at) {
      const found = meta.rows ? pointAt(map, layer, chosen, at) : null;
      const row = found && await rowAt(meta, found.row).catch(() => null);
      const host = part("kept");
      if (host) redraw(host, row ? said.row(row, () => host.replaceChildren()) : []);
    },
    keep(cell) {
      if (cell === choice.cell) return;
      go({ ...choice, cell }, false);
      tellKept();
      tellSight();
    } });

  function tellKept() {
    const host = part("kept");
    const cell = pointing.kept();
    if (!host) return;
    redraw(host, cell ? said.kept(cell, () => {
      pointing.keep("");
      go({ ...choice, cell: "" }, false);
      tellKept();
      tellSight();
    }) : []);
  }

  function tellSight() {
    const host = part("sight");
    if (!host) return;
    const sight = inSight(map, layer, metaOf(meta, family()), chosen);
    const { size } = layer.classes();
    const single = Boolean(meta.rows) && layer.points();
    if (single) rows.show(meta, map.getBounds(), choice, sight.total);
    renderSight(host, sight, meta, choice, { size, more: single ? rows.host : null,
      page(page) {
        go({ ...choice, page }, false);
        tellSight();
      },
      keep(cell) {
        go({ ...choice, cell }, false);
        pointing.keep(cell);
        tellKept();
        tellSight();
      },
      save: () => save(csvOf(sight, meta, words()), meta.words["cells.file"]) });
  }

  function tellLegend() {
    const host = part("legend");
    if (host) renderCellLegend(host, meta, layer, words());
  }

  layer.onChange(() => {
    tellLegend();
    if (!layer.whole()) return;
    pointing.refresh();
    tellKept();
    tellSight();
    document.documentElement.dataset.cells = "whole";
    performance.mark("atlas:cells");
  });
  pointing.keep(choice.cell);

  /** Count what is chosen now. */
  function recount() {
    chosen = mask();
    delete document.documentElement.dataset.cells;
    const from = performance.now();
    layer.choose(tilesOf(meta, family()), chosen);
    performance.measure("atlas:refilter", { start: from, end: performance.now() });
    tellLegend();
  }

  function listen() {
    const host = form();
    if (!host || "heard" in host.dataset) return;
    host.dataset.heard = "";
    choices.show(host, choice);
    host.addEventListener("change", () => {
      go(choices.formed(host, choice), true);
      pointing.keep("");
      recount();
    });
    host.addEventListener("reset", () => {
      go({ field: [], founded: [], status: "", cell: "", page: 1 }, true);
      setTimeout(() => choices.show(host, choice));
      pointing.keep("");
      recount();
    });
    host.addEventListener("submit", (event) => event.preventDefault());
  }
  listen();

  return {
    /** The page says other words now, or its address another choice. @param {RegistryMeta} next */
    again(next) {
      const before = JSON.stringify(choice);
      meta = next;
      layer.speak(meta);
      pointing.speak(meta.words["cells.keys"]);
      choice = choices.read(meta);
      listen();
      const host = form();
      if (host) choices.show(host, choice);
      pointing.keep(choice.cell);
      if (JSON.stringify(choice) !== before) recount();
      tellLegend();
      tellKept();
      tellSight();
    },
  };
}

/** The tiles that the map will begin with are asked for while it is still being made. */
function warm() {
  const meta = told();
  const slot = document.querySelector("[data-map]");
  const looks = new URLSearchParams(location.search).has("view");
  if (!meta?.bounds || !slot?.clientWidth || looks) return;
  const family = familyOf(meta, choices.read(meta));
  const [west, south, east, north] = meta.bounds;
  const [from, to] = [{ lat: north, lng: west }, { lat: south, lng: east }].map((at) =>
    spotOf(at, LEVEL));
  const span = Math.max((to.column - from.column) / slot.clientWidth,
    (to.row - from.row) / slot.clientHeight);
  const z = tileZoom(Math.log2(2 ** LEVEL / TILE / span), meta);
  const wide = 2 ** (LEVEL - z);
  for (let x = Math.floor(from.column / wide); x <= to.column / wide; x += 1) {
    for (let y = Math.floor(from.row / wide); y <= to.row / wide; y += 1) {
      // What does not come is asked for again, and said then.
      tilesOf(meta, family).covering(z, x, y).catch(() => null);
    }
  }
}

/** @type {ReturnType<typeof lay>[]} */
const laid = [];

/** Maps that are made from now on have the registry over them, once they look somewhere. */
function follow() {
  L.Map.addInitHook(/** @this {L.Map} */ function begin() {
    this.whenReady(() => queueMicrotask(() => {
      const meta = told();
      if (meta) laid.push(lay(this, meta));
    }));
  });
}

/** The script that draws maps comes after this one, and brings what they are drawn with. */
function wait() {
  if (!("L" in window)) return;
  document.removeEventListener("load", wait, true);
  follow();
}
document.addEventListener("load", wait, true);

// Another choice or language: the page has other words, and says that they stand.
new MutationObserver(() => {
  const meta = told();
  if (meta) for (const one of laid) one.again(meta);
}).observe(document.documentElement, { attributeFilter: ["data-drawn"] });

warm();

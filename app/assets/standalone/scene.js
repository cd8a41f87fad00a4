/* The offline file: map, legend and table of one scene, with nothing to fetch. */

import { el, say } from "../runtime/dom.js";
import { renderLegend } from "../runtime/legend.js";
import { createMap } from "../runtime/map.js";
import { offered } from "../runtime/sheets.js";
import { renderTable } from "../runtime/table.js";

/**
 * @import { Sheet, Words } from "../runtime/layer_file.d.ts"
 * @import { MapView } from "../runtime/map.js"
 * @import { Scene, SceneFile } from "../runtime/scene_file.d.ts"
 * @import { View } from "../runtime/sheets.js"
 * @import { Sort } from "../runtime/table.js"
 */

/** @param {Scene} scene @param {Words} words */
function page(scene, words) {
  const parts = {
    title: el("h1", {}, scene.title),
    periods: el("div", { class: "atlas-standalone-periods" }),
    map: el("div", { class: "atlas-standalone-map" }),
    legends: el("aside", { class: "atlas-standalone-legends",
      "aria-label": say(words, "map.legend") }),
    table: el("div", {}),
  };
  const root = el("div", { class: "atlas-standalone" },
    el("header", {}, parts.title, parts.periods), parts.map, parts.legends,
    el("details", { class: "atlas-standalone-table" },
      el("summary", {}, say(words, "map.table")), parts.table,
      // Who has figures of their own looks for a way to add them here, where nobody reads them.
      el("p", { class: "atlas-standalone-hint" }, say(words, "map.own-needs"))));
  return { root, ...parts };
}

/** @param {Sheet} sheet @param {string} period */
function covered(sheet, period) {
  const cells = sheet.frames[period].cells;
  const known = cells.filter((cell) => cell.state === "value" || cell.state === "zero").length;
  return `${sheet.period_words[period] || period} · ${known}/${cells.length}`;
}

/** @param {View} theme @param {Words} words @param {(period: string) => void} pick */
function chooser(theme, words, pick) {
  const { sheet } = theme;
  const periods = offered(sheet.periods).filter((period) => Object.hasOwn(sheet.frames, period));
  if (periods.length < 2) return [];
  const select = el("select", { change: () => pick(select.value) }, ...periods.map((period) =>
    el("option", { value: period, selected: period === theme.period },
      covered(sheet, period))));
  return [el("label", {}, say(words, "map.period"), " ", select)];
}

/** @type {(host: HTMLElement, file: SceneFile) => MapView} */
export function startScene(host, { scene, geometry, words }) {
  const parts = page(scene, words);
  host.replaceChildren(parts.root);
  document.documentElement.lang = scene.lang;
  const view = createMap(parts.map, { bounds: scene.bounds, words, lang: scene.lang });
  /** What the map has not been given yet. */
  let fresh = geometry;
  let theme = scene.theme;
  /** @type {string[]} */
  let hidden = [];
  /** @type {Sort} */
  let sort = { key: "rank", dir: "asc" };
  let selected = /** @type {string | null} */ (null);

  function table() {
    const shown = theme || scene.overlays[0];
    if (!shown) return;
    renderTable(parts.table, { ...shown, hidden: theme ? hidden : [], sort, selected,
      words, onHover: view.flash,
      onSort(next) { sort = next; table(); },
      onSelect(id) { selected = id; view.select(id); table(); } });
  }

  function draw() {
    view.draw({ theme, overlays: scene.overlays, hidden, counties: scene.counties,
      names: scene.names, lang: scene.lang, landmarks: scene.landmarks.length > 0 }, fresh);
    fresh = {};
    const shown = theme ? [theme, ...scene.overlays] : scene.overlays;
    while (parts.legends.children.length < shown.length) parts.legends.append(el("section"));
    shown.forEach((one, index) => renderLegend(parts.legends.children[index], {
      ...one, words, hidden: one === theme ? hidden : [],
      onToggle: one === theme ? toggle : null }));
    table();
  }

  /** @param {string} char */
  function toggle(char) {
    hidden = hidden.includes(char) ? hidden.filter((one) => one !== char) : [...hidden, char];
    draw();
  }

  if (theme) {
    parts.periods.append(...chooser(theme, words, (period) => {
      if (theme) theme = { ...theme, period };
      draw();
    }));
  }
  view.on("select", (id) => {
    selected = id;
    table();
  });
  view.on("want", (what) => {
    if (what === "landmarks") view.landmarks(scene.landmarks);
  });
  draw();
  if (scene.camera) view.moveTo(scene.camera);
  return view;
}

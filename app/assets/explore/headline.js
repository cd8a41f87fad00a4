/* What stands around the map: title, period, coverage and legends. */

import * as banner from "../page/banner.js";
import { el, say } from "../runtime/dom.js";
import { renderLegend, renderLegendRow } from "../runtime/legend.js";
import * as own from "./own.js";
import { renderSpread } from "./spread.js";
import * as view from "./view.js";

/**
 * @import { Manifest } from "../page/manifest.d.ts"
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { View } from "../runtime/sheets.js"
 * @import { State } from "./view.js"
 */

/** @param {string} id @param {string} text */
function put(id, text) {
  const node = document.getElementById(id);
  if (node && node.textContent !== text) node.textContent = text;
}

/** @type {(manifest: Manifest, state: State, theme: View, overlays: View[]) => void} */
export function showHeadline(manifest, state, theme, overlays) {
  const { words: all, basemap } = manifest;
  const mine = own.shows(manifest, state);
  const words = all[state.lang];
  const { sheet, period } = theme;
  const frame = sheet.frames[period];
  const when = sheet.period_words[period] || "";
  const unit = sheet.unit ? say(words, "plate.unit", { unit: sheet.unit }) : "";
  put("map-title", sheet.title);
  document.body.toggleAttribute("data-own", mine);
  document.body.toggleAttribute("data-own-loaded", own.there());
  put("map-subtitle", [mine ? words["own.mark"] : "", when, unit].filter(Boolean).join(" · "));
  put("map-coverage", frame.coverage);
  put("map-credit", [frame.credit, basemap ? basemap.attribution : ""].filter(Boolean).join(" "));
  const named = [sheet.title, when].filter(Boolean).join(" ");
  document.title = `${named} · ${words["site.full-title"]}`;
  legends(state, theme, overlays, words);
  banner.tell(
    [sheet.title, when, frame.coverage].filter(Boolean).join(words["map.comma"]));
}

/** An element for each of some things. @param {string} id @param {number} count */
function blocks(id, count) {
  const host = document.getElementById(id);
  if (!host) return [];
  while (host.children.length > count) host.lastElementChild?.remove();
  while (host.children.length < count) host.append(el("div", { class: "legend-block" }));
  return [...host.children];
}

/** One legend a layer: the theme's rows can be switched off, an overlay's only explain. The rows
 * stand in one line; what they mean opens from it.
 * @param {State} state @param {View} theme
 * @param {View[]} overlays @param {Words} words */
function legends(state, theme, overlays, words) {
  const all = [theme, ...overlays];
  const [lines, meanings] = [blocks("legend", all.length), blocks("legend-meaning", all.length)];
  for (const [at, drawn] of all.entries()) {
    const first = at === 0;
    const shared = { ...drawn, words, hidden: first ? state.hide : [] };
    renderLegendRow(lines[at], { ...shared, onToggle: first ? toggle : null }, !first);
    renderLegend(meanings[at], { ...shared, onToggle: null });
  }
  const host = document.getElementById("spread");
  if (host) renderSpread(host, theme, state.place);
}

/** @param {string} char */
function toggle(char) {
  const { hide } = view.get();
  const rest = hide.filter((one) => one !== char);
  view.set({ hide: hide.includes(char) ? rest : [...rest, char] });
}

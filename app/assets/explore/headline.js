/* What stands around the map: title, period, coverage and legends. */

import * as banner from "../page/banner.js";
import { el, say } from "../runtime/dom.js";
import { renderLegend } from "../runtime/legend.js";
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
export function showHeadline({ words: all, basemap }, state, theme, overlays) {
  const words = all[state.lang];
  const { sheet, period } = theme;
  const frame = sheet.frames[period];
  const when = sheet.period_words[period] || "";
  const unit = sheet.unit ? say(words, "plate.unit", { unit: sheet.unit }) : "";
  put("map-title", sheet.title);
  put("map-subtitle", [when, unit].filter(Boolean).join(" · "));
  put("map-coverage", frame.coverage);
  put("map-credit", [frame.credit, basemap ? basemap.attribution : ""].filter(Boolean).join(" "));
  const named = [sheet.title, when].filter(Boolean).join(" ");
  document.title = `${named} · ${words["site.full-title"]}`;
  legends(state, theme, overlays, words);
  banner.tell(
    [sheet.title, when, frame.coverage].filter(Boolean).join(words["map.comma"]));
}

/** One legend a layer: the theme's rows can be switched off, an overlay's only explain.
 * @param {State} state @param {View} theme
 * @param {View[]} overlays @param {Words} words */
function legends(state, theme, overlays, words) {
  const host = document.getElementById("legend");
  if (!host) return;
  const all = [theme, ...overlays];
  while (host.children.length > all.length) host.lastElementChild?.remove();
  while (host.children.length < all.length) host.append(el("div", { class: "legend-block" }));
  for (const [at, drawn] of all.entries()) {
    const first = at === 0;
    renderLegend(/** @type {HTMLElement} */ (host.children[at]), { ...drawn, words,
      hidden: first ? state.hide : [], onToggle: first ? toggle : null });
  }
}

/** @param {string} char */
function toggle(char) {
  const { hide } = view.get();
  const rest = hide.filter((one) => one !== char);
  view.set({ hide: hide.includes(char) ? rest : [...rest, char] });
}

/* Panels: table and ranking are part of the view; which sheet is up on a phone is not. */

import { renderRanking } from "../runtime/ranking.js";
import { renderTable } from "../runtime/table.js";
import * as view from "./view.js";

/**
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { View } from "../runtime/sheets.js"
 * @import { Sort, TableOptions } from "../runtime/table.js"
 * @import { State } from "./view.js"
 */

/** @type {Sort} */
let sort = { key: "value", dir: "desc" };

/** @param {string} id @returns {HTMLElement} */
function need(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`no element ${id}`);
  return node;
}

/** @param {string | null} id */
function select(id) {
  view.set({ place: id || "" });
}

/** `flash` marks a place on the map.
 * @type {(state: State, drawn: View, words: Words, flash: (id: string | null) => void) => void} */
export function show(state, drawn, words, flash) {
  const shared = { ...drawn, hidden: state.hide, selected: state.place || null, words,
    onSelect: select, onHover: flash };
  for (const name of ["table", "ranking"]) {
    const open = state.panel.includes(name);
    need(`${name}-panel`).hidden = !open;
    for (const button of document.querySelectorAll(`[data-act="${name}"].tool`)) {
      button.setAttribute("aria-pressed", String(open));
    }
  }
  rankable(drawn, words);
  if (state.panel.includes("table")) table(shared);
  if (state.panel.includes("ranking")) renderRanking(need("ranking"), shared);
  document.body.dataset.panels = state.panel.join(" ");
  document.body.toggleAttribute("data-place", Boolean(state.place));
  tabs();
}

/** A layer without figures has nothing to rank, and its buttons say so.
 * @param {View} drawn @param {Words} words */
function rankable({ sheet }, words) {
  const none = !Object.values(sheet.frames).some((frame) =>
    frame.cells.some((cell) => cell.value !== null));
  for (const button of document.querySelectorAll(
    '.tool[data-act="ranking"], [data-tab="ranking"]')) {
    button.setAttribute("aria-disabled", String(none));
    if (none) button.setAttribute("title", words["ranking.none"]);
    else button.removeAttribute("title");
  }
}

/** @param {string} name */
function barred(name) {
  const button = document.querySelector(`.tool[data-act="${name}"]`);
  return !view.get().panel.includes(name) &&
    button?.getAttribute("aria-disabled") === "true";
}

/** Escape closes what lies on top: table or ranking, the last opened first, then the card.
 * @type {() => void} */
export function escape() {
  const { panel, place } = view.get();
  if (panel.length) toggle(panel[panel.length - 1]);
  else if (place) {
    view.set({ place: "" });
    raise("");
  } else if (document.body.dataset.sheet) raise("");
}

/** @param {Omit<TableOptions, "sort" | "onSort">} shared */
function table(shared) {
  renderTable(need("table"), { ...shared, sort, onSort: (next) => {
    sort = next;
    table(shared);
  } });
}

/** @type {(name: string) => void} */
export function toggle(name) {
  if (barred(name)) return;
  const { panel } = view.get();
  const rest = panel.filter((one) => one !== name);
  view.set({ panel: panel.includes(name) ? rest : [...rest, name] });
}

/** A tab raises one sheet and lowers the others; a second press lowers its own.
 * @type {(name: string) => void} */
export function tab(name) {
  const drawer = name === "table" || name === "ranking";
  if (drawer && barred(name)) return;
  const { panel } = view.get();
  const up = drawer ? panel.includes(name) : document.body.dataset.sheet === name;
  raise(drawer || up ? "" : name);
  const wanted = drawer && !up ? [name] : [];
  if (panel.join() !== wanted.join()) view.set({ panel: wanted });
}

/** @type {(name: string) => void} */
export function raise(name) {
  document.body.dataset.sheet = name;
  tabs();
}

function tabs() {
  const { sheet = "", panels = "" } = document.body.dataset;
  for (const button of document.querySelectorAll("[data-tab]")) {
    const name = button.getAttribute("data-tab") || "";
    const up = name === sheet || panels.split(" ").includes(name);
    button.setAttribute("aria-pressed", String(up));
  }
}

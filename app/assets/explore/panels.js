/* Panels: the list beside the map, the table in its place; on a phone the list is a sheet. */

import { renderRanking } from "../runtime/ranking.js";
import { renderTable } from "../runtime/table.js";
import * as view from "./view.js";

/**
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { View } from "../runtime/sheets.js"
 * @import { Sort, TableOptions } from "../runtime/table.js"
 * @import { State } from "./view.js"
 */

/** How far the sheet of a phone is up: its first lines, half, nearly all. */
const STOPS = ["peek", "half", "full"];

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
  const open = state.panel.includes("table");
  need("table-panel").hidden = !open;
  for (const button of document.querySelectorAll('.tool[data-act="table"]')) {
    button.setAttribute("aria-pressed", String(open));
  }
  if (open) table(shared);
  renderRanking(need("ranking"), shared);
  document.body.dataset.panels = state.panel.join(" ");
  document.body.toggleAttribute("data-place", Boolean(state.place));
  document.body.dataset.stop ??= state.panel.includes("ranking") ? "half" : STOPS[0];
}

/** Mark the row of the place that is pointed at on the map. @param {string | null} id */
export function mark(id) {
  for (const row of document.querySelectorAll("#ranking [data-place]")) {
    row.classList.toggle("is-hovered", row.getAttribute("data-place") === id);
  }
}

/** Escape closes what lies on top: the table, then the place.
 * @type {() => void} */
export function escape() {
  const { panel, place } = view.get();
  if (panel.includes("table")) toggle("table");
  else if (place) view.set({ place: "" });
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
  const { panel } = view.get();
  const rest = panel.filter((one) => one !== name);
  view.set({ panel: panel.includes(name) ? rest : [...rest, name] });
}

/** The sheet of a phone goes to its next stop, and from the last to the first. */
export function step() {
  const at = STOPS.indexOf(document.body.dataset.stop || STOPS[0]);
  document.body.dataset.stop = STOPS[(at + 1) % STOPS.length];
}

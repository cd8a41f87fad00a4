/* Puts the runtime on the page of the bench, as the Explore page does: one state, four views. */

import { renderLegend } from "/app/assets/runtime/legend.js";
import { createMap } from "/app/assets/runtime/map.js";
import { renderRanking } from "/app/assets/runtime/ranking.js";
import { renderTable } from "/app/assets/runtime/table.js";

const content = await (await fetch("content.json")).json();
const { words, geometry } = content;
const at = (id) => document.getElementById(id);
const bench = { content, heard: [], view: null, state: {} };
const [west, south, east, north] = [100, 29, 104, 33];

const view = (name, period = "", paintKey = "") =>
  ({ sheet: content.sheets[name], period, paintKey });

bench.draw = ({ theme, period, paint, over, hidden = [], counties = false, names = true,
  lang = "zh", sort = { key: "rank", dir: "asc" }, selected = null }) => {
  const state = { theme, period, paint, over, hidden, counties, names, lang, sort, selected };
  const chosen = theme && view(theme, period, paint);
  const again = (change) => bench.draw({ ...bench.state, ...change });
  bench.state = state;
  bench.view.draw({ theme: chosen, overlays: over.map((name) => view(name)), hidden, counties,
    names, lang });
  if (!chosen) return;
  const shared = { ...chosen, hidden, words };
  const lists = { ...shared, selected, onHover: (id) => bench.view.flash(id),
    onSelect: (id) => again({ selected: id }) };
  renderLegend(at("legend"), { ...shared, onToggle: (char) => again({
    hidden: hidden.includes(char) ? hidden.filter((one) => one !== char) : [...hidden, char],
  }) });
  renderRanking(at("ranking"), lists);
  renderTable(at("table"), { ...lists, sort, onSort: (next) => again({ sort: next }) });
};

const made = createMap(at("map"), { bounds: [west, south, east, north], words,
  lang: "zh", basemap: null });
for (const name of ["select", "hover", "move", "want"]) {
  made.on(name, (...details) => bench.heard.push([name, ...details]));
}
made.on("move", ({ zoom }) => { document.body.dataset.zoom = String(zoom); });
made.geometry(geometry);
bench.view = made;
window.bench = bench;
document.body.dataset.zoom = String(made.camera().zoom);

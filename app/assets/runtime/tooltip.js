/* What is known of one place: the box beside the pointer, and the same content elsewhere. */

import { el, say } from "./dom.js";
import * as sheets from "./sheets.js";

/**
 * @import { Sheet, Words } from "./layer_file.d.ts"
 * @import { Target } from "./pointing.js"
 */

/**
 * @typedef {object} TooltipBox
 * @property {(target: Target, event: L.LeafletMouseEvent | null) => void} show
 * @property {() => void} hide
 * @property {() => boolean} shown
 * @property {() => void} remove
 */

/** A zone can rest on a dozen documents; the table names them all. */
const MOST_SOURCES = 3;

/** @param {Words} words @param {string} label @param {string} text */
function row(words, label, text) {
  if (!text) return [];
  return [el("dt", {}, say(words, label)), el("dd", {}, text)];
}

/** Title, value and origin of one item, all of it text.
 * @type {(sheet: Sheet, period: string, index: number, words: Words) => HTMLElement} */
function content(sheet, period, index, words) {
  const view = { sheet, period, paintKey: "" };
  const item = sheet.items[index];
  const cell = sheets.frame(view).cells[index];
  const confidence = sheet.confidences.find((one) => one.key === item.confidence);
  const rank = cell.rank
    ? say(words, "map.rank-of", { rank: cell.rank, of: cell.of ?? "" }) : cell.unranked || "";
  // The value of a category is a fact too: once is enough.
  const facts = sheets.facts(item).filter(([, text]) => text !== cell.words);
  const said = new Set(facts.map(([, text]) => text));
  const location = item.exactness && !said.has(item.exactness) ? item.exactness : "";
  const sources = [...new Set(sheets.sources(sheet, cell).map((one) => one.title))];
  const more = sources.length > MOST_SOURCES
    ? say(words, "map.more-sources", { n: sources.length - MOST_SOURCES }) : "";
  return el("div", { class: "atlas-card" },
    el("p", { class: "atlas-card-name" }, item.name),
    el("p", { class: `atlas-card-value is-${cell.state}` }, cell.words),
    el("p", { class: "atlas-card-of" },
      [sheet.title, sheet.period_words[period] || ""].filter(Boolean).join(" · ")),
    el("dl", {},
      ...row(words, "map.rank", rank),
      ...row(words, "map.as-of", cell.as_of || ""),
      ...row(words, "map.status", cell.status || ""),
      ...facts.flatMap(([label, text]) => [el("dt", {}, label), el("dd", {}, text)]),
      ...row(words, "map.boundary",
        confidence ? confidence.explain || confidence.label : ""),
      ...row(words, "map.location", location),
      ...row(words, "map.note", cell.note || ""),
      ...row(words, "map.source",
        [...sources.slice(0, MOST_SOURCES), more].filter(Boolean).join("; "))),
    cell.conflict
      ? el("p", { class: "atlas-card-conflict" }, say(words, "map.conflict"), " ",
        cell.conflict)
      : null);
}

/** @param {Target} target @param {Words} words */
function body(target, words) {
  if (target.level === "cluster") {
    return el("div", { class: "atlas-card" },
      el("p", { class: "atlas-card-name" }, target.label));
  }
  const { sheet, period } = target.layer;
  return content(sheet, period, target.index, words);
}

/** A box kept inside the map; it never takes the pointer.
 * @type {(map: L.Map, words: Words) => TooltipBox} */
export function createTooltip(map, words) {
  const box = el("div", { class: "atlas-tooltip", "aria-hidden": "true", hidden: true });
  map.getContainer().append(box);
  /** @type {Target | null} */
  let current = null;

  /** @param {L.Point} point @param {number} gap */
  function place(point, gap) {
    const size = map.getSize();
    // On a low map the figure is said, and what else is known of the place is left to the page.
    box.classList.remove("is-brief");
    box.classList.toggle("is-brief", box.offsetHeight > size.y - 16);
    const [width, height] = [box.offsetWidth, box.offsetHeight];
    let left = point.x + gap;
    if (left + width > size.x - 8) left = point.x - gap - width;
    let top = point.y - height / 2;
    if (left < 8) {
      left = Math.max(8, Math.min(size.x - width - 8, point.x - width / 2));
      top = point.y > size.y / 2 ? point.y - gap - height : point.y + gap;
    }
    top = Math.max(8, Math.min(size.y - height - 8, top));
    box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  return {
    show(target, event) {
      if (target !== current || box.hidden) {
        box.replaceChildren(body(target, words));
        box.hidden = false;
        current = target;
      }
      if (event) place(event.containerPoint, 18);
      else place(map.latLngToContainerPoint(target.at), target.radius + 14);
    },
    hide() {
      box.hidden = true;
      current = null;
    },
    shown: () => !box.hidden,
    remove() { box.remove(); },
  };
}

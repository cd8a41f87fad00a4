/* What is known of one place: the box beside the pointer, and the same content elsewhere. */

import { el, say } from "./dom.js";
import { history } from "./history.js";
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

/** What is pointed at, in a few lines: its figure, of when, its rank, how sure; the bars of its
 * years. All of it text. The rest is said where the place opens.
 * @type {(sheet: Sheet, period: string, index: number, words: Words) => HTMLElement} */
function content(sheet, period, index, words) {
  const view = { sheet, period, paintKey: "" };
  const item = sheet.items[index];
  const cell = sheets.frame(view).cells[index];
  const confidence = sheet.confidences.find((row) => row.key === item.confidence);
  const about = [
    cell.rank ? say(words, "map.rank-of", { rank: cell.rank, of: cell.of ?? "" }) : "",
    cell.as_of || "",
    cell.status || "",
    confidence ? confidence.label : item.exactness || "",
    cell.conflict ? `${say(words, "map.conflict")} ${cell.conflict}` : "",
  ].filter((text) => text && text !== cell.words);
  const bars = history(sheet, period, index);
  return el("div", { class: "atlas-card" },
    el("p", { class: "atlas-card-name" }, item.name),
    el("p", { class: `atlas-card-value is-${cell.state}` }, cell.words, bars),
    el("p", { class: "atlas-card-of" },
      [sheet.title, sheet.period_words[period] || ""].filter(Boolean).join(" · ")),
    about.length ? el("p", { class: "atlas-card-about" }, [...new Set(about)].join(" · ")) : null);
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

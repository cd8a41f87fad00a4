/* Pointing at cells: by mouse, by finger and by keys. A click keeps a cell, and the address has
 * it; the words of a cell are the same everywhere. */

import { el } from "../runtime/dom.js";
import { cellAt, groundOf, spotOf } from "./cell_layer.js";

/**
 * @import { CellLayer, FoundCell } from "./cell_layer.js"
 */

/**
 * @typedef {object} CellPointing
 * @property {(cell: string) => void} keep Mark a cell by its words in the address.
 * @property {() => FoundCell | null} kept
 * @property {() => void} refresh
 * @property {(label: string) => void} speak
 * @property {() => void} remove
 */

/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const PAN = 80;
const GAP = 18;

/** @param {{ level: number, column: number, row: number }} cell */
export const named = ({ level, column, row }) => `${level}:${column}:${row}`;

/** @param {string} text */
function spotNamed(text) {
  const [level, column, row] = text.split(":").map(Number);
  return Number.isInteger(row) ? { level, column, row } : null;
}

/** @typedef {{ level: number, column: number, row: number }} Spot */

/**
 * @param {L.Map} map
 * @param {CellLayer} layer
 * @param {object} tell
 * @param {(cell: FoundCell) => Node} tell.card What is said of a cell.
 * @param {(cell: FoundCell) => string} tell.spoken
 * @param {(cell: FoundCell) => boolean} tell.worth Whether there is anything to say of a cell.
 * @param {(cell: string) => void} tell.keep Called with blank where none is kept any more.
 * @param {(at: L.LatLng) => Node | null} tell.point What is said of a point there.
 * @param {(at: L.LatLng) => void} tell.open A point there was clicked.
 * @param {string} tell.label
 * @returns {CellPointing}
 */
export function createCellPointing(map, layer, { card, spoken, worth, keep, point, open, label }) {
  const host = map.getContainer();
  const box = el("div", { class: "atlas-tooltip", "aria-hidden": "true", hidden: true });
  const keys = el("div", { class: "cells-keys", tabindex: "0", role: "application",
    "aria-label": label });
  const live = el("div", { class: "atlas-live", role: "status", "aria-live": "polite" });
  host.append(box, live);
  host.prepend(keys);
  /** @param {string} className */
  const marker = (className) => L.rectangle([[0, 0], [0, 0]],
    { pane: "marks", interactive: false, fill: false, className });
  const [over, held] = [marker("cells-over"), marker("cells-kept")];
  /** @type {Spot | null} */
  let kept = null;
  /** @type {Spot | null} */
  let cursor = null;

  /** @param {L.Rectangle} mark @param {Spot | null} spot */
  function outline(mark, spot) {
    if (!spot || layer.points()) {
      mark.remove();
      return;
    }
    const [west, south, east, north] = groundOf(spot);
    mark.setBounds(L.latLngBounds([south, west], [north, east])).addTo(map);
  }

  /** @param {Node} words @param {L.Point} at */
  function say(words, at) {
    box.replaceChildren(words);
    box.hidden = false;
    const size = map.getSize();
    const [width, height] = [box.offsetWidth, box.offsetHeight];
    const left = at.x + GAP + width > size.x - 8 ? at.x - GAP - width : at.x + GAP;
    const top = Math.max(8, Math.min(size.y - height - 8, at.y - height / 2));
    box.style.transform = `translate(${Math.round(Math.max(8, left))}px, ${Math.round(top)}px)`;
  }

  function hide() {
    box.hidden = true;
    over.remove();
  }

  /** @param {L.LatLng} at */
  const under = (at) => cellAt(layer, spotOf(at, layer.level()));

  /** @param {L.LatLng} at @param {L.Point} place */
  function show(at, place) {
    if (layer.points()) {
      const words = point(at);
      if (words) say(words, place);
      else hide();
      return;
    }
    const cell = under(at);
    if (!cell || !worth(cell)) {
      hide();
      return;
    }
    outline(over, cell);
    say(card(cell), place);
  }

  let moving = 0;
  /** @param {L.LeafletMouseEvent} event */
  const onMove = ({ latlng, containerPoint }) => {
    cancelAnimationFrame(moving);
    moving = requestAnimationFrame(() => show(latlng, containerPoint));
  };
  /** @param {L.LeafletMouseEvent} event */
  const onClick = ({ latlng, containerPoint }) => {
    if (layer.points()) {
      show(latlng, containerPoint);
      open(latlng);
      return;
    }
    const cell = under(latlng);
    set(cell && worth(cell) ? cell : null);
    if (kept) show(latlng, containerPoint);
  };

  /** @param {Spot | null} spot */
  function set(spot) {
    kept = spot && { level: spot.level, column: spot.column, row: spot.row };
    outline(held, kept);
    keep(kept ? named(kept) : "");
  }

  /** @param {Spot} spot */
  function focus(spot) {
    cursor = spot;
    const [west, south, east, north] = groundOf(spot);
    const middle = L.latLng((south + north) / 2, (west + east) / 2);
    if (!map.getBounds().pad(-0.03).contains(middle)) map.panTo(middle, { animate: false });
    outline(over, spot);
    const cell = cellAt(layer, spot);
    if (!cell) return;
    say(card(cell), map.latLngToContainerPoint(middle));
    live.textContent = spoken(cell);
  }

  const start = () => (cursor && cursor.level === layer.level() ? cursor
    : kept && kept.level === layer.level() ? kept : spotOf(map.getCenter(), layer.level()));

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const way = WAYS[event.key];
    if (way && event.shiftKey) map.panBy([way[0] * PAN, way[1] * PAN], { animate: false });
    else if (way) {
      const { level, column, row } = start();
      focus({ level, column: column + way[0], row: row + way[1] });
    } else if (event.key === "Enter" || event.key === " ") {
      const cell = cellAt(layer, start());
      set(cell && worth(cell) ? cell : null);
    } else if (event.key === "Escape") {
      if (!box.hidden) hide();
      else set(null);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
  keys.addEventListener("keydown", press);
  keys.addEventListener("focus", () => {
    // A mouse that pressed the map did not ask to be told of its middle.
    if (keys.matches(":focus-visible") && !layer.points()) focus(start());
  });
  keys.addEventListener("blur", hide);
  map.on("mousemove", onMove);
  map.on("mouseout", hide);
  map.on("movestart", hide);
  map.on("click", onClick);

  return {
    keep(text) {
      kept = text ? spotNamed(text) : null;
      outline(held, kept);
    },
    speak(words) {
      keys.setAttribute("aria-label", words);
    },
    kept: () => kept && cellAt(layer, kept),
    /** Other cells have other squares: one that is none any more is let go. */
    refresh() {
      if (kept && layer.whole() && kept.level !== layer.level()) set(null);
      else outline(held, kept);
    },
    remove() {
      cancelAnimationFrame(moving);
      map.off("mousemove", onMove);
      map.off("mouseout", hide);
      map.off("movestart", hide);
      map.off("click", onClick);
      for (const one of [box, keys, live, over, held]) one.remove();
    },
  };
}

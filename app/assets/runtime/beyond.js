/* Beyond: what a document names outside the province stands at the edge of the map, not on it:
 * where all of the province is in sight, and where there is room beside it. */

import { el, redraw } from "./dom.js";
import * as fitting from "./fitting.js";

/**
 * @import { Box } from "./fitting.js"
 * @import { PlaceFeature } from "./geometry.js"
 * @import { Beyond } from "./layer_file.d.ts"
 */

/** How far down its edge a name may stand, as shares of the height, best first: an area may
 * reach to the edge there. */
const DOWN = [0.62, 0.7, 0.78, 0.86, 1];
const EDGE = 4;

/**
 * @type {(host: HTMLElement, map: L.Map) => { show: (every: Beyond[]) => void; place: (province:
 *   PlaceFeature | null, standing: () => Box[]) => void; remove: () => void; }}
 */
export function createBeyond(host, map) {
  /** Every edge is a column of its own. @type {Map<string, HTMLElement>} */
  const edges = new Map();
  /** @param {string} edge */
  function column(edge) {
    const known = edges.get(edge) || el("div", { class: "atlas-beyond", "data-edge": edge });
    if (!edges.has(edge)) host.append(known);
    edges.set(edge, known);
    return known;
  }

  /** The first place of a column that covers nothing. @param {HTMLElement} node
   * @param {L.Point[]} line @param {Box[]} taken */
  function free(node, line, taken) {
    const { x, y } = map.getSize();
    const [wide, high] = [node.offsetWidth, node.offsetHeight];
    const left = node.dataset.edge === "east" ? x - EDGE - wide
      : node.dataset.edge === "west" ? EDGE : (x - wide) / 2;
    const tops = node.dataset.edge === "north" ? [EDGE]
      : node.dataset.edge === "south" ? [y - EDGE - high]
        : DOWN.map((share) => Math.min(y * share, y - EDGE - high));
    return tops.map((top) => ({ left, top, right: left + wide, bottom: top + high }))
      .find((box) => box.top >= 0 && !fitting.meets(line, box)
        && !taken.some((other) => fitting.overlap(box, other))) || null;
  }

  return {
    show(every) {
      const named = new Map(every.map((one) => [one.label, one]));
      for (const edge of new Set([...edges.keys(), ...every.map((one) => one.edge)])) {
        const here = [...named.values()].filter((one) => one.edge === edge);
        redraw(column(edge), here.map((one) =>
          el("p", {}, el("b", {}, one.label), el("span", {}, one.about))));
      }
    },
    place(shape, standing) {
      const said = [...edges.values()].filter((node) => node.children.length > 0);
      if (!said.length) return;
      const taken = standing();
      const { x, y } = map.getSize();
      const line = shape ? fitting.around(shape).map((point) =>
        map.latLngToContainerPoint(L.CRS.EPSG3857.pointToLatLng(point, 0))) : [];
      const whole = line.length > 0
        && line.every((at) => at.x >= -1 && at.y >= -1 && at.x <= x + 1 && at.y <= y + 1);
      for (const node of said) {
        node.hidden = !whole;
        node.classList.remove("is-brief");
        if (!whole) continue;
        let box = free(node, line, taken);
        if (!box) {
          node.classList.add("is-brief");
          box = free(node, line, taken);
        }
        // The legend says it in any case.
        node.hidden = !box;
        if (box) node.style.transform = `translate(${box.left}px, ${box.top}px)`;
      }
    },
    remove() {
      for (const one of edges.values()) one.remove();
    },
  };
}

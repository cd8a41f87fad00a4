/* Names that never overlap: the important ones first, the rest where room is left. */

import { svg } from "./dom.js";
import * as fitting from "./fitting.js";
import { inside } from "./inside.js";
import * as leaders from "./leaders.js";
import { GAP, offsets } from "./offsets.js";
import { landmark } from "./shapes.js";
import { BADGE } from "./symbols.js";

/**
 * @import { Box } from "./fitting.js"
 * @import { Label } from "./naming.js"
 * @import { Target } from "./pointing.js"
 */

/**
 * @typedef {object} Labels
 * @property {(labels: Label[], targets: Target[], lang: string, over: Box[]) => Box[]} update No
 *   name stands over a symbol, nor below what stands `over` the map. Returns the boxes of all that
 *   stands there then.
 * @property {() => void} forget How wide names are: other letters have come.
 */

/** Width of a map, in pixels, below which names are set smaller. */
const SMALL = 520;

/** Where a name is tested, as shares of its box, and how much of it lies in its own area. */
const SAMPLES = [1 / 6, 3 / 6, 5 / 6].flatMap((x) => [[x, 0.25], [x, 0.75]]);
/** Pixels that a name may reach into the map from a place outside it. */
const REACH = 120;
const ENOUGH = 0.8;
const PARTLY = 0.25;

/**
 * What a symbol covers: a circle, or all of its box.
 * @typedef {{ box: Box, x: number, y: number, reach: number, round: boolean }} Cover
 */

/** How much of a name a symbol would take; a name may stand in the corner of a round one.
 * @param {Box} box @param {Cover} cover */
function covered(box, { box: other, x, y, reach, round }) {
  if (round) {
    const aside = Math.max(box.left - x, 0, x - box.right);
    const away = Math.max(box.top - y, 0, y - box.bottom);
    if (aside * aside + away * away >= reach * reach) return 0;
  }
  return fitting.shared(box, other);
}

/** @type {(map: L.Map) => Labels} */
export function createLabels(map) {
  const root = svg("svg", { class: "atlas-labels", width: 1, height: 1,
    "aria-hidden": "true", focusable: "false" });
  /** @type {HTMLElement} */ (map.getPane("names")).append(root);
  /** @type {Map<string, { width: number, height: number }>} */
  const sizes = new Map();
  map.on("zoomstart", () => root.classList.add("is-moving"));

  /** @param {Label} label */
  const look = (label) =>
    `atlas-name is-${label.kind}${label.tight ? " is-tight" : ""}`;

  /** @param {Label} label */
  function key(label) {
    return [root.getAttribute("class"), root.getAttribute("lang"), look(label),
      label.text].join();
  }

  /** @param {Label} label */
  function size(label) {
    return sizes.get(key(label)) || { width: 0, height: 0 };
  }

  /** How wide and high the box is that holds a name as it is turned. @param {Label} label */
  function room(label) {
    const { width, height } = size(label);
    const [along, across] = [Math.cos, Math.sin].map((part) => Math.abs(part(label.turn || 0)));
    return { width: width * along + height * across, height: width * across + height * along };
  }

  /** Measure names not seen before, all in one pass.
   * @param {Label[]} labels */
  function measure(labels) {
    const fresh = labels.filter((label) => !sizes.has(key(label)));
    const nodes = fresh.map((label) =>
      svg("text", { class: look(label) }, label.text));
    root.append(...nodes);
    fresh.forEach((label, index) => {
      const { width, height } = nodes[index].getBBox();
      sizes.set(key(label), { width, height });
    });
  }

  /** The box of a name at an offset from its place, in pixels of the map.
   * @param {Label} label @param {[number, number]} offset @returns {Box} */
  function boxAt(label, [x, y]) {
    const { width, height } = room(label);
    const at = map.latLngToContainerPoint(label.at);
    return { left: at.x + x - width / 2 - GAP, right: at.x + x + width / 2 + GAP,
      top: at.y + y - height / 2 - GAP, bottom: at.y + y + height / 2 + GAP };
  }

  /** @param {Box} box */
  function centre(box) {
    return L.point((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  }

  /** How much of a name lies in its own area where it stands, from 0 to 1: of a prefecture the
   * whole name counts, of a county, which may be smaller than its name, the middle.
   * @param {Label} label @param {Box} box @param {boolean} moved */
  function within(label, box, moved) {
    const { shape } = label;
    if (!shape) return 1;
    const holds = (/** @type {L.Point} */ point) =>
      inside(shape, map.containerPointToLatLng(point));
    if (label.kind !== "prefecture") return Number(!moved || holds(centre(box)));
    return SAMPLES.filter(([x, y]) => holds(L.point(
      box.left + GAP + x * (box.right - box.left - 2 * GAP),
      box.top + GAP + y * (box.bottom - box.top - 2 * GAP)))).length / SAMPLES.length;
  }

  /** The box of what stands at a point. @param {{ at: L.LatLng, radius: number }} symbol
   * @returns {Box} */
  function around({ at, radius }) {
    const { x, y } = map.latLngToContainerPoint(at);
    const reach = radius + 1;
    return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
  }

  /** What a target covers, with the number of those that share its mark at its shoulder.
   * @param {Target} target @returns {Cover[]} */
  function covers({ at, radius, shared: together, round = false }) {
    const { x, y } = map.latLngToContainerPoint(at);
    const whole = { box: around({ at, radius }), x, y, reach: radius + 1, round };
    if (!together) return [whole];
    const [aside, reach] = [radius + BADGE.away, BADGE.radius + 1];
    const badge = { x: x + aside, y: y - aside };
    return [whole, { ...badge, reach, round: true, box: { left: badge.x - reach,
      right: badge.x + reach, top: badge.y - reach, bottom: badge.y + reach } }];
  }

  /** The first place that is free of other names, of the edge and of symbols, in its own area; or
   * free, and as much in its area as can be; or, of a number that stands nowhere else, the place
   * where it hides the least of the symbols.
   * @param {Label} label @param {Box[]} taken @param {Cover[]} symbols
   * @param {Box} frame */
  function settle(label, taken, symbols, frame) {
    const { width, height } = size(label);
    /** @type {Box | null} */
    let second = null;
    /** @type {Box | null} */
    let third = null;
    let least = Infinity;
    let most = PARTLY;
    if (label.seat) {
      const own = around(label.seat);
      if (taken.some((other) => fitting.overlap(own, other)) ||
        symbols.some(({ box }) => fitting.overlap(own, box))) return null;
    }
    for (const offset of offsets(label, width, height)) {
      const box = boxAt(label, offset);
      if (taken.some((other) => fitting.overlap(box, other))) continue;
      if (box.left < frame.left || box.right > frame.right ||
        box.top < frame.top || box.bottom > frame.bottom) continue;
      // To ask the outline of an area costs the most: last, and only of what can be free.
      const hidden = symbols.reduce((sum, other) => sum + covered(box, other), 0);
      if (hidden && !label.needed) continue;
      const share = within(label, box, offset[0] !== 0 || offset[1] !== 0);
      if (!hidden && share >= ENOUGH) return box;
      if (!hidden && share > most) [second, most] = [box, share];
      if (share >= ENOUGH && hidden < least) [third, least] = [box, hidden];
    }
    // Where there is no room for both, the symbol is what was asked for.
    return second || (label.needed ? third : null);
  }

  /** @param {Label} label @param {L.Point} point */
  function written(label, { x, y }) {
    const turn = label.turn && (label.turn * 180) / Math.PI;
    return svg("text", { class: look(label), x, y, "text-anchor": "middle", dy: "0.36em",
      transform: turn ? `rotate(${turn.toFixed(1)} ${x} ${y})` : null }, label.text);
  }

  /** Where a line to a place ends: at its circle, or where no symbol stands in its area.
   * @param {Label} label @param {Cover[]} symbols */
  function anchor(label, symbols) {
    const at = map.latLngToContainerPoint(label.at);
    const { shape } = label;
    if (!shape) return at;
    return offsets(label, 0, 0).map(([x, y]) => L.point(at.x + x, at.y + y)).find((point) =>
      symbols.every(({ x, y, reach }) => Math.hypot(x - point.x, y - point.y) > reach + GAP)
      && inside(shape, map.containerPointToLatLng(point)));
  }

  /** Names that stand away from their places, each with a line to it; what they take is taken.
   * @param {Label[]} homeless @param {Box[]} taken @param {Cover[]} symbols @param {Box} frame */
  function led(homeless, taken, symbols, frame) {
    const names = homeless.flatMap((label) => {
      const way = map.getSize().x < SMALL ? label : { ...label, tight: true };
      const { width, height } = size(way);
      const at = anchor(way, symbols);
      return at ? [{ way, at, radius: way.radius, width: width + 2 * GAP,
        height: height + 2 * GAP }] : [];
    });
    const found = leaders.most(names, { taken, frame, symbols, covered });
    return found.flatMap(([{ way, radius }, line]) => {
      taken.push(line.box, ...line.line);
      return [leaders.drawn(line, radius, map.containerPointToLayerPoint.bind(map)),
        written(way, map.containerPointToLayerPoint(centre(line.box)))];
    });
  }

  return {
    forget() { sizes.clear(); },
    update(labels, targets, lang, over) {
      root.replaceChildren();
      root.setAttribute("lang", lang);
      root.classList.toggle("is-small", map.getSize().x < SMALL);
      const view = map.getSize();
      const near = L.bounds([-REACH, -REACH], [view.x + REACH, view.y + REACH]);
      // To measure a name costs more than to place it, and most lie beyond a map of one city.
      const wanted = labels.filter(({ at, seat }) => [at, seat?.at].some((one) =>
        one && near.contains(map.latLngToContainerPoint(one))));
      /** A place is named at its seat, or near it, rather than in its middle; before a name is
       * left out it is set smaller. @param {Label} label @returns {Label[]} */
      const ways = (label) => {
        const { seat, shape } = label;
        const whole = !seat || !shape ? [label]
          : [{ ...label, at: seat.at, radius: seat.radius, shape: null },
            { ...label, at: seat.at, shape: null, seat: undefined },
            { ...label, seat: undefined }];
        // On a small map all names are as small as that.
        return label.kind === "prefecture" && view.x >= SMALL
          ? whole.flatMap((way) => [way, { ...way, tight: true }]) : whole;
      };
      measure(wanted.flatMap(ways));
      const frame = { left: 0, top: 0, right: view.x, bottom: view.y };
      const symbols = targets.filter((one) => one.radius > 0 && one.level !== "cluster")
        .flatMap(covers);
      // A number under a name would be read as another; a name under the notice, not at all.
      const taken = [...targets.filter((one) => one.level === "cluster").map(around), ...over];
      const nodes = [];
      const said = new Set();
      /** Prefectures without room for their names. @type {Label[]} */
      const homeless = [];
      for (const label of wanted) {
        if (label.once && said.has(label.once)) continue;
        let stands = false;
        for (const way of ways(label)) {
          if (!fitting.overlap(boxAt(way, [0, 0]), frame)) continue;
          const box = settle(way, taken, symbols, frame);
          if (!box) continue;
          taken.push(box);
          if (way.seat) {
            taken.push(around(way.seat));
            nodes.push(landmark(way.seat, map.latLngToLayerPoint(way.seat.at)));
          }
          nodes.push(written(way, map.containerPointToLayerPoint(centre(box))));
          said.add(label.once);
          stands = true;
          break;
        }
        if (!stands && label.kind === "prefecture") homeless.push(label);
      }
      // Last, so that no line takes the room of a name that stands at its place.
      nodes.unshift(...led(homeless, taken, symbols, frame));
      root.replaceChildren(...nodes);
      root.classList.remove("is-moving");
      return [...taken, ...symbols.map((one) => one.box)];
    },
  };
}

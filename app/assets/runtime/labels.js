/* Names that never overlap: the important ones first, the rest where room is left. */

import { svg } from "./dom.js";
import * as fitting from "./fitting.js";
import { bounds } from "./geometry.js";
import { inside } from "./inside.js";
import * as sheets from "./sheets.js";

/**
 * @import { Box } from "./fitting.js"
 * @import { PlaceFeature } from "./geometry.js"
 * @import { Bounds, Level } from "./layer_file.d.ts"
 * @import { Context } from "./map.js"
 * @import { Target } from "./pointing.js"
 * @import { Layer } from "./sheets.js"
 */

/**
 * @typedef {object} Labels
 * @property {(labels: Label[], targets: Target[], lang: string, over: Box[]) => void} update No
 *   name stands over a symbol, nor below what stands `over` the map.
 * @property {() => void} forget How wide names are: other letters have come.
 */

/**
 * @typedef {object} Label
 * @property {string} text
 * @property {L.LatLng} at
 * @property {number} radius
 * @property {Level} kind
 * @property {number} order
 * @property {GeoJSON.Geometry | null} shape
 * @property {boolean} [needed] It says a number that stands nowhere else on the map.
 * @property {boolean} [tight] It is set smaller, or it would be left out.
 */

/** From which zoom the names of a level are of use. */
const FROM = { prefecture: 0, county: 8, zone: 7.5, area: 7.5, platform: 11.5 };
const RANK = { prefecture: 0, zone: 1, area: 1, county: 2, platform: 3 };
const GAP = 3;
/** Width of a map, in pixels, below which names are set smaller. */
const SMALL = 520;
/** How the code of a province's capital ends (GB/T 2260). */
const CAPITAL = "0100";
const STEP = 11;
/** Where a circle has its edge halfway between its side and its top, in its radius. */
const SLANT = Math.SQRT1_2;
const AROUND = [[0, -1], [0, 1], [1, 0], [-1, 0], [0.7, 0.7], [-0.7, 0.7], [0.7, -0.7],
  [-0.7, -0.7]];

/** Where a name is tested, as shares of its box, and how much of it lies in its own area. */
const SAMPLES = [1 / 6, 3 / 6, 5 / 6].flatMap((x) => [[x, 0.25], [x, 0.75]]);
/** Pixels that a name may reach into the map from a place outside it. */
const REACH = 120;
const ENOUGH = 0.8;
const PARTLY = 0.25;

/** What two boxes have in common, in square pixels.
 * @param {Box} a @param {Box} b */
function shared(a, b) {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return Math.max(width, 0) * Math.max(height, 0);
}

/** Where a name may stand around its place, best first: beside a symbol, or near the middle
 * of an area in growing rings.
 * @param {Label} label @param {number} width @param {number} height
 * @returns {[number, number][]} */
function offsets(label, width, height) {
  const aside = label.radius + 4 + width / 2;
  const above = label.radius + 3 + height / 2;
  if (label.radius > 0) {
    const [x, y] = [label.radius * SLANT + 4 + width / 2, label.radius * SLANT + 3 + height / 2];
    return [[aside, 0], [0, above], [-aside, 0], [0, -above], [x, -y], [-x, -y], [x, y], [-x, y]];
  }
  /** @type {[number, number][]} */
  const found = [[0, 0]];
  for (let ring = 0.5; ring <= 4; ring += 0.5) {
    for (const [x, y] of AROUND) found.push([x * ring * STEP * 1.5, y * ring * STEP]);
  }
  return found;
}

/** @param {PlaceFeature} feature @param {string} lang */
function name(feature, lang) {
  const { properties } = feature;
  return String(properties[`short_${lang}`] || properties[`name_${lang}`]
    || properties.name_zh || "");
}

/** Square degrees, good enough to tell a large area from a small one.
 * @param {Bounds} box */
const extent = ([west, south, east, north]) => (east - west) * (north - south);

/** The number that stands after a name where too few are known to be told by color or size.
 * @param {Layer} layer @param {number} index */
function number(layer, index) {
  const { written } = sheets.frame(layer);
  return (written && written[index]) || "";
}

/** The names wanted at this zoom.
 * @type {(context: Context, targets: Target[], layers: Layer[], lang: string) => Label[]} */
export function collectLabels(context, targets, layers, lang) {
  const shorts = new Map(layers.filter((layer) => layer.sheet.level === "prefecture")
    .flatMap((layer) => layer.sheet.items.map((item, index) =>
      [item.id, `${item.short} ${number(layer, index)}`.trim()])));
  // The name of a place that is told by a circle stands beside it.
  const circles = new Map(targets.filter(({ level, radius }) => level === "prefecture" && radius)
    .map(({ id, radius }) => [id, radius]));
  const zoom = context.map.getZoom();
  /** @type {Label[]} */
  const labels = [];
  /** @param {Map<string, PlaceFeature>} features
   * @param {"prefecture" | "county"} kind */
  const areas = (features, kind) => {
    for (const [id, feature] of features) {
      const box = bounds(feature);
      const at = feature.properties.label;
      const radius = circles.get(id) || 0;
      labels.push({ kind, radius, shape: radius ? null : feature.geometry,
        // Not by rank: names would jump from one period to the next.
        order: id.endsWith(CAPITAL) ? -Infinity : -extent(box),
        text: shorts.get(id) || name(feature, lang),
        at: Array.isArray(at) ? L.latLng(Number(at[1]), Number(at[0]))
          : L.latLng((box[1] + box[3]) / 2, (box[0] + box[2]) / 2) });
    }
  };
  areas(context.geometry.prefectures, "prefecture");
  if (zoom >= FROM.county) areas(context.geometry.counties, "county");
  for (const target of targets) {
    const { level, layer, index } = target;
    if (level !== "zone" && level !== "area" && level !== "platform") continue;
    const item = layer.sheet.items[index];
    const said = number(layer, index);
    if (zoom < FROM[level] && !said) continue;
    if (layer.hidden.includes(sheets.chars(layer)[index])) continue;
    labels.push({ kind: level, at: target.at, radius: target.radius, order: index, shape: null,
      needed: Boolean(said), text: `${item.short || item.name} ${said}`.trim() });
  }
  return labels.filter((label) => label.text)
    // A number that stands nowhere else comes first.
    .sort((a, b) => Number(b.needed ?? false) - Number(a.needed ?? false)
      || RANK[a.kind] - RANK[b.kind] || a.order - b.order);
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
    const { width, height } = size(label);
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

  /** The first place that is free of other names, of the edge and of symbols, in its own area; or
   * free, and as much in its area as can be; or, of a number that stands nowhere else, the place
   * where it hides the least of the symbols.
   * @param {Label} label @param {Box[]} taken @param {Box[]} symbols
   * @param {Box} frame */
  function settle(label, taken, symbols, frame) {
    const { width, height } = size(label);
    /** @type {Box | null} */
    let second = null;
    /** @type {Box | null} */
    let third = null;
    let least = Infinity;
    let most = PARTLY;
    for (const offset of offsets(label, width, height)) {
      const box = boxAt(label, offset);
      if (taken.some((other) => fitting.overlap(box, other))) continue;
      if (box.left < frame.left || box.right > frame.right ||
        box.top < frame.top || box.bottom > frame.bottom) continue;
      const share = within(label, box, offset[0] !== 0 || offset[1] !== 0);
      const hidden = symbols.reduce((sum, other) => sum + shared(box, other), 0);
      if (!hidden && share >= ENOUGH) return box;
      if (!hidden && share > most) [second, most] = [box, share];
      if (share >= ENOUGH && hidden < least) [third, least] = [box, hidden];
    }
    // Where there is no room for both, the symbol is what was asked for.
    return second || (label.needed ? third : null);
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
      const wanted = labels.filter(({ at }) => near.contains(map.latLngToContainerPoint(at)));
      /** Before a name is left out it is set smaller.
       * @param {Label} label @returns {Label[]} */
      const ways = (label) =>
        (label.kind === "prefecture" ? [label, { ...label, tight: true }] : [label]);
      measure(wanted.flatMap(ways));
      const frame = { left: 0, top: 0, right: view.x, bottom: view.y };
      /** @param {Target} target @returns {Box} */
      const around = (target) => {
        const { x, y } = map.latLngToContainerPoint(target.at);
        const reach = target.radius + 1;
        return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
      };
      const symbols = targets.filter((one) => one.radius > 0 && one.level !== "cluster")
        .map(around);
      // A number under a name would be read as another; a name under the notice, not at all.
      const taken = [...targets.filter((one) => one.level === "cluster").map(around), ...over];
      const nodes = [];
      for (const label of wanted) {
        if (!fitting.overlap(boxAt(label, [0, 0]), frame)) continue;
        for (const way of ways(label)) {
          const box = settle(way, taken, symbols, frame);
          if (!box) continue;
          taken.push(box);
          const point = map.containerPointToLayerPoint(centre(box));
          nodes.push(svg("text", { class: look(way), x: point.x, y: point.y,
            "text-anchor": "middle", dy: "0.36em" }, label.text));
          break;
        }
      }
      root.replaceChildren(...nodes);
      root.classList.remove("is-moving");
    },
  };
}

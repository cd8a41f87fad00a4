/* Naming: which names are wanted on a map, the important ones first. */

import { bounds } from "./geometry.js";
import * as sheets from "./sheets.js";

/**
 * @import { PlaceFeature } from "./geometry.js"
 * @import { LandmarkKind } from "./landmark_file.d.ts"
 * @import { Bounds, Level } from "./layer_file.d.ts"
 * @import { Context } from "./map.js"
 * @import { Target } from "./pointing.js"
 * @import { Layer } from "./sheets.js"
 */

/**
 * The point of a town or an airport: it is drawn with a name beside it, or not at all.
 * @typedef {{ kind: "town" | "airport", at: L.LatLng, radius: number }} Seat
 */

/**
 * @typedef {object} Label
 * @property {string} text
 * @property {L.LatLng} at
 * @property {number} radius
 * @property {Level | LandmarkKind} kind
 * @property {number} order
 * @property {GeoJSON.Geometry | null} shape
 * @property {Seat} [seat] What is drawn with it.
 * @property {number} [turn] How it is turned, clockwise in radians.
 * @property {string} [once] Of labels that say the same, one is enough.
 * @property {boolean} [needed] It says a number that stands nowhere else on the map.
 * @property {boolean} [tight] It is set smaller, or it would be left out.
 */

/** From which zoom the names of a level are of use. */
const FROM = { prefecture: 0, county: 8, zone: 7.5, area: 7.5, platform: 10, own: 8.5 };
const RANK = { province: 0, prefecture: 0, zone: 1, area: 1, county: 2, platform: 3, own: 1 };
/** How the code of a province's capital ends (GB/T 2260). */
const CAPITAL = "0100";

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

/** The names of places wanted at this zoom; `seats` are where some of them stand.
 * @type {(context: Context, targets: Target[], layers: Layer[], lang: string, seats:
 *   Map<string, Seat>) => Label[]} */
export function collectLabels(context, targets, layers, lang, seats) {
  const shorts = new Map(layers.filter((layer) => layer.sheet.level === "prefecture")
    .flatMap((layer) => layer.sheet.items.map((item, index) =>
      [item.id, `${item.short} ${number(layer, index)}`.trim()])));
  // The name of a place that is told by a circle stands beside it.
  const circles = new Map(targets.filter(({ level, radius }) => level === "prefecture" && radius)
    .map(({ id, radius }) => [id, radius]));
  const zoom = context.map.getZoom();
  /** @type {(Label & { kind: Level })[]} */
  const labels = [];
  /** @param {Map<string, PlaceFeature>} features
   * @param {"prefecture" | "county"} kind */
  const areas = (features, kind) => {
    for (const [id, feature] of features) {
      const box = bounds(feature);
      const at = feature.properties.label;
      const radius = circles.get(id) || 0;
      labels.push({ kind, radius, shape: radius ? null : feature.geometry,
        seat: radius ? undefined : seats.get(id),
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
    if (level !== "zone" && level !== "area" && level !== "platform" && level !== "own") continue;
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

/* What lies under and over every layer: the bare province, borders and the outline. */

import { toPath } from "./geometry.js";
import * as sheets from "./sheets.js";
import { symbolType } from "./style.js";

/**
 * @import { Geometry, PlaceFeature } from "./geometry.js"
 * @import { Context } from "./map.js"
 * @import { Layer } from "./sheets.js"
 */

/**
 * What prefecture borders are drawn over.
 * @typedef {"nothing" | "colors" | "pale" | "counties"} Under
 */

/** Prefecture borders over what lies under them: `pale` areas would lose a white line. */
const BORDERS = { nothing: "var(--line)", colors: "var(--white)", pale: "var(--pale)",
  counties: "var(--ink-2)" };

/** What the borders of prefectures are drawn over; zeros and classes switched off are pale.
 * @param {Layer[]} layers @returns {Under} */
export function under(layers) {
  const areas = layers.filter(({ sheet }) => symbolType(sheet.kind) === "fill");
  if (areas.some(({ sheet }) => sheet.level === "county")) return "counties";
  const theme = areas.find(({ sheet }) => sheet.level === "prefecture");
  if (!theme) return "nothing";
  const pale = [...sheets.chars(theme)].some((char) =>
    char === "z" || theme.hidden.includes(char));
  return pale || sheets.sized(theme) ? "pale" : "colors";
}

/** @param {string} pane @param {PlaceFeature | GeoJSON.MultiLineString} shape
 * @param {L.PathOptions} style */
function lines(pane, shape, style) {
  return toPath(shape,
    { pane, interactive: false, fill: false, lineJoin: "round", ...style });
}

/**
 * @type {(context: Context) => { paint: (options: { under: Under; counties: boolean }) => void; }}
 */
export function createGround(context) {
  const { map } = context;
  /** @type {Geometry | null} */
  let drawn = null;
  /** @type {L.Layer[]} */
  let layers = [];
  /** @type {L.Path | null} */
  let borders = null;
  /** @type {L.LayerGroup | null} */
  let counties = null;

  function build() {
    layers.forEach((layer) => layer.remove());
    const { geometry } = context;
    drawn = geometry;
    const { province } = geometry;
    borders = geometry.borders && lines("borders", geometry.borders, {});
    // Paper under ink: a line of one color would be lost on the palest or the darkest class.
    counties = geometry.countyBorders && L.layerGroup([
      lines("counties", geometry.countyBorders,
        { color: "var(--panel)", weight: 1.8, opacity: 0.6, className: "atlas-casing" }),
      lines("counties", geometry.countyBorders,
        { color: "var(--ink)", weight: 0.6, opacity: 0.5 }),
    ]);
    layers = [borders, ...(province ? [
      // Its line is drawn below its paper: a halo around the province.
      lines("ground", province, { className: "atlas-ground", weight: 7,
        color: "var(--rule)", opacity: 0.55,
        fill: true, fillColor: "var(--panel)", fillOpacity: context.veil ? 0.6 : 1 }),
      lines("outline", province, { color: "var(--ink-2)", weight: 1.5 }),
    ] : [])].filter((one) => one !== null);
    layers.forEach((layer) => layer.addTo(map));
    if (counties) layers.push(counties);
  }

  return {
    paint({ under: below, counties: asked }) {
      if (drawn !== context.geometry) build();
      borders?.setStyle({ color: BORDERS[below],
        weight: asked || below === "counties" ? 1.5 : 1 });
      if (!counties) return;
      if (asked) counties.addTo(map);
      else counties.remove();
    },
  };
}

/* Small drawings: symbols, dots and legend swatches, the same on the map and beside it. */

import { el, svg } from "./dom.js";
import { style, symbolType } from "./style.js";

/**
 * @import { Attributes } from "./dom.js"
 * @import { Kind, Pattern, Shape, SizeRow, SymbolType } from "./layer_file.d.ts"
 * @import { Look } from "./sheets.js"
 * @import { Filling } from "./style.js"
 */

const PAPER = "var(--panel)";
const INK = "var(--ink)";
/** The radius of the largest circle that a line of a legend has room for. */
const LOW = 24;

/** @type {(shape: Shape, radius: number, attributes?: Attributes) => SVGElement} */
export function shape(kind, radius, attributes = {}) {
  const corners = style.corners[kind.replace("dashed-", "")];
  if (!corners) return svg("circle", { r: radius, ...attributes });
  const points = corners.map(([x, y]) => `${x * radius},${y * radius}`).join(" ");
  return svg("polygon", { points, "stroke-linejoin": "round", ...attributes });
}

/** An outline on paper: a ring, or dashed for what is only assumed.
 * @type {(shape: Shape) => boolean} */
export const hollow = (kind) => kind === "ring" || kind.startsWith("dashed-");

/** @type {(shape: Shape) => string | null} */
export const dashes = (kind) => (kind.startsWith("dashed-") ? style.assumed_dashes : null);

/** How exact a location is, as the filling of its dot: full, target, ring, broken ring.
 * @type {(exactness: string) => Filling} */
export const filling = (exactness) => style.fillings[exactness] || "full";

/** A point symbol; `faded` is a class switched off: paper with an outline.
 * @type {(look: Look, how: Filling, faded: boolean) => SVGElement} */
export function dot(look, how, faded) {
  const color = faded ? "var(--faint)" : look.color;
  // What is not known is as pale as the ground: its edge is what one sees.
  const edge = look.state && !faded ? "var(--ink-2)" : color;
  if (how === "full") {
    return shape(look.shape, 5.2, { fill: faded ? PAPER : color,
      stroke: faded || look.state ? edge : PAPER, "stroke-width": 1.2 });
  }
  const outline = shape(look.shape, 4.8, { fill: PAPER, stroke: edge, "stroke-width": 1.9,
    "stroke-dasharray": how === "broken" ? "2.6 1.9" : null });
  const core = how === "target" && !faded ? shape(look.shape, 2.2, { fill: edge }) : null;
  return svg("g", {}, outline, core);
}

/** What stands at the point of a town or an airport: a small ring, or a ring with a runway.
 * @type {(what: { kind: "town" | "airport", radius: number }, at: L.Point) => SVGElement} */
export function landmark({ kind, radius }, { x, y }) {
  if (kind === "town") return svg("circle", { class: "atlas-landmark", r: radius, cx: x, cy: y });
  return svg("g", { class: "atlas-landmark" },
    svg("circle", { r: radius - 1.4, cx: x, cy: y }),
    svg("line", { x1: x - radius, y1: y + radius * 0.5, x2: x + radius, y2: y - radius * 0.5 }));
}

/** @param {number} width @param {number} height @param {SVGElement[]} children */
function picture(width, height, ...children) {
  return svg("svg", { class: "atlas-glyph", width, height, "aria-hidden": "true",
    viewBox: `${-width / 2} ${-height / 2} ${width} ${height}`, focusable: "false" },
  ...children);
}

/** @param {Pattern} pattern */
function texture(pattern) {
  const group = svg("g", { stroke: style.textures.hatch, "stroke-width": 1 });
  if (pattern === "hatch") {
    for (let x = -24; x < 24; x += 6) {
      group.append(svg("line", { x1: x, y1: 8, x2: x + 16, y2: -8 }));
    }
  } else if (pattern === "dots") {
    for (let x = -9; x <= 9; x += 4.5) {
      for (let y = -4.5; y <= 4.5; y += 4.5) {
        group.append(svg("circle", { cx: x, cy: y, r: 0.9, stroke: "none",
          fill: style.textures.dots }));
      }
    }
  }
  return group;
}

/** @param {Look} look */
function filled(look) {
  const box = { x: -11.5, y: -6.5, width: 23, height: 13 };
  return picture(24, 14,
    svg("rect", { ...box, fill: look.color }), texture(look.pattern),
    svg("rect", { ...box, fill: "none", stroke: INK, "stroke-opacity": 0.3 }));
}

/** @param {Look} look */
function marked(look) {
  const open = hollow(look.shape);
  return picture(24, 16, shape(look.shape, 6, {
    fill: open ? PAPER : look.color, stroke: open ? look.color : INK,
    "stroke-width": open ? 2.4 : 0.8, "stroke-opacity": open ? 1 : 0.55,
    "stroke-dasharray": dashes(look.shape) }));
}

/** @type {Record<SymbolType, (look: Look) => SVGElement>} */
const SWATCHES = { fill: filled, marker: marked, dot: marked };

/** The swatch of a legend row: a small area, or the symbol itself.
 * @type {(look: Look, kind: Kind) => SVGElement} */
export const swatch = (look, kind) => SWATCHES[look.fill ? "marker" : symbolType(kind)](look);

/** How a kind of boundary or location is drawn, for the legend.
 * @type {(key: string) => SVGElement} */
export function confidence(key) {
  const line = { fill: "none", stroke: INK, "stroke-width": 1.2 };
  const core = svg("circle", { r: 2.6, fill: INK });
  const area = "-10,-4 -3,-8 8,-6 10,2 3,8 -8,6";
  switch (key) {
    case "official":
      return picture(24, 20, svg("polygon", { points: area, ...line, "stroke-width": 1.8 }));
    case "user":
      return picture(24, 20, svg("polygon", { points: area, ...line,
        "stroke-width": style.rings.user.width, "stroke-dasharray": style.rings.user.dashes }));
    case "area-circle":
      return picture(24, 20, svg("circle", { r: 8.5, ...line,
        "stroke-dasharray": style.rings["area-circle"].dashes }), core);
    case "host-county":
      return picture(24, 20,
        svg("polygon", { points: area, ...line, "stroke-dasharray": "2 2.4" }), core);
    case "none":
      return picture(24, 20, svg("path", { d: "M-4 -4 L4 4 M-4 4 L4 -4", ...line }));
    case "point":
      return picture(24, 20,
        svg("circle", { r: 7, ...line, "stroke-dasharray": style.rings.point.dashes,
          "stroke-linecap": "round", "stroke-width": style.rings.point.width }), core);
    default:
      return picture(24, 16, dot({ char: "", label: "", color: INK, pattern: "none",
        shape: "circle", state: false }, filling(key), false));
  }
}

/** Nested circles on one base line, each with its words.
 * @type {(rows: SizeRow[]) => SVGElement} */
export function sizes(rows) {
  const sorted = [...rows].sort((a, b) => b.radius - a.radius);
  const largest = sorted[0].radius;
  const height = Math.max(2 * largest + 8, 16 * sorted.length + 4);
  const base = height - 3;
  const picture_ = svg("svg", { class: "atlas-sizes", width: "100%", height,
    role: "img", "aria-label": sorted.map((row) => row.words).join(" · ") });
  let floor = -Infinity;
  for (const row of sorted) {
    const top = base - 2 * row.radius;
    const y = Math.max(top, floor + 15);
    floor = y;
    picture_.append(
      svg("circle", { cx: largest + 2, cy: base - row.radius, r: row.radius,
        fill: "none", stroke: INK, "stroke-opacity": 0.65 }),
      svg("path", { d: `M${largest + 2} ${top} L${2 * largest + 12} ${y} h8`, fill: "none",
        stroke: INK, "stroke-opacity": 0.4, "stroke-width": 0.7 }),
      svg("text", { x: 2 * largest + 24, y, dy: "0.35em" }, row.words));
  }
  return picture_;
}

/** Circles side by side in one line, as far as they are small enough for it.
 * @type {(rows: SizeRow[]) => HTMLElement} */
export function sizeRow(rows) {
  return el("span", { class: "atlas-size-row" }, ...rows.filter(({ radius }) => radius <= LOW)
    .map(({ words, radius }) => el("span", {}, picture(2 * radius + 2, 2 * radius + 2,
      svg("circle", { r: radius, fill: "none", stroke: INK, "stroke-opacity": 0.65 })), words)));
}

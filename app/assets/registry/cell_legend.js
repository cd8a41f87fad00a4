/* The legend of the layer: how many enterprises a cell has, and how large a cell is now. */

import { el, redraw, say, svg } from "../runtime/dom.js";
import { style } from "../runtime/style.js";

/**
 * @import { CellLayer } from "./cell_layer.js"
 * @import { RegistryMeta } from "./registry_meta.d.ts"
 */

/** Let the ground of a map be hatched, as all is of which nothing is told.
 * @param {HTMLElement} host */
export function hatchGround(host) {
  host.classList.add("cells-withheld");
  host.append(svg("svg", { class: "atlas-patterns", width: 0, height: 0, "aria-hidden": "true",
    focusable: "false" }, svg("defs", {}, svg("pattern", { id: "cells-hatch", width: 7, height: 7,
    patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
  svg("rect", { width: 7, height: 7, fill: "var(--panel)" }),
  svg("line", { x1: 0, y1: 0, x2: 0, y2: 7, "stroke-width": 1.5,
    stroke: style.textures.hatch })))));
}

/** @param {string} color */
const swatch = (color) => svg("svg", { class: "atlas-glyph", width: 22, height: 14,
  viewBox: "0 0 22 14", "aria-hidden": "true", focusable: "false" },
svg("rect", { x: 0.5, y: 0.5, width: 21, height: 13, fill: color, stroke: "var(--edge)",
  "stroke-width": 0.6 }));

const hatched = () => svg("svg", { class: "atlas-glyph", width: 22, height: 14,
  viewBox: "0 0 22 14", "aria-hidden": "true", focusable: "false" },
svg("rect", { x: 0.5, y: 0.5, width: 21, height: 13, fill: "none", stroke: "var(--edge)",
  "stroke-width": 0.6 }),
svg("path", { d: "M1 13 13 1M7 13 19 1M13 13 21 5M1 7 7 1", fill: "none",
  stroke: style.textures.hatch, "stroke-width": 1.4 }));

const dot = (/** @type {string} */ color) => svg("svg", { class: "atlas-glyph", width: 22,
  height: 14, viewBox: "0 0 22 14", "aria-hidden": "true", focusable: "false" },
svg("circle", { cx: 11, cy: 7, r: 3, fill: color, stroke: "var(--panel)" }));

/** @param {Node} mark @param {string} words @param {string} key */
const row = (mark, words, key) => el("li", { "data-class": key },
  el("span", { class: "atlas-legend-row" }, mark,
    el("span", { class: "atlas-legend-label" }, words)));

/** @param {Element} host @param {RegistryMeta} meta @param {CellLayer} layer
 * @param {string[]} chosen What is chosen, in words. */
export function renderCellLegend(host, meta, layer, chosen) {
  const { words } = meta;
  const { labels, colors, size } = layer.classes();
  const points = layer.points();
  host.classList.add("atlas-legend");
  redraw(host, [
    el("div", { class: "cells-legend-head" },
      el("p", { class: "atlas-legend-title" },
        say(words, points ? "cells.points" : "cells.title")),
      el("p", { class: "atlas-legend-period" },
        points ? say(words, "cells.point") : say(words, "cells.size", { size })),
      meta.synthetic ? el("span", { class: "cells-synthetic" }, words["cells.synthetic"]) : null),
    chosen.length ? el("p", { class: "cells-chosen" }, chosen.join(" · ")) : null,
    el("ul", { class: "atlas-legend-rows", "aria-label": say(words, "cells.title") },
      ...(points ? [row(dot(meta.point), say(words, "cells.one"), "point")]
        : labels.map((label, at) => row(swatch(colors[at]), label, String(at)))),
      meta.least && !points
        ? row(hatched(), say(words, "cells.held", { least: meta.least }), "held") : null),
    el("p", { class: "atlas-legend-credit" }, say(words, "cells.credit",
      { source: meta.source, day: meta.extracted })),
  ]);
}

/* Textures for areas without a figure, told apart without color: hatch and dots. */

import { svg } from "./dom.js";
import { style } from "./style.js";

/** @import { Pattern } from "./layer_file.d.ts" */

/**
 * @typedef {object} Patterns
 * @property {(color: string, pattern: Pattern) => string} fill
 * @property {() => void} remove
 */

let count = 0;

/** @param {string} id @param {string} color @param {Pattern} kind */
function pattern(id, color, kind) {
  const size = kind === "hatch" ? 7 : 8;
  const ground = svg("rect", { width: size, height: size, fill: color });
  const mark = kind === "hatch"
    ? svg("line", { x1: 0, y1: 0, x2: 0, y2: size, "stroke-width": 1.5,
      stroke: style.textures.hatch })
    : svg("circle", { cx: 4, cy: 4, r: 1.1, fill: style.textures.dots });
  return svg("pattern", { id, width: size, height: size, patternUnits: "userSpaceOnUse",
    patternTransform: kind === "hatch" ? "rotate(45)" : null }, ground, mark);
}

/** A set of textures that lives inside one map; two maps on a page do not share names.
 * @type {(host: HTMLElement) => Patterns} */
export function createPatterns(host) {
  const prefix = `atlas-pattern-${(count += 1)}`;
  const defs = svg("defs");
  // Not display:none: browsers then drop the patterns too.
  const root = svg("svg", { class: "atlas-patterns", width: 0, height: 0,
    "aria-hidden": "true", focusable: "false" }, defs);
  host.append(root);
  /** @type {Map<string, string>} */
  const made = new Map();

  return {
    fill(color, kind) {
      if (kind === "none") return color;
      const key = `${kind} ${color}`;
      let id = made.get(key);
      if (id === undefined) {
        id = `${prefix}-${made.size}`;
        made.set(key, id);
        defs.append(pattern(id, color, kind));
      }
      return `url(#${id})`;
    },
    remove() { root.remove(); },
  };
}

/* The table of what is in sight: how many of each field, and the cells with the most, by pages. */

import { el, redraw, say, svg } from "../runtime/dom.js";
import { groundOf } from "./cell_layer.js";
import { named } from "./cell_pointing.js";

/**
 * @import { Sight } from "./cell_sight.js"
 * @import { Choice, RegistryMeta } from "./registry_meta.d.ts"
 */

const PAGE = 20;

/** @param {number} count */
export const written = (count) => count.toLocaleString("en");

/** The middle of a cell as words. @param {Parameters<typeof groundOf>[0]} cell */
export function middleOf(cell) {
  const [west, south, east, north] = groundOf(cell);
  return `${((west + east) / 2).toFixed(4)}, ${((south + north) / 2).toFixed(4)}`;
}

/** A bar as long as a share. @param {number} share */
const bar = (share) => svg("svg", { class: "bar", viewBox: "0 0 100 8", "aria-hidden": "true",
  preserveAspectRatio: "none" },
svg("rect", { class: "bar-track", width: 100, height: 8 }),
svg("rect", { class: "bar-fill", width: (100 * share).toFixed(2), height: 8 }));

/** @param {Sight} sight @param {RegistryMeta} meta */
function fields({ fields: counts, total }, { words, fields: known }) {
  const rows = known.map(({ name }, at) => ({ name, count: counts.get(at) || 0 }))
    .filter(({ count }) => count).sort((one, other) => other.count - one.count);
  return el("div", { class: "data-scroll" }, el("table", { class: "data cells-fields" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, words["cells.field"]),
      el("th", { scope: "col", class: "num" }, words["cells.count"]),
      el("th", { scope: "col" }, words["cells.share"]))),
    el("tbody", {}, ...rows.map(({ name, count }) => el("tr", {},
      el("th", { scope: "row" }, name), el("td", { class: "num" }, written(count)),
      el("td", { class: "cells-share" }, bar(count / total),
        `${(100 * count / total).toFixed(1)}%`))))));
}

/** @param {Sight} sight @param {RegistryMeta} meta @param {Choice} choice
 * @param {{ page: (page: number) => void, keep: (cell: string) => void }} act */
function listed({ cells }, { words }, choice, act) {
  const pages = Math.max(1, Math.ceil(cells.length / PAGE));
  const page = Math.min(choice.page, pages);
  const first = (page - 1) * PAGE;
  /** @param {number} to @param {string} key */
  const turn = (to, key) => el("button", { type: "button", class: "chip", "data-key": key,
    disabled: to < 1 || to > pages, click: () => act.page(to) }, words[key]);
  return [
    el("div", { class: "data-scroll" }, el("table", { class: "data cells-list" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col", class: "num" }, words["cells.rank"]),
        el("th", { scope: "col" }, words["cells.middle"]),
        el("th", { scope: "col", class: "num" }, words["cells.count"]))),
      el("tbody", {}, ...cells.slice(first, first + PAGE).map((cell, nth) =>
        el("tr", { "aria-current": named(cell) === choice.cell ? "true" : null },
          el("td", { class: "num" }, String(first + nth + 1)),
          el("td", {}, el("button", { type: "button", class: "cells-go",
            "data-key": named(cell), click: () => act.keep(named(cell)) }, middleOf(cell))),
          el("td", { class: "num" }, written(cell.count))))))),
    pages > 1 ? el("p", { class: "cells-pages" }, turn(page - 1, "cells.before"),
      say(words, "cells.page", { page, pages: written(pages) }), turn(page + 1, "cells.after"))
      : null,
  ];
}

/** @param {Element} host @param {Sight} sight @param {RegistryMeta} meta @param {Choice} choice
 * @param {{ page: (page: number) => void, keep: (cell: string) => void, save: () => void,
 *   size: string, more: Node | null }} act `more` stands in the place of cells. */
export function renderSight(host, sight, meta, choice, act) {
  const { words } = meta;
  const synthetic = meta.synthetic ? el("span", { class: "cells-synthetic" },
    words["cells.synthetic"]) : null;
  const said = sight.total ? say(words, "cells.seen", { total: written(sight.total),
    cells: written(sight.cells.length), size: act.size }) : words["cells.empty"];
  redraw(host, [
    el("h3", {}, words["cells.sight"], synthetic),
    el("p", { class: "cells-seen" }, said),
    meta.least ? el("p", { class: "rule" }, say(words, "cells.seen-held", { least: meta.least }))
      : null,
    sight.fields.size ? fields(sight, meta) : null,
    sight.cells.length ? el("p", { class: "cells-acts" },
      el("button", { type: "button", class: "chip", "data-key": "cells.save", click: act.save },
        words["cells.save"])) : null,
    ...(act.more ? [act.more] : sight.cells.length
      ? [el("h4", {}, words["cells.most"]), ...listed(sight, meta, choice, act)] : []),
    el("p", { class: "rule" }, say(words, "cells.credit",
      { source: meta.source, day: meta.extracted })),
  ]);
}

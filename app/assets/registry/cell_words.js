/* What is said of a cell or of a point: beside the pointer, aloud, and where a cell is kept. */

import { el, say } from "../runtime/dom.js";
import { kindsOf } from "./cell_layer.js";
import { pointAt } from "./cell_points.js";
import { wordsOf } from "./cell_rows.js";
import { middleOf, written } from "./cell_table.js";

/**
 * @import { CellLayer, FoundCell } from "./cell_layer.js"
 * @import { Row } from "./cell_rows.js"
 * @import { FamilyMeta, RegistryMeta } from "./registry_meta.d.ts"
 */

/** Fields that are told beside a cell; the page tells all of a cell that is kept. */
const TOLD = 5;

/**
 * What is shown at the moment; `words` say what is chosen.
 * @typedef {{ meta: RegistryMeta, family: FamilyMeta, chosen: Uint8Array, words: string[] }} Now
 */

/** @param {L.Map} map @param {CellLayer} layer @param {() => Now} now */
export function createCellWords(map, layer, now) {
  /** How many of each field a cell has, most first. @param {FoundCell} cell */
  function fieldsOf(cell) {
    const { meta, family, chosen } = now();
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const [kind, count] of kindsOf(cell)) {
      const [field] = family.kinds[kind];
      if (chosen[kind]) counts.set(field, (counts.get(field) || 0) + count);
    }
    return meta.fields.flatMap(({ name }, at) => {
      const count = counts.get(at);
      return count ? [{ name, count }] : [];
    }).sort((one, other) => other.count - one.count);
  }

  /** @param {FoundCell} cell */
  function value({ count }) {
    const { meta: { words, least } } = now();
    return least && !count ? say(words, "cells.held", { least })
      : say(words, "cells.some", { count: written(count) });
  }

  /** @param {ReturnType<typeof fieldsOf>} fields */
  const listed = (fields) => el("ul", { class: "cells-told" }, ...fields.map(({ name, count }) =>
    el("li", {}, el("span", {}, name), el("b", {}, written(count)))));

  /** @param {string} title @param {() => void} close */
  const head = (title, close) => el("div", { class: "cells-kept-head" }, el("h3", {}, title),
    el("button", { type: "button", class: "chip close", "data-key": "cells.close",
      "aria-label": now().meta.words["cells.close"], click: close }, "×"));

  return {
    /** @param {FoundCell} cell */
    card(cell) {
      const { meta, words } = now();
      const fields = fieldsOf(cell);
      return el("div", { class: "atlas-card" },
        el("p", { class: "atlas-card-value" }, value(cell)),
        listed(fields.slice(0, TOLD)),
        fields.length > TOLD ? el("p", { class: "atlas-card-of" },
          say(meta.words, "cells.others", { count: fields.length - TOLD })) : null,
        el("p", { class: "atlas-card-of" }, [layer.classes().size, ...words,
          ...(meta.synthetic ? [meta.words["cells.synthetic"]] : [])].join(" · ")));
    },
    /** @param {FoundCell} cell */
    spoken: (cell) => [value(cell), ...fieldsOf(cell).slice(0, TOLD).map(({ name, count }) =>
      `${name} ${written(count)}`), layer.classes().size].join(now().meta.words["cells.comma"]),
    /** What a tile says of the enterprise at a place. @param {L.LatLng} at */
    point(at) {
      const { meta, family, chosen } = now();
      const found = pointAt(map, layer, chosen, at);
      if (!found) return null;
      const [field, status] = family.kinds[found.kind];
      return el("div", { class: "atlas-card" },
        el("p", { class: "atlas-card-name" }, meta.fields[field].name),
        el("p", { class: "atlas-card-about" }, [status < 0 ? "" : meta.statuses[status].name,
          found.year ? say(meta.words, "cells.founded", { year: found.year }) : "",
          meta.synthetic ? meta.words["cells.synthetic"] : ""].filter(Boolean).join(" · ")));
    },
    /** @param {Row} row @param {() => void} close */
    row(row, close) {
      const { meta } = now();
      return [head(row.name || row.id, close),
        el("p", { class: "about" }, [row.id, ...wordsOf(meta, row),
          meta.synthetic ? meta.words["cells.synthetic"] : ""].filter(Boolean).join(" · "))];
    },
    /** @param {FoundCell} cell @param {() => void} close */
    kept(cell, close) {
      const { words } = now().meta;
      return [head(value(cell), close),
        el("p", { class: "about" }, [layer.classes().size, say(words, "cells.around",
          { middle: middleOf(cell) })].join(" · ")),
        listed(fieldsOf(cell)),
      ];
    },
  };
}

/* Rows: the enterprises in sight, page by page, where a server tells single ones. */

import { reach, refusal } from "../page/reach.js";
import { el, redraw, say } from "../runtime/dom.js";

/**
 * @import { Choice, RegistryMeta } from "./registry_meta.d.ts"
 */

/** @typedef {{ row: number, id: string, name: string | null, field: string | null,
 *   status: string | null, year: number | null, lon: number | null, lat: number | null }} Row */

const PAGE = 20;
/** More are not given away as a file. */
const MOST = 100000;
const NONE = "none";
const UNKNOWN = "unknown";
/** What a year is asked for by where a class has no end. */
const ENDS = ["1000", "9999"];

/** The years that are chosen as one span; null where they are none.
 * @param {string[]} founded @returns {string | null} */
export function spanOf(founded) {
  const spans = founded.map((years) => (years === NONE ? ["", ""] : years.split("-"))
    .map((year, at) => year || ENDS[at])).sort();
  if (founded.includes(NONE)) return null;
  const whole = spans.every(([low], at) =>
    at === 0 || Number(spans[at - 1][1]) + 1 === Number(low));
  return whole ? `${spans[0][0]}-${spans[spans.length - 1][1]}` : null;
}

/** What a server is asked for; null where it cannot be asked for that.
 * @param {L.LatLngBounds} seen @param {Choice} choice */
export function asked(seen, { field, status, founded }) {
  const query = new URLSearchParams({ bbox: [seen.getWest(), seen.getSouth(), seen.getEast(),
    seen.getNorth()].map((side) => side.toFixed(6)).join(",") });
  for (const one of field) query.append("field", one === NONE ? UNKNOWN : one);
  for (const one of status ? [status] : ["active", UNKNOWN]) {
    if (one !== "any") query.append("status", one);
  }
  const span = founded.length ? spanOf(founded) : "";
  if (span === null) return null;
  if (span) query.set("years", span);
  return query;
}

/** @param {string} address @param {URLSearchParams} query
 * @returns {Promise<{ rows: Row[], next: string }>} */
async function rowsOf(address, query) {
  const answer = await reach(`${address}?${query}`, { headers: { Accept: "application/json" } });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told.error || refusal(answer));
  return told;
}

/** The enterprise at a position in its file. @param {RegistryMeta} meta @param {number} row
 * @returns {Promise<Row | null>} */
export async function rowAt({ rows }, row) {
  const query = new URLSearchParams({ limit: "1", ...(row ? { after: String(row - 1) } : {}) });
  const { rows: [found] } = await rowsOf(rows, query);
  return found && found.row === row ? found : null;
}

/** @param {RegistryMeta} meta @param {Row} row */
export function wordsOf({ fields, statuses, words }, { field, status, year }) {
  /** @param {{ id: string, name: string }[]} known @param {string} id */
  const named = (known, id) => known.find((one) => one.id === id)?.name || id;
  return [named(fields, field || NONE), named(statuses, status || UNKNOWN),
    year ? say(words, "cells.founded", { year }) : ""].filter(Boolean);
}

export function createCellRows() {
  const host = el("div", { class: "cells-rows" });
  let wanted = "";
  /** Where the pages begin that were turned. @type {string[]} */
  let befores = [];

  /** @param {RegistryMeta} meta @param {URLSearchParams} query @param {string} after
   * @param {number} total */
  async function page(meta, query, after, total) {
    const { words } = meta;
    const mine = wanted;
    const asks = new URLSearchParams(query);
    asks.set("limit", String(PAGE));
    if (after) asks.set("after", after);
    const told = await rowsOf(meta.rows, asks).catch((error) => error);
    if (mine !== wanted) return;
    if (told instanceof Error) {
      redraw(host, [el("p", { class: "warn" }, told.message)]);
      return;
    }
    /** @param {string} key @param {boolean} off @param {() => void} click */
    const turn = (key, off, click) => el("button", { type: "button", class: "chip",
      "data-key": key, disabled: off, click }, words[key]);
    redraw(host, [
      el("h4", {}, words["cells.rows"],
        meta.synthetic ? el("span", { class: "cells-synthetic" }, words["cells.synthetic"]) : null),
      el("div", { class: "data-scroll" }, el("table", { class: "data" },
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, words["cells.name"]),
          el("th", { scope: "col" }, words["cells.about"]))),
        el("tbody", {}, ...told.rows.map((/** @type {Row} */ row) => el("tr", {},
          el("th", { scope: "row" }, row.name || row.id,
            row.name ? el("span", { class: "about" }, ` ${row.id}`) : null),
          el("td", {}, wordsOf(meta, row).join(" · "))))))),
      el("p", { class: "cells-pages" },
        turn("cells.before", !befores.length, () =>
          page(meta, query, befores.pop() || "", total)),
        turn("cells.after", !told.next, () => {
          befores.push(after);
          page(meta, query, told.next, total);
        }),
        total > MOST ? null : el("a", { class: "chip", href: `${meta.rows}.csv?${query}`,
          download: "" }, words["cells.rows-save"])),
    ]);
  }

  return {
    host,
    /** Show the enterprises of a part of the map; nothing is asked for twice.
     * @param {RegistryMeta} meta @param {L.LatLngBounds} seen @param {Choice} choice
     * @param {number} total */
    show(meta, seen, choice, total) {
      const query = asked(seen, choice);
      const key = `${query} ${meta.lang}`;
      if (key === wanted) return;
      wanted = key;
      befores = [];
      if (query) page(meta, query, "", total);
      else redraw(host, [el("p", { class: "rule" }, meta.words["cells.rows-years"])]);
    },
  };
}

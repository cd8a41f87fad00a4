/* A file of the cells in sight: made in the browser, so that plain files have it too. */

import { el } from "../runtime/dom.js";
import { groundOf } from "./cell_layer.js";

/**
 * @import { Sight } from "./cell_sight.js"
 * @import { RegistryMeta } from "./registry_meta.d.ts"
 */

const DIGITS = 6;

/** A cell of a table as CSV has it: no program takes it for a formula.
 * @param {string | number} value */
function quoted(value) {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : `${value}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {Sight} sight @param {RegistryMeta} meta @param {string[]} chosen @returns {string} */
export function csvOf(sight, meta, chosen) {
  const about = [meta.source, meta.extracted, chosen.join("; "), meta.synthetic ? 1 : 0];
  const head = ["west", "south", "east", "north", "enterprises", "source", "extracted", "chosen",
    "synthetic"];
  const rows = sight.cells.map((cell) => [
    ...groundOf(cell).map((degree) => degree.toFixed(DIGITS)), cell.count, ...about]);
  return [head, ...rows].map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
}

/** @param {string} text @param {string} name */
export function save(text, name) {
  // The mark at the beginning tells Excel that it is UTF-8.
  const href = URL.createObjectURL(new Blob([`\ufeff${text}`], { type: "text/csv" }));
  const link = el("a", { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}

/* Keeping: what a script has becomes a file of the reader's. */

import { el } from "../runtime/dom.js";

/** Browsers begin to save a file before we let go of it. */
const KEPT_MS = 60_000;

/** @type {(body: Blob, name: string) => void} */
export function keep(body, name) {
  const href = URL.createObjectURL(body);
  el("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
}

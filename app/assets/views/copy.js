/* Copy: a button puts the text of a field where it can be pasted. It names the field in data-copy,
 * and says that it is done. */

import * as banner from "../page/banner.js";

/** @import { Words } from "../runtime/layer_file.d.ts" */

const SAID_MS = 1600;

/** Pages without TLS, as on an intranet, have no clipboard: there the old command works.
 * @param {HTMLTextAreaElement} field */
async function put(field) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(field.value);
    return true;
  }
  field.select();
  return document.execCommand("copy");
}

/** @type {(button: Element, words: Words) => Promise<void>} */
export async function copyField(button, words) {
  const field = document.getElementById(button.getAttribute("data-copy") || "");
  if (!(field instanceof HTMLTextAreaElement)) return;
  const done = await put(field).catch(() => false);
  if (!done) {
    // Left marked: the keys of the system copy it.
    field.focus();
    field.select();
    return;
  }
  const before = button.textContent;
  if (before === words["share.copied"]) return;
  button.textContent = words["share.copied"];
  banner.tell(words["share.copied"]);
  setTimeout(() => { button.textContent = before; }, SAID_MS);
}

/** A citation says when it was read, and where: the day and the address are known here.
 * @type {() => void} */
export function completeCitations() {
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((number) => `${number}`.padStart(2, "0")).join("-");
  const { origin, pathname, protocol } = location;
  const address = protocol === "file:" ? pathname : origin + pathname;
  for (const field of document.querySelectorAll("textarea[data-cite]")) {
    field.textContent = (field.getAttribute("data-cite") || "")
      .replace("{date}", day).replace("{address}", address);
  }
}

/** Lines for other pages that a server wrote who does not know what it is called: we do.
 * @type {() => void} */
export function completeLines() {
  for (const field of document.querySelectorAll("textarea[data-relative]")) {
    field.textContent = String(field.textContent)
      .replace(/ (src|href)="(?=\/)/g, ` $1="${location.origin}`);
    field.removeAttribute("data-relative");
  }
}

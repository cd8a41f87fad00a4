/* Prebuilt: pages of plain files have a file for each state that was written ahead; a choice leads
 * to that file, as the links of the page do (app/publish/site/states.py says the same). */

import * as files from "../page/files.js";

/** What the page is about: nothing is answered about another. */
const ABOUT = ["places"];

const meta = document.querySelector('meta[name="atlas-states"]');
const list = meta ? meta.getAttribute("content") || "" : "";

/** @param {string} query @param {Record<string, string>} defaults */
function said(query, defaults) {
  return [...new URLSearchParams(query)].filter(([name, value]) =>
    name !== "lang" && value && value !== defaults[name]);
}

/** Signs that mean something in a query mean nothing here. @param {string} value */
const plain = (value) => value.replace(/[%&+]/g, encodeURIComponent);

/** @param {string[][]} pairs */
const key = (pairs) => pairs.map(([name, value]) => `${name}=${plain(value)}`).sort().join("&");

/** Where a choice leads: as it stands where a server answers, else to the file of that state,
 * or of what was chosen alone; nowhere if neither was written.
 * @type {(href: string, state: string) => Promise<string>} */
export async function find(href, state) {
  if (!list || !href.startsWith("?")) return href;
  const { defaults, files: ready } = await files.json(list);
  const whole = said(href, defaults);
  const before = new Map(said(state, defaults));
  const chosen = whole.filter(([name, value]) =>
    ABOUT.includes(name) || before.get(name) !== value);
  return ready[key(whole)] || (chosen.length && ready[key(chosen)]) || "";
}

/** Whether the pages are plain files. */
export const ahead = list !== "";

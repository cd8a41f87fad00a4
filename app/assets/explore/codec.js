/* The view in the address: the same rows, and the same text, as app/address/explore.py. */

/**
 * @import { Field, Word } from "../page/manifest.d.ts"
 * @import { State } from "./view.js"
 */

/** @type {Record<string, (text: string) => Word>} */
const PARSE = {
  word: (text) => text,
  camera: (text) => text.replace(/\s/g, ""),
  int: (text) => Number(text),
  words: (text) => list(text),
  numbers: (text) => list(text).map(Number),
};

/** Full-width signs, blanks and other separators are near misses, as in app/address/lenient.py.
 * @param {string} text */
const list = (text) => text.split(/[\s,;、]+/).filter(Boolean);

/** What a query says, by the names that its keys mean.
 * @type {(search: string) => Map<string, string>} */
export function said(search) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const [key, value] of new URLSearchParams(search)) {
    const name = key.normalize("NFKC").trim().toLowerCase().replace(/^(amp;)+/, "")
      .replace(/\[\d*\]$/, "");
    const text = value.normalize("NFKC").trim();
    const before = found.get(name);
    found.set(name, before && text ? `${before},${text}` : before || text);
  }
  const lang = found.get("lang");
  if (lang) found.set("lang", lang.toLowerCase().split(/[-_]/)[0]);
  return found;
}

/** @type {(fields: Field[]) => State} */
export function defaults(fields) {
  return decode(fields, "");
}

/** The server has refused unknown words before this page was made, so none are met here.
 * @type {(fields: Field[], search: string) => State} */
export function decode(fields, search) {
  const query = said(search);
  /** @type {Record<string, Word>} */
  const state = {};
  for (const { name, type, default: usual, was } of fields) {
    const text = query.get(name) ?? query.get(was);
    // What is empty says nothing, but of a list it says none.
    if (text === undefined || (text === "" && !Array.isArray(usual))) state[name] = usual;
    else state[name] = PARSE[type](text);
  }
  return /** @type {any} */ (state);
}

/** What differs from the default, and nothing else.
 * @type {(fields: Field[], state: State) => string} */
export function encode(fields, state) {
  const parts = [];
  for (const { name, default: usual } of fields) {
    const text = String(state[name]);
    // Commas may stand as they are in a query, and an address is read by people too.
    if (text !== String(usual)) {
      parts.push(`${name}=${encodeURIComponent(text).replaceAll("%2C", ",")}`);
    }
  }
  return parts.join("&");
}

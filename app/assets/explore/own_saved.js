/* A reader's own table as a file to keep: its bytes as they came, what was decided about it, and
 * what the map showed. geo/own_table/saved_table.py reads the same file. */

import { MANUAL } from "./choices.js";
import * as codec from "./codec.js";
import { CAMERA } from "./validate.js";
import * as zip from "./own_zip.js";

/**
 * @import { Lang, Manifest } from "../page/manifest.d.ts"
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { OwnChoices } from "./own_answer.d.ts"
 * @import { State } from "./view.js"
 */

/** @typedef {{ file: File, choices: OwnChoices, shown: string }} Saved */

const FORMAT = "atlas-own-table";
const VERSION = 1;
const MANIFEST = "manifest.json";
export const ENDING = ".atlas.zip";
/** Answers about thousands of places; a table that any server would take. */
const MOST_SAID = 2_000_000;
const MOST = 200_000_000;
/** A page puts the manifest first, as it is: a file that was cut off still says what it was. */
const HEAD = 512;

/** A file of a table, the choices about it, and the map that is shown of it, if any.
 * @type {(manifest: Manifest, table: File, choices: OwnChoices, state: State | null) =>
 *   Promise<Blob>} */
export function packed({ fields }, table, choices, state) {
  // A name that is a path would lead out of the folder in which somebody unpacks it.
  const name = `table/${table.name.replace(/[\\/:]/g, "-")}`;
  const said = { format: FORMAT, version: VERSION, table: name, choices,
    shown: state ? codec.encode(fields, state) : "" };
  return zip.packed([[MANIFEST, new Blob([JSON.stringify(said, null, 1)])], [name, table]]);
}

/** Whether a file that is no whole ZIP was to be one of ours. @param {Blob} file */
const ours = async (file) => (await file.slice(0, HEAD).text()).includes(FORMAT);

/** @param {any} choices @returns {choices is OwnChoices} */
const chosen = (choices) => choices && [choices, choices.places, choices.kinds].every((one) =>
  one && typeof one === "object" && !Array.isArray(one));

/** What was saved in a file; null for a file of another kind. An error says in words why one of
 * ours cannot be opened.
 * @type {(file: File, words: Words) => Promise<Saved | null>} */
export async function opened(file, words) {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  // As all ZIP files begin, workbooks among them.
  if (start[0] !== 0x50 || start[1] !== 0x4b) return null;
  let known = await ours(file);
  try {
    const parts = await zip.listed(file);
    const first = parts.find(({ name }) => name === MANIFEST);
    if (!first || first.size > MOST_SAID) {
      if (known) throw new zip.Damaged();
      return null;
    }
    const said = JSON.parse(new TextDecoder().decode(await zip.unpacked(file, first)));
    if (said?.format !== FORMAT) return null;
    known = true;
    if (Number.isInteger(said.version) && said.version > VERSION) {
      throw new Error(words["own.saved-newer"]);
    }
    const table = parts.find(({ name }) => name === said.table);
    if (said.version !== VERSION || !table || !chosen(said.choices)) throw new zip.Damaged();
    if (table.size > MOST) throw new Error(words["own.saved-large"]);
    return { file: new File([await zip.unpacked(file, table)], table.name.replace(/^.*\//, "")),
      choices: said.choices, shown: typeof said.shown === "string" ? said.shown : "" };
  } catch (error) {
    if (error instanceof zip.Damaged || error instanceof SyntaxError) {
      if (known) throw new Error(words["own.saved-broken"], { cause: error });
      return null;
    }
    throw error;
  }
}

/** What was shown, as far as this page can show it, in the language of whoever opens it; nothing
 * where the table has no such map.
 * @type {(manifest: Manifest, shown: string, lang: Lang) => State | null} */
export function restored({ fields, layers }, shown, lang) {
  const state = /** @type {{ -readonly [name in keyof State]: State[name] }} */ (
    { ...codec.decode(fields, shown), lang });
  const layer = layers.find(({ id }) => id === state.layer);
  const sheets = layer?.sheets || {};
  const found = Object.hasOwn(sheets, state.layer) ||
    Object.hasOwn(sheets, `${state.layer}/${state.indicator}`);
  if (!shown || !found) return null;
  const usual = codec.defaults(fields);
  for (const { name, choices } of fields) {
    const values = [state[name]].flat();
    const strange = values.some((one) => (choices.length ? !choices.includes(String(one))
      : typeof one === "number" && !Number.isFinite(one)));
    if (strange) Object.assign(state, { [name]: usual[name] });
  }
  if (state.view && !CAMERA.test(state.view)) state.view = "";
  if (state.scheme === MANUAL && !state.breaks.length) state.scheme = "";
  return state;
}

/* A reader's own table goes to the server and comes back as maps and a report. */

/**
 * @import { Manifest } from "../page/manifest.d.ts"
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { OwnAnswer, OwnChoices } from "./own_answer.d.ts"
 * @import { State } from "./view.js"
 */

/** What of a view says what is taken of it. */
const SHOWN = /** @type {const} */ ([
  "layer", "indicator", "period", "scheme", "k", "lock", "breaks", "over", "lang"]);
const HEADER = "Atlas-Choices";

/** The choices stand before the file: an address would be kept by logs.
 * @param {Manifest} manifest @param {Blob} file @param {object} choices
 * @param {AbortSignal} [signal] */
function send(manifest, file, choices, signal) {
  const head = new Blob([JSON.stringify(choices)]);
  return fetch(manifest.urls.own, { method: "POST", body: new Blob([head, file]), signal,
    headers: { [HEADER]: String(head.size), Accept: "application/json" } });
}

/** Let the server get ready while somebody looks for a file. @param {Manifest} manifest */
export function wake(manifest) {
  fetch(manifest.urls.own, { method: "POST", headers: { [HEADER]: "0" } }).catch(() => {});
}

/** What becomes of a file; where nobody answers, or something else does, an error says so.
 * @type {(manifest: Manifest, file: Blob, choices: OwnChoices, words: Words,
 *   signal: AbortSignal) => Promise<OwnAnswer>} */
export async function understood(manifest, file, choices, words, signal) {
  const answer = await send(manifest, file, choices, signal).catch((error) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    // A file that was changed or moved cannot be read again.
    throw new Error(words["own.unreachable"]);
  });
  const told = await answer.json().catch(() => null);
  if (!told || (!answer.ok && !told.error)) throw new Error(words["own.unreachable"]);
  return told;
}

/** The report as a workbook, to keep.
 * @type {(manifest: Manifest, file: Blob, choices: OwnChoices, words: Words) => Promise<Blob>} */
export async function workbook(manifest, file, choices, words) {
  const answer = await send(manifest, file, { ...choices, report: true }).catch(() => null);
  const kind = answer?.headers.get("Content-Type") || "";
  if (!answer?.ok || !kind.includes("spreadsheet")) throw new Error(words["own.unreachable"]);
  return answer.blob();
}

/** What is shown of a table as a file, or as classes of its own; `more` says for whom, or on what.
 * @type {(manifest: Manifest, loaded: { file: Blob, choices: OwnChoices }, state: State,
 *   form: string, more?: { shape?: string, places?: string[] }) => Promise<Response>} */
export function taken(manifest, { file, choices }, state, form, { shape = "", places } = {}) {
  const shown = { ...Object.fromEntries(SHOWN.map((name) => [name, String(state[name])])),
    ...(shape && { shape }) };
  return send(manifest, file, { ...choices, want: { form, shown, ...(places && { places }) } });
}

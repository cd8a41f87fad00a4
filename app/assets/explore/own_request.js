/* A reader's own table goes to the server and comes back as maps and a report. */

import { reach } from "../page/reach.js";

/**
 * @import { Manifest } from "../page/manifest.d.ts"
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { OwnAnswer, OwnChoices } from "./own_answer.d.ts"
 * @import { State } from "./view.js"
 */

/** What of a view says what is taken of it. */
const SHOWN = /** @type {const} */ ([
  "layer", "indicator", "period", "scheme", "k", "lock", "breaks", "over", "lang", "view",
  "landmarks"]);
const HEADER = "Atlas-Choices";
const LINES = "application/x-ndjson";
const ANSWERED = 200;

/** The choices stand before the file: an address would be kept by logs.
 * @param {Manifest} manifest @param {Blob} file @param {object} choices */
function send(manifest, file, choices) {
  const head = new Blob([JSON.stringify(choices)]);
  return reach(manifest.urls.own, { method: "POST", body: new Blob([head, file]),
    headers: { [HEADER]: String(head.size), Accept: "application/json" } });
}

/** Let the server get ready while somebody looks for a file. @param {Manifest} manifest */
export function wake(manifest) {
  fetch(manifest.urls.own, { method: "POST", headers: { [HEADER]: "0" } }).catch(() => {});
}

/** How far a table is: a phase, how much of it is done, and of how much (0 where nobody knows).
 * @typedef {{ phase: "sending" | "reading" | "understanding" | "painting", done: number,
 *   of: number }} Reached */

/** What becomes of a file; where nobody answers, or something else does, an error says so. How far
 * it is is told as it comes: what was sent, and lines of the answer before its last.
 * @type {(manifest: Manifest, file: Blob, choices: OwnChoices, words: Words,
 *   signal: AbortSignal, tell: (reached: Reached) => void) => Promise<OwnAnswer>} */
export function understood(manifest, file, choices, words, signal, tell) {
  return new Promise((resolve, reject) => {
    const head = new Blob([JSON.stringify(choices)]);
    // A fetch does not say how much it has sent.
    const asked = new XMLHttpRequest();
    let heard = 0;
    /** A file that was changed or moved cannot be read again. */
    const failed = () => reject(new Error(words["own.unreachable"]));
    const hear = () => {
      for (;;) {
        const end = asked.responseText.indexOf("\n", heard);
        if (end < 0) return;
        const [phase, done, of] = JSON.parse(asked.responseText.slice(heard, end)).step;
        tell({ phase, done, of });
        heard = end + 1;
      }
    };
    asked.upload.onprogress = ({ loaded, total }) =>
      tell({ phase: "sending", done: loaded, of: total });
    asked.onprogress = () => {
      if (asked.status === ANSWERED) hear();
    };
    asked.onerror = failed;
    asked.onload = () => {
      try {
        hear();
        const told = JSON.parse(asked.responseText.slice(heard));
        if (!told || (asked.status !== ANSWERED && !told.error)) failed();
        else resolve(told);
      } catch {
        failed();
      }
    };
    signal.addEventListener("abort", () => {
      asked.abort();
      reject(new DOMException("", "AbortError"));
    });
    asked.open("POST", manifest.urls.own);
    asked.setRequestHeader(HEADER, String(head.size));
    asked.setRequestHeader("Accept", LINES);
    asked.send(new Blob([head, file]));
  });
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

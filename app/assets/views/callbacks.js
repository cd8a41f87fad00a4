/* Callbacks: where Dash renders the maps of a view, a choice on one is told to its AtlasMap, and
 * what the callback answers is the page that follows.
 *
 * Before Dash is there, and in a page of plain files, the same choice is a link. */

import { offer } from "../component/react.js";
import { watchAnswers } from "../page/answers.js";
import * as maps from "./maps.js";

/** @import { Shared } from "../component/react.js" */

/** What Dash has of the page: where it is, and what was answered to which choice.
 * @typedef {object} Properties
 * @property {{ choice: number, page: string }} [written]
 * @property {(change: { address: string }) => void} setProps */

/** By the slot of its map. @type {Map<string, (change: Shared) => void>} */
const tells = new Map();
/** @type {Properties["setProps"] | null} */
let locate = null;
/** The last choice, by its number: what comes of an earlier one nobody waits for.
 * @type {{ choice: number, answered: (page: string) => void,
 *   refused: (error: unknown) => void }} */
let last = { choice: 0, answered() {}, refused() {} };

/** Takes the answers; it shows nothing itself. @param {Properties} properties */
function AtlasPage({ written, setProps }) {
  const { useEffect } = React;
  locate = setProps;
  useEffect(() => { if (written?.choice === last.choice) last.answered(written.page); }, [written]);
  return null;
}

/** How the page that follows from a choice is asked for; undefined where Dash is not there.
 * @param {string} slot @param {string | null} id */
export function asking(slot, id) {
  const [tell, place] = [tells.get(slot), locate];
  if (!tell || !place) return undefined;
  /** @type {(url: URL, signal: AbortSignal) => Promise<Document>} */
  return (_url, signal) => new Promise((resolve, reject) => {
    last = { choice: last.choice + 1, refused: reject,
      answered: (page) => resolve(new DOMParser().parseFromString(page, "text/html")) };
    signal.addEventListener("abort", () => reject(signal.reason));
    place({ address: location.search });
    tell({ selected: id, n_selected: last.choice });
  });
}

// The element of a map is named after its slot (app/shell/ids.py).
const PREFIX = "map-";

offer((element, tell) => {
  const slot = element.id.slice(PREFIX.length);
  if (!tells.size) watchAnswers((error) => last.refused(error));
  tells.set(slot, tell);
  maps.adopt(slot, element);
  return { receive() {}, leave() {} };
}, { AtlasPage });

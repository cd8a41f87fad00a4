/* The chosen place: what the map's own files know of it, at once; the card says the rest later. */

import { el, redraw, say } from "../runtime/dom.js";
import { history } from "../runtime/history.js";
import * as sheets from "../runtime/sheets.js";
import * as own from "./own.js";

/**
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { View } from "../runtime/sheets.js"
 */

/** Its name, its figure on the map, of when, its rank and the figures of other periods; below it
 * what somebody has to say more.
 * @type {(place: string, layers: View[], words: Words, more: Element | null) => void} */
export function showPlace(place, layers, words, more) {
  const [name, host] = ["place-name", "place-figure"].map((id) => document.getElementById(id));
  if (!name || !host) return;
  const drawn = layers.find(({ sheet }) => sheet.items.some(({ id }) => id === place));
  const at = drawn ? drawn.sheet.items.findIndex(({ id }) => id === place) : -1;
  name.textContent = drawn ? drawn.sheet.items[at].name : "";
  if (!drawn) {
    host.replaceChildren();
    return;
  }
  const { sheet, period } = drawn;
  const cell = sheets.frame(drawn).cells[at];
  const rank = cell.rank
    ? say(words, "map.rank-of", { rank: cell.rank, of: cell.of ?? "" }) : cell.unranked || "";
  redraw(host, [
    el("p", { class: `place-value is-${cell.state}` }, cell.words, history(sheet, period, at)),
    el("p", { class: "place-about" }, [sheet.title, sheet.period_words[period] || "",
      cell.as_of || "", rank, cell.status || ""].filter(Boolean).join(" · ")),
    more,
    // Of a reader's own shape no card says more.
    own.shape(place) ? el("dl", { class: "own-facts" }, ...(drawn.sheet.items[at].facts || [])
      .flatMap(([label, words_]) => [el("dt", {}, label), el("dd", {}, words_)])) : null,
  ]);
}

/* What the law asks of a map, its number or that it has none, in a line below its frame. */

import { el, redraw, say } from "./dom.js";

/** @import { Words } from "./layer_file.d.ts" */

/**
 * The plate of a map: its host, which fills it but for the line below. As layers/render/svg.py
 * writes the line below a still: the law's own sentence, and beside it what another language says.
 * @type {(plate: HTMLElement, words: Words) => { host: HTMLElement; words: (words: Words) => void;
 *   remove: () => void }}
 */
export function createStamp(plate, words) {
  const host = el("div");
  const line = el("p", { class: "atlas-stamp" });
  plate.classList.add("atlas-plate");
  plate.append(host, line);
  /** @param {Words} next */
  function speak(next) {
    const [first, ...others] = say(next, "map.stamp").split("\n");
    line.classList.toggle("is-unapproved", say(next, "map.phrase") !== "");
    redraw(line, [first, ...others.map((one) => el("span", {}, ` · ${one}`))]);
  }
  // The map is as high as the line leaves it before it is fitted.
  speak(words);
  return {
    host,
    words: speak,
    remove() {
      host.remove();
      line.remove();
      plate.classList.remove("atlas-plate");
    },
  };
}

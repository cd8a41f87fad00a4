/* Where a map comes from: in its corner, folded away on a phone. */

import { el, say } from "./dom.js";

/** @import { Words } from "./layer_file.d.ts" */

/** @param {HTMLElement} host */
export function createCredits(host) {
  const title = el("summary", {});
  const text = el("p", {});
  const box = el("details", { class: "atlas-credit" }, title, text);
  // Whose the landmarks are is never folded away: it stands there while they do.
  const makers = el("p", { class: "atlas-landmark-credit" });
  const both = el("div", { class: "atlas-credits" }, makers, box);
  L.DomEvent.disableClickPropagation(both);
  host.append(both);
  /** @type {Words} */
  let spoken = {};
  /** @type {string[]} */
  let named = [];

  /** @param {string[]} names none where no landmark is drawn */
  function landmarks(names) {
    named = names;
    const line = names.length ? say(spoken, "map.landmarks", { names: names.join(" · ") }) : "";
    if (makers.textContent !== line) makers.textContent = line;
  }

  return {
    landmarks,
    /** @param {string[]} lines */
    say(lines) {
      text.textContent = [...new Set(lines.filter(Boolean))].join(" · ");
    },
    /** @param {Words} words */
    words(words) {
      spoken = words;
      title.textContent = say(words, "map.credit");
      landmarks(named);
    },
    /** @param {boolean} open */
    open(open) {
      box.open = open;
    },
    remove() {
      both.remove();
    },
  };
}

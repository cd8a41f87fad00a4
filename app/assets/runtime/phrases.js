/* Pale phrases: where a map that may leave the office says that it may not be published. Six at
 * most, spread over the map once its names are placed: on no name, on no symbol and on nothing that
 * stands over it (layers/pale_phrases.py spreads those of pictures). */

import { svg } from "./dom.js";
import { shared } from "./fitting.js";
import { boxes } from "./standing.js";

/** @import { Box } from "./fitting.js" */

/** Where they are wanted, as shares of the way from where the first may stand to the last; how far
 * from there one may be; and of how many points a side each is the best. */
const WANTED = [[0.2, 0.1], [0.8, 0.9], [0.9, 0.1], [0.1, 0.9], [0.1, 0.5], [0.9, 0.5]];
const FAR = 0.45;
const TRIES = 32;
/** Degrees; level where there is no room for it as it is turned. */
const TURNS = [-24, 0];
/** What else is to be read there: how many stand at one point, what lies beyond an edge. */
const BESIDE = ".atlas-shared, .atlas-beyond p";
/** Pixels around one, more than the ring of a symbol is beyond its box, and between two. */
const AIR = 6;
const APART = 30;

/** @param {string} words @param {number} turn @param {number} x @param {number} y */
const phrase = (words, turn, x, y) => svg("text", { class: "atlas-phrase",
  transform: `translate(${x} ${y}) rotate(${turn})` },
...words.split("\n").map((line, at, all) => svg("tspan",
  { x: 0, dy: `${at ? 1.35 : -0.675 * (all.length - 1)}em` }, line)));

/** @type {(map: L.Map) => (taken: Box[], words: string) => void} */
export function createPhrases(map) {
  const root = svg("svg", { class: "atlas-phrases", width: 1, height: 1, "aria-hidden": "true" });
  /** @type {HTMLElement} */ (map.getPane("phrases")).append(root);

  /** Every spot of a phrase that is turned so. @param {string} words @param {number} turn */
  function spots(words, turn) {
    const size = map.getSize();
    const node = phrase(words, turn, 0, 0);
    root.append(node);
    const box = node.getBoundingClientRect();
    const [width, height] = [box.width + AIR, box.height + AIR];
    // Its middle is not quite that of its letters.
    const zero = root.getBoundingClientRect();
    const [x, y] = [zero.left - box.left + AIR / 2, zero.top - box.top + AIR / 2];
    return Array.from({ length: TRIES ** 2 }, (_, at) => {
      const [across, down] = [at % TRIES, Math.floor(at / TRIES)].map((one) => one / (TRIES - 1));
      const [left, top] = [across * (size.x - width), down * (size.y - height)];
      return { turn, across, down, left, top, right: left + width, bottom: top + height,
        at: L.point(left + x, top + y) };
    });
  }

  return (taken, words) => {
    root.replaceChildren();
    if (!words) return;
    const held = [...taken, ...boxes(map.getContainer(), BESIDE)];
    const covers = (/** @type {Box} */ box) =>
      held.reduce((sum, other) => sum + shared(box, other), 0);
    const every = TURNS.map((turn) => spots(words, turn));
    const found = [];
    for (const [across, down] of WANTED) {
      const far = (/** @type {(typeof every)[0][0]} */ one) =>
        Math.hypot(one.across - across, one.down - down);
      const [best] = every.map((some) => some.filter((one) => far(one) < FAR && !covers(one))
        .sort((a, b) => far(a) - far(b))[0]).filter(Boolean);
      if (!best) continue;
      found.push(best);
      held.push({ left: best.left - APART, top: best.top - APART, right: best.right + APART,
        bottom: best.bottom + APART });
    }
    // Where no spot is free, one stands where it covers the least: it lies below all else.
    if (!found.length) {
      found.push(every[1].reduce((a, b) => (covers(b) < covers(a) ? b : a)));
    }
    root.replaceChildren(...found.map(({ turn, at }) => {
      const { x, y } = map.containerPointToLayerPoint(at);
      return phrase(words, turn, x, y);
    }));
  };
}

/* Time: what is latest of each place, then the years side by side, each with how much of it is
 * known; step by step, or played. */

import { el } from "../runtime/dom.js";
import { fresh } from "./inputs.js";

/**
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { Choice } from "./inputs.js"
 */

/**
 * A period: its sentence, its coverage in figures, and as a part of one; the latest of each place
 * is of no date.
 * @typedef {Choice & { words: string, count: string, covered: number, dated: boolean }} Stop
 */

/**
 * @typedef {object} TimeOptions
 * @property {Stop[]} rows
 * @property {string} value
 * @property {Words} words
 * @property {(value: string) => void} choose
 */

/** How long a period stands while they are played. */
const EACH_MS = 1200;

/** What is played, until it ends. @type {number | undefined} */
let playing;
/** What the buttons work on: that of the last drawing. @type {TimeOptions | null} */
let shown = null;

/** @param {TimeOptions} options */
const datedOf = ({ rows }) => rows.filter((row) => row.dated);

/** The period before or after; from what has no date one comes to the last.
 * @param {TimeOptions} options @param {number} by */
function beside(options, by) {
  const dated = datedOf(options);
  const { value } = options;
  const at = dated.findIndex((row) => row.value === value);
  return dated[(at < 0 ? dated.length : at) + by];
}

/** @param {number} by @returns {boolean} Whether there is one. */
function step(by) {
  const next = shown && beside(shown, by);
  if (next) shown?.choose(next.value);
  return Boolean(next);
}

function stop() {
  clearInterval(playing);
  playing = undefined;
  document.body.removeAttribute("data-playing");
  name();
}

/** From the chosen period on, or from the first if it is the last. */
function play() {
  if (!shown) return;
  document.body.dataset.playing = "";
  if (!beside(shown, 1)) shown.choose(datedOf(shown)[0].value);
  playing = window.setInterval(() => { if (!step(1)) stop(); }, EACH_MS);
  name();
}

/** The button says what it does now. */
function name() {
  const button = document.querySelector("#period .play");
  if (!button || !shown) return;
  const key = playing === undefined ? "period.play" : "period.stop";
  button.textContent = playing === undefined ? "▶" : "■";
  button.setAttribute("aria-label", shown.words[key]);
  button.setAttribute("title", shown.words[key]);
}

/** @param {Stop} row */
function tick({ value, label, count, covered, words }) {
  const bar = el("i", { "aria-hidden": "true" });
  bar.style.height = `${Math.round(100 * covered)}%`;
  return el("button", { type: "button", "data-value": value, tabindex: -1, title: words,
    click: () => { stop(); shown?.choose(value); } },
  el("span", { class: "tick-bar" }, bar), label, " ", el("small", {}, count));
}

/** @param {string} label @param {string} sign @param {number} by */
function stepping(label, sign, by) {
  return el("button", { type: "button", class: "step", "aria-label": label, title: label,
    click: () => { stop(); step(by); } }, sign);
}

/** On a phone the years scroll between the buttons: the chosen one is in sight, or the last.
 * @param {Element} chosen */
function reveal(chosen) {
  const years = document.querySelector("#period .ticks:not(.is-undated)");
  if (!years) return;
  const one = (years.contains(chosen) ? chosen : years.lastElementChild)?.getBoundingClientRect();
  const all = years.getBoundingClientRect();
  if (one && (one.left < all.left || one.right > all.right)) {
    years.scrollLeft += one.left - all.left - (all.width - one.width) / 2;
  }
}

/** A slider for keys, whose stops are buttons. A button is called what is written on it, so that
 * who speaks to it is understood; its sentence describes it.
 * @type {(host: HTMLElement, options: TimeOptions) => void} */
export function renderTime(host, options) {
  const { rows, value, words } = shown = options;
  if (fresh(host, [rows, words["controls.when"]])) {
    stop();
    const range = el("input", { type: "range", class: "unseen", min: 0, max: rows.length - 1,
      step: 1, "aria-label": words["controls.when"],
      input: () => { stop(); shown?.choose(rows[Number(range.value)].value); } });
    const dated = datedOf(options);
    const undated = rows.filter((row) => !row.dated);
    host.replaceChildren(...(rows.length > 1 ? [range] : []),
      ...(undated.length ? [el("div", { class: "ticks is-undated" }, ...undated.map(tick))] : []),
      ...(dated.length > 1 ? [stepping(words["period.step-back"], "‹", -1)] : []),
      el("div", { class: "ticks" }, ...dated.map(tick)),
      ...(dated.length > 1 ? [stepping(words["period.step-on"], "›", 1),
        el("button", { type: "button", class: "step play", click: () =>
          (playing === undefined ? play() : stop()) })] : []),
      el("output", { class: "period-words unseen" }));
    name();
  }
  const at = Math.max(rows.findIndex((row) => row.value === value), 0);
  const range = host.querySelector("input");
  if (range) {
    range.value = String(at);
    range.setAttribute("aria-valuetext", rows[at].words);
  }
  for (const [index, button] of [...host.querySelectorAll(".ticks button")].entries()) {
    button.setAttribute("aria-pressed", String(index === at));
    if (index === at) reveal(button);
  }
  const [back, on] = host.querySelectorAll(".step");
  back?.toggleAttribute("disabled", !beside(options, -1));
  on?.toggleAttribute("disabled", !beside(options, 1));
  const output = host.querySelector("output");
  if (output) output.textContent = rows[at].words;
}

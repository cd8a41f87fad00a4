/* The view: one frozen state, changed only here, told to Dash through its store. */

/** @import { Lang } from "../page/manifest.d.ts" */

/**
 * The place whose card the server writes, and what it is to say first.
 * @typedef {Pick<State, "place" | "lang" | "layer" | "indicator" | "period">} Chosen
 */

/**
 * @typedef {object} StateFields
 * @property {string} layer
 * @property {string} indicator
 * @property {string} period
 * @property {string} scheme
 * @property {number} k
 * @property {string} lock
 * @property {number[]} breaks
 * @property {string[]} over
 * @property {string[]} hide
 * @property {string} place
 * @property {Lang} lang
 * @property {string[]} panel
 * @property {string} view
 */

/**
 * What the page shows; app/address/explore.py is its twin.
 * @typedef {Readonly<StateFields>} State
 */

/** @type {State | null} */
let current = null;
/** @type {"push" | "replace"} */
let next = "push";

/** @type {() => State} */
export function get() {
  if (!current) throw new Error("the view is asked for before the page is drawn");
  return current;
}

/** @type {(state: State) => void} */
export function keep(state) {
  current = Object.freeze(state);
}

/** Draws what is chosen. */
let changed = () => {};

/** What is to run when the view is another. @param {() => void} run */
export function onChange(run) {
  changed = run;
}

/** A choice: kept at once, so that two quick choices add up, drawn at once, and told to Dash.
 * @type {(change: Partial<State>, mode?: "push" | "replace") => void} */
export function set(change, how = "push") {
  keep({ ...get(), ...change });
  next = how;
  changed();
  // The reader first: Dash hears of the view when the frame that shows it is painted.
  requestAnimationFrame(() => setTimeout(tell));
}

/** Before Dash is there, nobody needs to be told: its first callback asks for the view.
 * @type {() => void} */
export function tell() {
  if (window.dash_clientside.set_props) {
    window.dash_clientside.set_props("view", { data: { ...get() } });
  }
}

/** How the address is to follow what is drawn now; choices add to the history.
 * @type {() => "push" | "replace"} */
export function mode() {
  const mine = next;
  next = "push";
  return mine;
}

/** The view, if the page has been drawn. */
export const known = () => current;

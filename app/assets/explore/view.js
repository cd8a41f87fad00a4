/* The view: one frozen state, changed only here. */

/** @import { Lang } from "../page/manifest.d.ts" */

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
 * @property {string} landmarks
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

/** A choice: kept at once, so that two quick choices add up, and drawn at once.
 * @type {(change: Partial<State>, mode?: "push" | "replace") => void} */
export function set(change, how = "push") {
  keep({ ...get(), ...change });
  next = how;
  changed();
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

/* Native controls: they hold their own state, work with keys and thumbs, and weigh nothing. */

import { el } from "../runtime/dom.js";

/**
 * One thing that can be chosen.
 * @typedef {object} Choice
 * @property {string} value
 * @property {string} label
 * @property {string} [group] What it stands under, where that is not all the others.
 */

/** What each host holds, so that it is made again only when its rows are others.
 * @type {WeakMap<Element, string>} */
const held = new WeakMap();

/** Whether a host is to be filled anew. @param {Element} host @param {unknown} rows */
export function fresh(host, rows) {
  const print = JSON.stringify(rows);
  if (held.get(host) === print) return false;
  held.set(host, print);
  return true;
}

/** Put options into a select, unless they stand there already.
 * @type {(select: HTMLSelectElement, rows: Choice[], value: string) => void} */
export function options(select, rows, value) {
  if (fresh(select, rows)) {
    const groups = [...new Set(rows.map(({ group = "" }) => group))];
    select.replaceChildren(...groups.flatMap((name) => {
      const made = rows.filter(({ group = "" }) => group === name)
        .map((row) => el("option", { value: row.value }, row.label));
      return name ? [el("optgroup", { label: name }, ...made)] : made;
    }));
  }
  if (select.value !== value) select.value = value;
}

/** A row of buttons of which one is pressed.
 * @type {( host: HTMLElement, rows: Choice[], value: string, choose: (value: string) => void) =>
 *   void}
 */
export function segments(host, rows, value, choose) {
  if (fresh(host, rows)) {
    host.replaceChildren(...rows.map((row) => el("button", {
      type: "button", "data-value": row.value, click: () => choose(row.value),
    }, row.label)));
  }
  for (const button of host.children) {
    const pressed = button.getAttribute("data-value") === value;
    button.setAttribute("aria-pressed", String(pressed));
  }
}

/**
 * @type {( host: HTMLElement, rows: Choice[], chosen: string[], toggle: (value: string, on:
 *   boolean) => void) => void}
 */
export function checks(host, rows, chosen, toggle) {
  if (fresh(host, rows)) {
    host.replaceChildren(...rows.map((row) => el("label", { class: "check" },
      el("input", { type: "checkbox", name: row.value, change: (/** @type {Event} */ event) =>
        toggle(row.value, /** @type {HTMLInputElement} */ (event.target).checked) }),
      el("span", {}, row.label))));
  }
  for (const input of host.querySelectorAll("input")) input.checked = chosen.includes(input.name);
}

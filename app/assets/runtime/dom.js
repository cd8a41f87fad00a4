/* Elements made from text: the only way the runtime puts words on the page. */

/** @import { Words } from "./layer_file.d.ts" */

/** @typedef {Node | string | null} Child */

/**
 * @typedef {Record<string, string | number | boolean | null | undefined | ((event: Event) =>
 *   void)>} Attributes
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Give a node its attributes, listeners and children; strings become text, never markup.
 * @param {Element} node
 * @param {Attributes} attributes
 * @param {Child[]} children
 */
function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child !== null) node.append(child);
  }
}

/**
 * @type {<K extends keyof HTMLElementTagNameMap>(tag: K, attributes?: Attributes, ...children:
 *   Child[]) => HTMLElementTagNameMap[K]}
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  fill(node, attributes, children);
  return node;
}

/**
 * @type {<K extends keyof SVGElementTagNameMap>(tag: K, attributes?: Attributes, ...children:
 *   Child[]) => SVGElementTagNameMap[K]}
 */
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  fill(node, attributes, children);
  return node;
}

/** @type {(words: Words, key: string, values?: Record<string, string | number>) => string} */
export function say(words, key, values = {}) {
  const text = Object.hasOwn(words, key) ? words[key] : key;
  return text.replace(/\{(\w+)\}/g, (whole, name) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole);
}

/**
 * Replace what stands in a host; the focus returns to the child with the same `data-key`,
 * so that a redraw caused by a key press does not throw the reader out of the list.
 * @type {(host: Element, children: Child[]) => void}
 */
export function redraw(host, children) {
  const active = document.activeElement;
  const key = active && host.contains(active) ? active.getAttribute("data-key") : null;
  host.replaceChildren(...children.filter((child) => child !== null));
  if (key === null) return;
  for (const node of host.querySelectorAll("[data-key]")) {
    if (node instanceof HTMLElement && node.getAttribute("data-key") === key) {
      node.focus({ preventScroll: true });
      return;
    }
  }
}

/** When what stands now is on screen: work in the frame after it would hold it back.
 * @type {(run: () => void) => void} */
export function afterPaint(run) {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(run)));
}

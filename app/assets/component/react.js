/* AtlasMap, as Dash meets it: a function for React that leaves the drawing to us.
 *
 * React is Dash's own and may come after us: it is looked for when Dash renders. app/component is
 * the half in Python, which describes the properties. */

/** @import { Bounds } from "../runtime/layer_file.d.ts" */

/**
 * What callbacks read and change.
 * @typedef {object} Shared
 * @property {string} [period]
 * @property {string | null} [selected]
 * @property {number} [n_selected]
 * @property {string | null} [hovered]
 * @property {Bounds} [bounds]
 * @property {{ layer: string, indicator: string, lang: string }} [shown]
 */

/**
 * @typedef {object} Element
 * @property {string} [id]
 * @property {string} [className]
 * @property {Record<string, unknown>} [style]
 * @property {unknown} [map]
 * @property {(change: Shared) => void} [setProps] Dash has it where a callback listens.
 */

/** @typedef {Shared & Element} Properties */

/**
 * A map in its element: `receive` is told what Dash has, now and after every change.
 * @typedef {{ receive: (properties: Properties) => void, leave: () => void }} Drawn
 */

/** @typedef {(host: HTMLElement, tell: (change: Shared) => void) => Drawn} Begin */

/** Let Dash find the component: it looks for `window[namespace][type]`.
 * @param {Begin} begin puts a map into its element
 * @param {Record<string, unknown>} more what else a page of ours is made of */
export function offer(begin, more = {}) {
  /** @param {Properties} properties */
  function AtlasMap(properties) {
    const { createElement, useEffect, useLayoutEffect, useRef } = React;
    const { id, className, style, map, period, selected, bounds } = properties;
    const host = useRef(/** @type {HTMLElement | null} */ (null));
    const drawn = useRef(/** @type {Drawn | null} */ (null));
    const latest = useRef(properties);
    latest.current = properties;
    // Before the browser paints: a map that stands elsewhere is never seen missing.
    useLayoutEffect(() => {
      const here = /** @type {HTMLElement} */ (host.current);
      const made = begin(here, (change) => latest.current.setProps?.(change));
      drawn.current = made;
      return () => made.leave();
    }, []);
    useEffect(() => { drawn.current?.receive(latest.current); }, [map, period, selected, bounds]);
    return createElement("div", { id, className, style, ref: host });
  }
  Object.assign(window, { shu_atlas: { AtlasMap, ...more } });
}

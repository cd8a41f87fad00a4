/* What stands over a map, and covers it. */

/** @import { Box } from "./fitting.js" */

/** What stands over every map. */
const OVER = ".leaflet-bar, .leaflet-control-scale-line, .atlas-credit";
/** What stands there only close by: a map is not fitted around it, names are. */
const CLOSE_BY = ".atlas-landmark-credit, .atlas-way-back";
/** How long a scale bar is at most, in pixels. */
export const BAR = 120;

/** The boxes of what stands over a map.
 * @param {HTMLElement} host @param {string} over @returns {Box[]} */
export function boxes(host, over) {
  const { left, top } = host.getBoundingClientRect();
  return [...host.querySelectorAll(over)].map((one) => one.getBoundingClientRect())
    .filter(({ width }) => width > 0)
    .map((one) => ({ left: one.left - left, right: one.right - left, top: one.top - top,
      bottom: one.bottom - top }));
}

/** Where no name may stand.
 * @param {HTMLElement} host */
export const standing = (host) => boxes(host, `${OVER}, ${CLOSE_BY}`);

/** Where nothing may lie that is shown whole. The scale bar is as long as it can be: it
 * changes with what is fitted.
 * @param {HTMLElement} host */
export function longest(host) {
  const bar = host.querySelector(".leaflet-control-scale-line");
  const wide = (bar?.getBoundingClientRect().left || 0) - host.getBoundingClientRect().left;
  return boxes(host, OVER).map((one) =>
    (bar && one.left === wide && one.right < wide + BAR ? { ...one, right: wide + BAR } : one));
}

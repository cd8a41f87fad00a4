/* On paper: every map is drawn anew in the size its style names (`--on-paper: width height`, px),
 * because paper is laid out in one go; the style then enlarges it to the sheet. The page says its
 * title, its day and its address. */

import { el } from "./dom.js";

/**
 * A map that is drawn anew for paper, to show these bounds; none after it.
 * @typedef {object} OnPaper
 * @property {L.Map} map
 * @property {(seen: L.LatLngBounds | null) => void} draw
 * @property {(zoom: number) => void} level
 */

const SIZE = "--on-paper";
const FOOT = "--paper-foot";
const SAME = 0.001;

/** @type {Map<HTMLElement, OnPaper>} */
const maps = new Map();
const line = el("p", { class: "paper-line" });
let printing = false;

/** @param {HTMLElement} host */
const size = (host) =>
  getComputedStyle(host).getPropertyValue(SIZE).trim().split(/\s+/).map(Number);

/** What a reader needs to find the page again; the path of a file is nobody's business. */
function told() {
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0")).join("-");
  const { protocol, href } = window.location;
  return [document.title, day, ...(protocol.startsWith("http") ? [decoded(href)] : [])];
}

/** @param {string} address */
function decoded(address) {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

function before() {
  if (printing) return;
  printing = true;
  // Sizes first: to draw a map is to lay the page out.
  const sized = [...maps].filter(([host]) => host.clientWidth).map(([host, one]) =>
    ({ ...one, host, seen: one.map.getBounds(), zoom: one.map.getZoom(), to: size(host) }))
    .filter(({ to }) => to[1] > 0);
  for (const { host, to: [width, height] } of sized) {
    host.style.width = `${width}px`;
    host.style.height = `${height}px`;
    host.style.flex = "none";
  }
  for (const { draw, seen } of sized) draw(seen);
  // Maps of one scale keep one.
  for (const { zoom, map, level } of sized) {
    const alike = sized.filter((other) => Math.abs(other.zoom - zoom) < SAME);
    const least = Math.min(...alike.map((other) => other.map.getZoom()));
    if (map.getZoom() - least > SAME) level(least);
  }
  line.textContent = told().join(" · ");
  document.body.prepend(line);
  const law = document.querySelector(".unapproved-strip");
  const foot = [document.title, ...(law ? [law.textContent] : [])].join(" · ");
  document.documentElement.style.setProperty(FOOT, JSON.stringify(foot));
}

function after() {
  if (!printing) return;
  for (const host of maps.keys()) host.style.width = host.style.height = host.style.flex = "";
  for (const { draw } of maps.values()) draw(null);
  line.remove();
  document.documentElement.style.removeProperty(FOOT);
  printing = false;
}

window.addEventListener("beforeprint", before);
window.addEventListener("afterprint", after);

/**
 * A map that is drawn anew for paper, and one that is no more.
 * @param {HTMLElement} host @param {OnPaper} member
 */
export function join(host, member) {
  maps.set(host, member);
}

/** @param {HTMLElement} host */
export function leave(host) {
  maps.delete(host);
}

/** Whether the page is being printed. */
export const isPrinting = () => printing;

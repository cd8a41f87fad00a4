/* The empty map: projection, panes, scale bar, zoom buttons, credit, and its first view. */

import { el, say } from "./dom.js";
import * as fitting from "./fitting.js";
import * as paper from "./paper.js";
import { createStamp } from "./stamp.js";
import { style as SYMBOLS } from "./style.js";

/**
 * @import { Camera, Mover } from "./camera.js"
 * @import { Box } from "./fitting.js"
 * @import { PlaceFeature } from "./geometry.js"
 * @import { Bounds, Words } from "./layer_file.d.ts"
 * @import { Basemap, MapOptions } from "./map.js"
 */

/** Bottom to top. Names stand over everything and take no pointer. */
const PANES = ["ground", "areas", "counties", "borders", "outline", "zones", "marks",
  ...SYMBOLS.stack, "names"];
const MAX_ZOOM = 15;
const SNAP = 0.25;
/** Pixels: a phone. */
const NARROW = 520;
const PADDING = 14;
/** How far from the edge a place that was picked stays when the map shrinks. */
const CLEAR = 48;
/** What stands over every map. */
const OVER = ".leaflet-bar, .leaflet-control-scale-line, .atlas-stamp, .atlas-credit";
/** How long a scale bar is at most, in pixels. */
const BAR = 120;
/** Pixels in a thousand that nobody sees. */
const FINE = 0.5;
const WORLD = L.latLngBounds([-90, -360], [90, 360]);

/** @param {L.Map} map */
function panes(map) {
  PANES.forEach((name, level) => {
    const pane = map.createPane(name);
    pane.style.zIndex = String(400 + 10 * level);
    if (["names", "marks", "ground", "counties", "borders", "outline"].includes(name)) {
      pane.style.pointerEvents = "none";
    }
  });
}

/** @param {L.Map} map @param {Basemap | null | undefined} basemap */
function tiles(map, basemap) {
  if (!basemap) return;
  // Leaflet's attribution control would read this as markup; ours writes it as text.
  L.tileLayer(basemap.url, { maxNativeZoom: basemap.maxZoom, maxZoom: MAX_ZOOM,
    className: "atlas-tiles" }).addTo(map);
}

/** Zoom buttons with words in the language of the page.
 * @param {L.Map} map */
function buttons(map) {
  const position = map.getSize().x < NARROW ? "topright" : "topleft";
  const zoom = L.control.zoom({ position, zoomInText: "+", zoomOutText: "\u2212" }).addTo(map);
  const host = /** @type {HTMLElement} */ (zoom.getContainer());
  const home = el("a", { class: "atlas-home", href: "#", role: "button", "data-home": true },
    "\u2302");
  host.append(home);
  const [more, less] = host.querySelectorAll("a");
  return { home, words: (/** @type {Words} */ words) => {
    /** @type {[Element, string][]} */
    const pairs = [[more, "map.zoom-in"], [less, "map.zoom-out"], [home, "map.fit"]];
    for (const [node, key] of pairs) {
      node.setAttribute("title", say(words, key));
      node.setAttribute("aria-label", say(words, key));
    }
  } };
}

/** Where the map comes from: in the corner, folded away on a phone.
 * @param {HTMLElement} host */
function credits(host) {
  const title = el("summary", {});
  const text = el("p", {});
  const box = el("details", { class: "atlas-credit" }, title, text);
  L.DomEvent.disableClickPropagation(box);
  host.append(box);
  return { box, title, text };
}

/** What stands over a map and stays: no place that is shown whole may lie below it.
 * @param {HTMLElement} host */
function standing(host) {
  const { left, top } = host.getBoundingClientRect();
  return [...host.querySelectorAll(OVER)].map((one) => one.getBoundingClientRect())
    .filter(({ width }) => width > 0)
    .map((one) => ({ left: one.left - left, right: one.right - left, top: one.top - top,
      bottom: one.bottom - top }));
}

/** The same, where the scale bar is as long as it can be: it changes with what is fitted.
 * @param {HTMLElement} host */
function longest(host) {
  const bar = host.querySelector(".leaflet-control-scale-line");
  const wide = (bar?.getBoundingClientRect().left || 0) - host.getBoundingClientRect().left;
  return standing(host).map((one) =>
    (bar && one.left === wide && one.right < wide + BAR ? { ...one, right: wide + BAR } : one));
}

/** @param {Bounds} bounds */
const box = ([west, south, east, north]) => L.latLngBounds([south, west], [north, east]);

/**
 * @type {(el: HTMLElement, options: MapOptions) => { map: L.Map; fit: () => void; moveTo: (lat:
 *   number, lng: number, zoom: number) => void; words: (words: Words) => void; glide: (camera:
 *   Camera, calmly: boolean) => void; mover: () => Mover; hold: (at: L.LatLng) => void; credit:
 *   (lines: string[]) => void; calm: boolean; remove: () => void; settle: (shape: PlaceFeature |
 *   null) => void; home: (bounds: Bounds) => void; level: (zoom: number) => void; whole: () =>
 *   boolean; standing: () => Box[]; }}
 */
export function createViewport(host, { bounds, reach = bounds, words, basemap, wheel = true }) {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  let home = box(bounds);
  // A map may not be enlarged beyond what its approval covers.
  const deepest = Number(document.documentElement.dataset.maxZoom) || MAX_ZOOM;
  // A map of a part can be moved as far as that of the whole.
  const limits = box(reach).pad(0.6);
  const map = L.map(host, { attributionControl: false, keyboard: false, zoomControl: false,
    zoomSnap: SNAP, zoomDelta: 0.5, wheelPxPerZoomLevel: 120, maxZoom: deepest, minZoom: 3,
    maxBounds: limits, maxBoundsViscosity: 0.7, inertia: !calm,
    // Leaflet would keep the corner of the map; the watcher below keeps what is in it.
    trackResize: false,
    // A frame in a page must not catch who scrolls past it: not by the wheel, not by a finger.
    scrollWheelZoom: wheel, dragging: wheel || !L.Browser.mobile,
    zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm });
  host.classList.add("atlas-map");
  host.setAttribute("role", "region");
  panes(map);
  tiles(map, basemap);
  const controls = buttons(map);
  L.control.scale({ imperial: false, maxWidth: BAR }).addTo(map);
  const sources = credits(host);
  const law = createStamp(host);

  /** The camera that was asked for; none is the whole province, whatever the frame.
   * @type {{ at: L.LatLng, zoom: number } | null} */
  let kept = null;
  /** What the reader picked last, until the map is moved. @type {L.LatLng | null} */
  let spot = null;
  /** Who moves the map; what nobody here announces, the reader does.
   * @type {Mover} */
  let mover = "reader";
  /** Without animation, so that it is done when this returns.
   * @param {Mover} who @param {() => void} move */
  const moving = (who, move) => {
    mover = who;
    // Between two steps of the zoom, so that the province fills its frame.
    // No limits, or Leaflet pans back, animated, from where the map was a moment ago.
    Object.assign(map.options, { zoomSnap: 0, maxBounds: WORLD });
    move();
    Object.assign(map.options, { zoomSnap: SNAP, maxBounds: limits });
    mover = "reader";
  };
  /** What home is, as a line around it: of the whole, once its shape is known, the shape.
   * @type {L.Point[]} */
  let line = fitting.corners(home);
  /** Maps of one scale are no larger than the smallest of them. */
  let cap = deepest;
  let stands = false;
  /** A map that stands there already, but for what nobody sees, is not drawn again.
   * @param {L.LatLng} at @param {number} zoom */
  const go = (at, zoom) => {
    if (stands && Math.abs(map.getZoom() - zoom) < FINE / 1000
      && map.project(map.getCenter(), zoom).distanceTo(map.project(at, zoom)) < FINE) return;
    stands = true;
    map.setView(at, zoom, { animate: false });
  };
  const whole = () => {
    const { zoom, middle } = fitting.fit(line,
      { size: map.getSize(), over: longest(host), padding: PADDING, most: cap });
    go(L.CRS.EPSG3857.pointToLatLng(middle, 0), zoom);
  };
  const restore = () => {
    if (kept) go(kept.at, kept.zoom);
    else whole();
  };
  let zooming = false;
  map.on("zoomanim", () => { zooming = true; });
  map.on("zoomend", () => { zooming = false; });
  /** An animated zoom that runs would end where it was going: what is asked for comes after it.
   * @type {(who: Mover, next: typeof kept) => unknown} */
  const show = (who, next) => {
    if (zooming) return map.once("moveend", () => show(who, next));
    kept = next;
    spot = null;
    return moving(who, restore);
  };
  map.on("moveend", () => {
    if (mover !== "reader") return;
    kept = { at: map.getCenter(), zoom: map.getZoom() };
    spot = null;
  });
  controls.home.addEventListener("click", (event) => {
    event.preventDefault();
    show("home", null);
  });
  L.DomEvent.disableClickPropagation(controls.home);
  // A frame of another size shows the same: the whole province, or what the reader looks at.
  const watcher = new ResizeObserver(() => {
    if (!host.clientWidth || !host.clientHeight) return;
    sources.box.open = host.clientWidth >= NARROW;
    // Told once at the start, when nothing has changed yet.
    if (map.getSize().equals([host.clientWidth, host.clientHeight])) return;
    moving("page", () => {
      map.invalidateSize({ animate: false, pan: false });
      restore();
      if (kept && spot) map.panInside(spot, { padding: [CLEAR, CLEAR], animate: false });
    });
  });
  // On paper the map shows its whole, or the part that is seen now, above the law's words.
  paper.join(host, { map,
    draw: (seen) => moving("page", () => {
      const [zoom, before] = [map.getZoom(), map.getSize()];
      map.invalidateSize({ animate: false, pan: false });
      if (!seen) return restore();
      const all = seen.contains(home);
      if (all) whole();
      else {
        map.fitBounds(seen, { animate: false,
          paddingTopLeft: [PADDING, PADDING], paddingBottomRight: [PADDING, law.height()] });
      }
      // What a frame of another shape shows around the whole stays, as far as paper has room.
      const { x, y } = map.getSize();
      const most = zoom + Math.log2(Math.max(x / before.x, y / before.y));
      return all && map.getZoom() > most ? map.setZoom(most, { animate: false }) : map;
    }),
    level: (zoom) => moving("page", () => map.setView(map.getCenter(), zoom, { animate: false })),
  });
  const fit = () => {
    cap = deepest;
    show("page", null);
  };

  /** @param {Words} next */
  const speak = (next) => {
    sources.title.textContent = say(next, "map.credit");
    host.setAttribute("aria-label", say(next, "map.label"));
    controls.words(next);
    law.words(next);
  };
  // What is written over the map is known before the map is fitted around it.
  speak(words);
  fit();
  watcher.observe(host);
  return {
    map, calm, fit, words: speak,
    settle(shape) {
      line = fitting.corners(home);
      const around = shape ? fitting.around(shape) : line;
      if (fitting.alike(around, line)) line = around;
      if (!kept) moving("page", restore);
    },
    standing: () => standing(host),
    level(zoom) {
      cap = zoom;
      show("page", null);
    },
    whole: () => !kept,
    home(next) {
      if (home.equals(box(next))) return;
      home = box(next);
      line = fitting.corners(home);
      if (!kept) moving("page", restore);
    },
    mover: () => mover,
    moveTo(lat, lng, zoom) {
      const at = L.latLng(lat, lng);
      show("page", { at: limits.contains(at) ? at : home.getCenter(), zoom });
    },
    glide({ lat, lng, zoom }, calmly) {
      const at = L.latLng(lat, lng);
      moving("page", () => {
        if (map.getZoom() === zoom) {
          const way = map.project(at, zoom).subtract(map.project(map.getCenter(), zoom));
          map.panBy(way, { animate: false });
        } else map.setView(at, zoom, { animate: !calmly });
      });
      kept = { at, zoom };
      spot = null;
    },
    hold(at) { spot = at; },
    credit(lines) {
      const all = basemap ? [...lines, basemap.attribution] : lines;
      sources.text.textContent = [...new Set(all.filter(Boolean))].join(" · ");
    },
    remove() {
      watcher.disconnect();
      paper.leave(host);
      map.remove();
      sources.box.remove();
      law.remove();
      host.classList.remove("atlas-map");
    },
  };
}

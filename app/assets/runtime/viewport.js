/* The empty map: projection, panes, scale bar, zoom buttons, credit, and its first view. */

import { NARROW, createButtons } from "./buttons.js";
import { createCredits } from "./credits.js";
import { say } from "./dom.js";
import { createFlight } from "./flight.js";
import * as fitting from "./fitting.js";
import * as paper from "./paper.js";
import { createScale } from "./scale.js";
import { BAR, longest, standing } from "./standing.js";
import { style as SYMBOLS } from "./style.js";

/**
 * @import { Camera, Mover } from "./camera.js"
 * @import { Box } from "./fitting.js"
 * @import { PlaceFeature } from "./geometry.js"
 * @import { Bounds, Words } from "./layer_file.d.ts"
 * @import { Basemap, MapOptions } from "./map.js"
 */

/** Bottom to top. Names stand over everything and take no pointer. */
const PANES = ["ground", "areas", "phrases", "landmarks", "counties", "borders", "outline",
  "zones", "marks", ...SYMBOLS.stack, "names"];
const MAX_ZOOM = 15;
const SNAP = 0.25;
const PADDING = 14;
/** How far from the edge a place that was picked stays when the map shrinks. */
const CLEAR = 48;
/** How much of its whole a map may lack that still shows it. */
const EDGE = 0.02;
/** Pixels in a thousand that nobody sees. */
const FINE = 0.5;
const WORLD = L.latLngBounds([-90, -360], [90, 360]);

/** @param {L.Map} map */
function panes(map) {
  PANES.forEach((name, level) => {
    const pane = map.createPane(name);
    pane.style.zIndex = String(400 + 10 * level);
    if (["names", "marks", "ground", "phrases", "landmarks", "counties", "borders", "outline"]
      .includes(name)) {
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

/** @param {Bounds} bounds */
const box = ([west, south, east, north]) => L.latLngBounds([south, west], [north, east]);

/**
 * @type {(el: HTMLElement, options: MapOptions) => { map: L.Map; fit: () => void; moveTo: (lat:
 *   number, lng: number, zoom: number) => void; words: (words: Words) => void; glide: (camera:
 *   Camera, calmly: boolean) => void; mover: () => Mover; hold: (at: L.LatLng) => void; credit:
 *   (lines: string[]) => void; landmarks: (names: string[]) => void; calm: boolean; remove: () =>
 *   void; settle: (shape: PlaceFeature | null) => void; home: (bounds: Bounds) => void; level:
 *   (zoom: number) => void; whole: () => boolean; standing: () => Box[]; fly: () =>
 *   void; flying: () => boolean; }}
 */
export function createViewport(host, { bounds, reach = bounds, words, basemap, wheel = true,
  wayBack = false }) {
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
  const controls = createButtons(map);
  const scale = createScale(map, BAR);
  const sources = createCredits(host);
  const flight = createFlight(map, host);

  /** The camera that was asked for; none is the whole province, whatever the frame.
   * @type {{ at: L.LatLng, zoom: number } | null} */
  let kept = null;
  /** What the reader picked last, until the map is moved. @type {L.LatLng | null} */
  let spot = null;
  /** Who moves the map; what nobody here announces, the reader does.
   * @type {Mover} */
  let mover = "reader";
  /** Whether the map is to fly home as soon as that is drawn. */
  let awaited = false;
  /** Without animation, so that it is done when this returns.
   * @param {Mover} who @param {() => void} move */
  const moving = (who, move) => {
    flight.land();
    awaited = false;
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
  /** The same of the whole province. */
  let region = fitting.corners(box(reach));
  /** Maps of one scale are no larger than the smallest of them. */
  let cap = deepest;
  let stands = false;
  /** Whether it has a scale, but for what nobody sees. @param {number} zoom */
  const scaled = (zoom) => Math.abs(map.getZoom() - zoom) < FINE / 1000;
  /** A map that stands there already, but for what nobody sees, is not drawn again.
   * @param {L.LatLng} at @param {number} zoom */
  const go = (at, zoom) => {
    if (stands && scaled(zoom)
      && map.project(map.getCenter(), zoom).distanceTo(map.project(at, zoom)) < FINE) return;
    stands = true;
    map.setView(at, zoom, { animate: false });
  };
  /** The camera that shows all of a line. @param {L.Point[]} around */
  const seeing = (around) => {
    const { zoom, middle } = fitting.fit(around,
      { size: map.getSize(), over: longest(host), padding: PADDING, most: cap });
    return { at: L.CRS.EPSG3857.pointToLatLng(middle, 0), zoom };
  };
  const whole = () => {
    const { at, zoom } = seeing(line);
    go(at, zoom);
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
  /** A way back stands there while the map shows a part that the page chose. */
  const offer = () => {
    controls.back.hidden = !wayBack || home.equals(box(reach))
      || map.getBounds().contains(box(reach).pad(-EDGE));
  };
  map.on("moveend", () => {
    offer();
    if (mover !== "reader") return;
    kept = { at: map.getCenter(), zoom: map.getZoom() };
    spot = null;
  });
  controls.back.addEventListener("click", () => {
    const { at, zoom } = seeing(region);
    if (calm) moving("reader", () => map.setView(at, zoom, { animate: false }));
    else {
      kept = { at, zoom };
      flight.start(at, zoom, () => undefined);
    }
  });
  controls.home.addEventListener("click", (event) => {
    event.preventDefault();
    show("home", null);
  });
  /** What the map can be seen in has another size than the map believes. */
  const outgrown = () => host.clientWidth > 0 && host.clientHeight > 0
    && !map.getSize().equals([host.clientWidth, host.clientHeight]);
  const invalidate = () => map.invalidateSize({ animate: false, pan: false });
  /** A frame of another size shows the same: the whole province, or what the reader looks at. */
  const resize = () => moving("page", () => {
    invalidate();
    restore();
    if (kept && spot) map.panInside(spot, { padding: [CLEAR, CLEAR], animate: false });
  });
  const watcher = new ResizeObserver(() => {
    if (!host.clientWidth || !host.clientHeight) return;
    sources.open(host.clientWidth >= NARROW);
    // Told once at the start, when nothing has changed yet.
    if (outgrown()) resize();
  });
  // On paper the map shows its whole, or the part that is seen now.
  paper.join(host, { map,
    draw: (seen) => moving("page", () => {
      const [zoom, before] = [map.getZoom(), map.getSize()];
      invalidate();
      if (!seen) return restore();
      const all = seen.contains(home);
      if (all) whole();
      else {
        map.fitBounds(seen, { animate: false, padding: [PADDING, PADDING] });
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
    sources.words(next);
    // Of several maps each is called by what stands above it.
    const above = host.closest("figure")?.querySelector("figcaption b, figcaption")?.textContent;
    host.setAttribute("aria-label",
      [say(next, "map.label"), above?.trim()].filter(Boolean).join(" · "));
    controls.words(next);
    scale(next);
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
      if (fitting.alike(around, region)) region = around;
      if (fitting.alike(around, line)) line = around;
      // What stands around the map may have taken or left it room, in this very turn.
      const flies = awaited || flight.flying();
      if (!outgrown()) {
        if (!kept && !flies) moving("page", restore);
      } else if (flies) invalidate();
      else resize();
    },
    /** Home, where the map waits for that. */
    fly() {
      if (!awaited) return;
      awaited = false;
      mover = "page";
      const { at, zoom } = seeing(line);
      flight.start(at, zoom, () => { mover = "reader"; });
    },
    flying: flight.flying,
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
      offer();
      if (kept) return;
      if (calm) moving("page", restore);
      else awaited = true;
    },
    mover: () => mover,
    moveTo(lat, lng, zoom) {
      const at = L.latLng(lat, lng);
      show("page", { at: limits.contains(at) ? at : home.getCenter(), zoom });
    },
    glide({ lat, lng, zoom }, calmly) {
      const at = L.latLng(lat, lng);
      moving("page", () => {
        // To be drawn anew for what nobody sees would cost the others a frame.
        const way = map.project(at).subtract(map.project(map.getCenter()));
        if (scaled(zoom)) map.panBy(way, { animate: false });
        else map.setView(at, zoom, { animate: !calmly });
      });
      [kept, spot] = [{ at, zoom }, null];
    },
    hold(at) { spot = at; },
    credit(lines) {
      sources.say(basemap ? [...lines, basemap.attribution] : lines);
    },
    landmarks: sources.landmarks,
    remove() {
      watcher.disconnect();
      paper.leave(host);
      map.remove();
      sources.remove();
      host.classList.remove("atlas-map");
    },
  };
}

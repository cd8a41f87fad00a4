/* The map: takes drawings (sheets at a period), draws them, and tells what readers do. */

import { createBeyond } from "./beyond.js";
import { exact, extent, rounded } from "./camera.js";
import { afterPaint, say } from "./dom.js";
import { createEvents } from "./events.js";
import { readTopologies } from "./geometry.js";
import { createGround, under } from "./ground.js";
import { createKeyboard } from "./keyboard.js";
import { createLabels } from "./labels.js";
import { createLandmarks } from "./landmarks.js";
import { collectLabels } from "./naming.js";
import { createOutlines } from "./outlines.js";
import * as paper from "./paper.js";
import { createPatterns } from "./patterns.js";
import { createPhrases } from "./phrases.js";
import { createPointing } from "./pointing.js";
import { createRings } from "./rings.js";
import * as sheets from "./sheets.js";
import { createStack } from "./stack.js";
import { createStamp } from "./stamp.js";
import { createStreets } from "./streets.js";
import { createViewport } from "./viewport.js";

/**
 * @import { Camera } from "./camera.js"
 * @import { Events } from "./events.js"
 * @import { Geometry, Topologies } from "./geometry.js"
 * @import { LandmarkFile } from "./landmark_file.d.ts"
 * @import { Bounds, LonLatPolygon, Ring, Words } from "./layer_file.d.ts"
 * @import { Patterns } from "./patterns.js"
 * @import { Handlers } from "./pointing.js"
 * @import { View } from "./sheets.js"
 */

/**
 * What a map shows: sheets at a period, bottom to top, and what is marked on them.
 * @typedef {object} Drawing
 * @property {View | null} theme
 * @property {Ring[]} [rings]
 * @property {string[]} [outlined]
 * @property {LonLatPolygon[]} [streets]
 * @property {View[]} overlays
 * @property {string[]} [hidden]
 * @property {boolean} [counties]
 * @property {boolean} [names]
 * @property {boolean} [landmarks] Not at all if it is false.
 * @property {string} [lang]
 * @property {Words} [words]
 */

/** @typedef {{ url: string, attribution: string, maxZoom: number }} Basemap */

/**
 * @typedef {object} MapParts
 * @property {L.Map} map
 * @property {Words} words
 * @property {Geometry} geometry
 * @property {Patterns} patterns
 * @property {boolean} calm
 * @property {boolean} veil
 */

/**
 * What the drawers share.
 * @typedef {Handlers & MapParts} Context
 */

/**
 * @typedef {object} MapOptions
 * @property {Bounds} bounds
 * @property {Bounds} [reach] How far the map can be moved; none is as far as `bounds`.
 * @property {Words} words
 * @property {string} lang
 * @property {Basemap | null} [basemap]
 * @property {boolean} [wheel] Whether the wheel zooms and a finger moves the map; yes, unless it
 *   says otherwise.
 * @property {boolean} [wayBack] Whether a button leads back where the page shows a part.
 */

/**
 * @typedef {object} MapView
 * @property {(topologies: Topologies) => void} geometry
 * @property {(files: LandmarkFile[] | null) => void} landmarks What was asked for by the event
 *   `want`; none where it did not come.
 * @property {(drawing: Drawing, fresh?: Topologies) => void} draw Draw, with the geometry that has
 *   come since the last time.
 * @property {(id: string | null) => void} select
 * @property {() => Camera} camera
 * @property {() => Bounds} bounds What is in sight.
 * @property {(camera: Camera) => void} moveTo
 * @property {(camera: Camera, zooming: boolean) => void} glide Follow another map: at once, or
 *   along with its animated zoom.
 * @property {() => void} fit
 * @property {(bounds: Bounds) => void} home What the whole is: where the reader has not moved the
 *   map, it shows that.
 * @property {(zoom: number) => void} level Show the whole, no larger than at a zoom.
 * @property {() => boolean} whole Whether it shows its whole: nobody has moved it.
 * @property {(id: string) => void} focusPlace
 * @property {(id: string | null, quiet?: boolean) => void} flash
 * @property {<K extends keyof Events>(name: K, listener: Events[K]) => void} on
 * @property {() => void} destroy
 */

/** From this zoom on, borders and names of counties come by themselves. */
const CLOSE = 8;
/** Milliseconds after which a map that followed another counts as still. */
const STILL = 90;

/** @type {(plate: HTMLElement, options: MapOptions) => MapView} */
export function createMap(plate, options) {
  const law = createStamp(plate, options.words);
  const { host } = law;
  const frame = createViewport(host, options);
  const { map } = frame;
  const { on, emit } = createEvents();
  const idle = () => undefined;
  /** @type {Context} */
  const context = { map, words: { ...options.words }, calm: frame.calm,
    veil: Boolean(options.basemap), patterns: createPatterns(host),
    geometry: readTopologies(null, {}), over: idle, out: idle, click: idle };
  const stack = createStack(context);
  const ground = createGround(context);
  const rings = createRings(map);
  const streets = createStreets(map);
  const outlines = createOutlines(context);
  const beyond = createBeyond(host, map);
  const landmarks = createLandmarks(map);
  const labels = createLabels(map);
  const phrases = createPhrases(map);
  const pointing = createPointing(context, host, stack.targets, emit);
  const keyboard = createKeyboard(context, stack.targets, pointing.focus);
  Object.assign(context, { over: pointing.over, out: pointing.out,
    /** @type {Handlers["click"]} */
    click(target) {
      if (target.level !== "cluster") frame.hold(target.at);
      pointing.click(target);
    } });
  /** @type {Drawing} */
  let drawing = { theme: null, overlays: [] };
  let { lang, words: said } = options;
  let gliding = false;
  /** The first names come after the first paint: to place them is half the work of a map. */
  let named = false;
  /** What a move has to settle, painting does in any case. */
  let painting = false;
  let gone = false;

  function names() {
    if (gone || frame.flying()) return;
    const targets = stack.targets();
    const wanted = drawing.names === false ? []
      : [...collectLabels(context, targets, stack.layers(), lang, landmarks.seats()),
        ...landmarks.labels(lang)];
    phrases(labels.update(wanted, targets, lang, frame.standing()),
      say(context.words, "map.phrase"));
  }

  /** Letters that have come are as wide as they are, not as those that stood for them. */
  function lettered() {
    labels.forget();
    if (named) names();
  }
  document.fonts.addEventListener("loadingdone", lettered);

  /** What lies beyond an edge covers no place, no symbol and nothing that stands there. */
  function edges() {
    const symbols = () => stack.targets().filter((one) => one.radius > 0).map(({ at, radius }) => {
      const { x, y } = map.latLngToContainerPoint(at);
      return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
    });
    beyond.place(context.geometry.province, () => [...symbols(), ...frame.standing()]);
  }

  /** Close by one wants to know in which county one is. */
  function borders() {
    const close = map.getZoom() >= CLOSE;
    if (close) pointing.want();
    ground.paint({ under: under(stack.layers()), counties: close || Boolean(drawing.counties) });
  }

  /** Where rivers, towns and airports are, closer by. */
  function around() {
    if (landmarks.paint(drawing.landmarks !== false)) emit("want", "landmarks");
    frame.landmarks(landmarks.credits(lang));
  }

  /** @param {boolean} force */
  function paint(force) {
    const active = document.activeElement;
    const focused = stack.targets().find((target) => active && target.element() === active);
    // The theme's; the legend of each overlay carries its own.
    const first = drawing.theme || drawing.overlays[0];
    frame.credit(first ? [sheets.frame(first).credit] : []);
    // Fitted before anything is drawn, so that it is drawn once.
    painting = true;
    frame.settle(context.geometry.province);
    painting = false;
    stack.paint(drawing, force);
    rings.paint(drawing.rings || []);
    streets.paint(drawing.streets || []);
    outlines.paint(drawing.outlined || []);
    const layers = stack.layers();
    borders();
    around();
    beyond.show(layers.flatMap(({ sheet }) => sheet.beyond || []));
    edges();
    if (named) names();
    else afterPaint(names);
    named = true;
    keyboard.refresh();
    const again = focused && stack.targets().find((target) => target.key === focused.key);
    pointing.refresh(again || null);
    if (again && document.activeElement !== again.element()) keyboard.focus(again);
    frame.fly();
  }

  /** What waits until the map stands still. */
  function settle() {
    borders();
    around();
    edges();
    names();
    keyboard.refresh();
  }
  let settling = 0;

  map.on("moveend", () => {
    clearTimeout(settling);
    // A map that follows another ends a move at every frame.
    if (gliding) settling = window.setTimeout(settle, STILL);
    else if (!painting) settle();
    emit("move", rounded(map), frame.mover());
  });
  map.on("move", () => {
    if (!gliding && !paper.isPrinting()) emit("moving", exact(map), false);
  });
  map.on("resize", () => emit("resize"));
  map.on("zoomanim", ({ center: { lat, lng }, zoom }) => {
    if (!gliding) emit("moving", { lat, lng, zoom }, true);
  });

  return {
    geometry(topologies) {
      context.geometry = readTopologies(context.geometry, topologies);
      paint(true);
    },
    landmarks(files) {
      landmarks.give(files);
      if (files && !gone) settle();
    },
    draw(next, topologies = {}) {
      const grown = Object.keys(topologies).length > 0;
      if (grown) context.geometry = readTopologies(context.geometry, topologies);
      const spoken = next.lang || lang;
      const fresh = spoken !== lang || (next.words !== undefined && next.words !== said);
      if (next.words && fresh) {
        said = next.words;
        // The same object: the tooltip and the drawers hold it too.
        Object.assign(context.words, next.words);
        law.words(context.words);
        frame.words(context.words);
      }
      lang = spoken;
      drawing = next;
      paint(fresh || grown);
    },
    select: pointing.select,
    camera: () => rounded(map),
    bounds: () => extent(map),
    moveTo: ({ lat, lng, zoom }) => frame.moveTo(lat, lng, zoom),
    glide(next, zooming) {
      gliding = true;
      frame.glide(next, !zooming);
      gliding = false;
    },
    fit: frame.fit,
    home: frame.home,
    level: frame.level,
    whole: frame.whole,
    focusPlace(id) {
      const target = pointing.find(id);
      if (target) keyboard.focus(target);
    },
    flash: pointing.flash,
    on,
    destroy() {
      gone = true;
      document.fonts.removeEventListener("loadingdone", lettered);
      keyboard.remove();
      pointing.remove();
      context.patterns.remove();
      beyond.remove();
      frame.remove();
      law.remove();
    },
  };
}

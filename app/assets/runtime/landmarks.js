/* Landmarks: rivers, towns and airports to find one's way by, once one is near enough.
 *
 * None is data, and none looks like it: lines are thin and pale, and a town or an airport is drawn
 * only with its name, where data leave room for both (labels.js). Which are drawn at which zoom
 * stands in their files. */

import * as paper from "./paper.js";
import { style } from "./style.js";

/**
 * @import { Landmark, LandmarkFile } from "./landmark_file.d.ts"
 * @import { LngLat } from "./layer_file.d.ts"
 * @import { Label, Seat } from "./naming.js"
 */

/** The zoom from which there is anything to draw. */
export const NEAR = Math.min(...Object.values(style.landmarks)
  .flatMap((classes) => Object.values(classes)).map((look) => look.from));
/** Pixels between two places of a river at which its name is tried, and how many are. */
const PACE = 48;
const MOST = 12;
/** How much longer than straight a river may be along its name. */
const BENT = 1.06;
/** About how wide a letter of a name is, in pixels. */
const LETTER = { wide: 13, narrow: 7 };

/** @param {LngLat} point */
const latLng = ([lng, lat]) => L.latLng(lat, lng);

/** The stretches of a line in sight, as pixels of the map.
 * @param {L.Map} map @param {LngLat[]} line */
function seen(map, line) {
  const size = map.getSize();
  const frame = L.bounds([0, 0], [size.x, size.y]);
  /** @type {L.Point[][]} */
  const stretches = [[]];
  for (const corner of line) {
    const at = map.latLngToContainerPoint(latLng(corner));
    if (frame.contains(at)) stretches[stretches.length - 1].push(at);
    else if (stretches[stretches.length - 1].length) stretches.push([]);
  }
  return stretches.filter((points) => points.length > 1);
}

/** Points of a stretch, a pixel or two apart.
 * @param {L.Point[]} points */
function fine(points) {
  return points.slice(1).flatMap((to, at) => {
    const from = points[at];
    const steps = Math.max(1, Math.round(from.distanceTo(to) / 2));
    return Array.from({ length: steps }, (_, step) =>
      from.add(to.subtract(from).multiplyBy(step / steps)));
  });
}

/** Where the name of a river may stand: along what is nearly straight, in the middle first.
 * @param {L.Map} map @param {Landmark} river @param {string} text
 * @returns {{ at: L.LatLng, turn: number }[]} */
function spots(map, river, text) {
  const wide = [...text].reduce((sum, letter) =>
    sum + (letter > "\u2e80" ? LETTER.wide : LETTER.narrow), 0);
  const middle = map.getSize().divideBy(2);
  const span = Math.round(wide / 2);
  const found = river.lines.flatMap((line) => seen(map, line)).flatMap((stretch) => {
    const points = fine(stretch);
    const made = [];
    for (let at = 0; at + span < points.length; at += PACE / 2) {
      const [from, to] = [points[at], points[at + span]];
      const chord = from.distanceTo(to);
      if (chord * BENT < span * 2) continue;
      const [left, right] = from.x < to.x ? [from, to] : [to, from];
      const centre = from.add(to).divideBy(2);
      made.push({ at: map.containerPointToLatLng(centre), far: centre.distanceTo(middle),
        turn: Math.atan2(right.y - left.y, right.x - left.x) });
    }
    return made;
  });
  return found.sort((a, b) => a.far - b.far).slice(0, MOST);
}

/** @param {L.Map} map */
export function createLandmarks(map) {
  /** @type {LandmarkFile[]} */
  let files = [];
  let asked = false;
  let shown = false;
  /** That of the screen: on paper what was seen is a little smaller, and must not lose any. */
  let zoom = map.getZoom();
  /** @type {{ file: LandmarkFile, grade: string, lines: L.LayerGroup }[]} */
  let rivers = [];

  /** @param {LandmarkFile} file @param {string} grade */
  function drawn({ zooms }, grade) {
    const { from, to = Infinity } = zooms[grade];
    return shown && zoom >= from && zoom <= to;
  }

  /** @param {LandmarkFile} file */
  function lines(file) {
    return Object.keys(file.zooms).map((grade) => {
      const parts = file.features.filter((one) => one.class === grade)
        .flatMap((one) => one.lines.map((line) => line.map(latLng)));
      const { width = 1 } = style.landmarks.river[grade];
      const look = { pane: "landmarks", interactive: false, fill: false };
      // Paper under ink, as below borders: a thin line would be lost on the darkest class.
      return { file, grade, lines: L.layerGroup([
        L.polyline(parts, { ...look, color: "var(--panel)", weight: width + 1.6, opacity: 0.5 }),
        L.polyline(parts, { ...look, color: "var(--water)", weight: width,
          className: "atlas-river" }),
      ]) };
    });
  }

  /** Those drawn now, with their file. */
  function each() {
    return files.flatMap((file) => file.features.filter((one) => drawn(file, one.class))
      .map((one) => ({ kind: file.kind, one, look: style.landmarks[file.kind][one.class] })));
  }

  /** @param {Landmark} one @param {"town" | "airport"} kind @returns {Seat} */
  const seat = (one, kind) => ({ kind, at: latLng(one.lines[0][0]),
    radius: style.landmarks[kind][one.class].radius || 0 });

  return {
    /** @param {LandmarkFile[] | null} given none where they did not come */
    give(given) {
      asked = given !== null;
      for (const river of rivers) river.lines.remove();
      files = given || [];
      rivers = files.filter((file) => file.kind === "river").flatMap(lines);
    },
    /** Draw what is drawn at this zoom, and return whether its files are to be asked for: once.
     * @param {boolean} on */
    paint(on) {
      shown = on;
      if (!paper.isPrinting()) zoom = map.getZoom();
      for (const { file, grade, lines: group } of rivers) {
        if (drawn(file, grade)) group.addTo(map);
        else group.remove();
      }
      const wanted = on && !asked && zoom >= NEAR;
      asked ||= wanted;
      return wanted;
    },
    /** Whose they are that are drawn now. @param {string} lang */
    credits(lang) {
      return files.filter((file) => Object.keys(file.zooms).some((grade) => drawn(file, grade)))
        .map((file) => file.credit[lang]);
    },
    /** Where places are named that have the name of their seat, by their ids.
     * @returns {Map<string, Seat>} */
    seats() {
      return new Map(each().flatMap(({ kind, one }) =>
        (kind === "town" && one.seat_of ? [[one.seat_of, seat(one, kind)]] : [])));
    },
    /** The names wanted of all others, after those of data. @param {string} lang
     * @returns {Label[]} */
    labels(lang) {
      /** @param {ReturnType<typeof each>[number]} mark @returns {Label[]} */
      const named = ({ kind, one, look }) => {
        const text = one.name[lang] || one.name.zh;
        const label = { text, kind, order: look.order, shape: null, radius: 0 };
        if (kind === "river") {
          return spots(map, one, text).map((spot) => ({ ...label, ...spot, once: text }));
        }
        if (one.seat_of) return [];
        const mine = seat(one, kind);
        return [{ ...label, at: mine.at, radius: mine.radius, seat: mine }];
      };
      return each().flatMap(named).sort((a, b) => a.order - b.order);
    },
  };
}

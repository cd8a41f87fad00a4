/* Sync: maps of one group that move as one.
 *
 * "zoom": each keeps its own middle, all keep one scale. "move": they also move the same way from
 * where each began. "same": all show the same. The map under the reader's hand leads. */

import * as paper from "../runtime/paper.js";

/**
 * @import { Camera } from "../runtime/camera.js"
 * @import { MapView } from "../runtime/map.js"
 * @import { MapSpec } from "./map_spec.d.ts"
 */

/** @typedef {{ slot: string, host: HTMLElement, map: MapView, spec: () => MapSpec,
 *   home: Camera }} Member */

/** @type {Map<string, Member>} */
const members = new Map();
let leader = "";

const HANDS = ["pointerdown", "wheel", "keydown", "touchstart"];

/** @param {Member} one */
const others = ({ slot, spec }) => [...members.values()].filter((other) =>
  spec().group && other.spec().group === spec().group && other.slot !== slot);

/** A point of the world in the plane of the map, at zoom 0.
 * @param {Camera} camera */
const flat = ({ lat, lng }) => L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lng), 0);

/** Where a follower looks when the leader looks at `camera`.
 * @param {Member} lead @param {Member} other @param {Camera} camera
 * @returns {Camera} */
function seen(lead, other, camera) {
  const { sync } = other.spec();
  if (sync === "same") return camera;
  if (sync !== "move") return { ...other.map.camera(), zoom: camera.zoom };
  const at = flat(other.home).add(flat(camera)).subtract(flat(lead.home));
  const { lat, lng } = L.CRS.EPSG3857.pointToLatLng(at, 0);
  return { lat, lng, zoom: camera.zoom };
}

/** @type {(slot: string, host: HTMLElement, map: MapView, spec: () => MapSpec) => void} */
export function join(slot, host, map, spec) {
  /** @type {Member} */
  const member = { slot, host, map, spec, home: map.camera() };
  members.set(slot, member);
  for (const hand of HANDS) {
    host.addEventListener(hand, () => { leader = slot; }, { capture: true, passive: true });
  }
  map.on("resize", () => again(spec().group));
  map.on("moving", (camera, zooming) => {
    if (leader !== slot || !members.has(slot) || spec().sync === "free") return;
    for (const other of others(member)) {
      if (other.spec().sync === "zoom" && !zooming && other.map.camera().zoom === camera.zoom) {
        continue;
      }
      other.map.glide(seen(member, other, camera), zooming);
    }
  });
}

/** All of a group at the smallest scale that shows the whole of each; that is where they begin.
 * @type {(group: string) => void} */
export function level(group) {
  const mine = [...members.values()].filter(({ spec }) => spec().group === group);
  for (const { map } of mine) map.fit();
  const zoom = Math.min(...mine.map(({ map }) => map.camera().zoom));
  for (const one of mine) {
    one.map.level(zoom);
    one.home = one.map.camera();
  }
}

/** Groups whose frames have another size. @type {Set<string>} */
const resized = new Set();

/** Frames of another size show the same, at one scale, unless a reader has moved a map.
 * @param {string} group */
function again(group) {
  if (!group || resized.has(group) || paper.isPrinting()) return;
  resized.add(group);
  requestAnimationFrame(() => {
    resized.delete(group);
    const mine = [...members.values()].filter(({ spec }) => spec().group === group);
    if (mine.every(({ map }) => map.whole())) level(group);
  });
}

/** The maps that move when one does.
 * @type {(slot: string) => string[]} */
export function mates(slot) {
  const member = members.get(slot);
  if (!member || member.spec().sync === "free") return [];
  return others(member).map((other) => other.slot);
}

/** @param {string} slot */
export function leave(slot) {
  members.delete(slot);
}

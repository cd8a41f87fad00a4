/* Events: what a map tells those who listen. */

/**
 * @import { Camera, Mover } from "./camera.js"
 * @import { Level } from "./layer_file.d.ts"
 */

/**
 * @typedef {object} Events
 * @property {(id: string | null, level: Level | null) => void} select
 * @property {(id: string | null) => void} hover
 * @property {(camera: Camera, by: Mover) => void} move
 * @property {(camera: Camera, zooming: boolean) => void} moving At every frame of a move, and once
 *   at the start of an animated zoom with its end.
 * @property {(what: "counties" | "landmarks") => void} want What would show more is not here yet.
 *   Said once per kind.
 * @property {() => void} resize Its frame has another size.
 */

/** @typedef {<K extends keyof Events>(name: K, listener: Events[K]) => void} Listen */

/** @typedef {<K extends keyof Events>(name: K, ...details: Parameters<Events[K]>) => void} Emit */

/** Listeners by the name of what they wait for. */
export function createEvents() {
  /** @type {Map<string, ((...details: any[]) => void)[]>} */
  const listeners = new Map();
  return {
    /** @type {Listen} */
    on(name, listener) {
      listeners.set(name, [...(listeners.get(name) || []), listener]);
    },
    /** @type {Emit} */
    emit(name, ...details) {
      for (const listener of listeners.get(name) || []) listener(...details);
    },
  };
}

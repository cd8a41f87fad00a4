/* Flight: from where a map looks to somewhere else, in one movement that the reader can stop. */

/** Seconds. */
const DURATION = 0.6;

/** @param {L.Map} map @param {HTMLElement} host */
export function createFlight(map, host) {
  /** What is done when it ends, however that is; none while there is none.
   * @type {(() => void) | null} */
  let landing = null;
  let flying = false;
  // Before all others: who listens for the end meets a map that stands.
  map.on("moveend", () => { flying = false; });

  function land() {
    const done = landing;
    landing = null;
    flying = false;
    map.off("moveend", land);
    done?.();
  }

  /** Who takes hold of the map takes it from where it is. */
  function stop() {
    if (!landing) return;
    land();
    map.stop();
  }
  for (const name of ["pointerdown", "wheel", "keydown"]) {
    host.addEventListener(name, stop, { capture: true, passive: true });
  }

  return {
    land,
    flying: () => flying,
    /** @param {L.LatLng} at @param {number} zoom @param {() => void} done */
    start(at, zoom, done) {
      land();
      landing = done;
      flying = true;
      map.on("moveend", land);
      map.flyTo(at, zoom, { duration: DURATION });
    },
  };
}

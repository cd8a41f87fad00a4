/* Drawn: the mark that tests and benchmarks look for, and that what may come later waits for. */
(function (atlas) {
  "use strict";

  /** When there is nothing better to do; Safari does not tell.
   * @param {() => void} run */
  const idle = (run) => (window.requestIdleCallback || window.setTimeout)(run);

  /** @type {Atlas.Namespace["drawn"]} */
  function drawn(turn, settled = Promise.resolve()) {
    requestAnimationFrame(() => performance.mark("atlas:painted"));
    // The first time, what waits comes after the maps, not with them.
    const mark = () => {
      document.documentElement.dataset.drawn = String(turn);
      idle(() => { document.documentElement.dataset.laid = ""; });
    };
    if (turn > 1) requestAnimationFrame(mark);
    else atlas.dom.painted(() => settled.then(mark));
  }

  atlas.drawn = drawn;
})((window.atlas = window.atlas || {}));

/* Begin, in a frame: the server has written words and pictures; the maps take their place. */
(function (atlas) {
  "use strict";

  const PATIENCE = 500;
  let listening = false;

  function listen() {
    if (listening) return;
    listening = true;
    atlas.turn.listen();
    atlas.swipe.listen();
    atlas.swipe.set();
    atlas.linked.listen();
    const { ignored } = document.documentElement.dataset;
    // The console is where whoever writes an address looks.
    // eslint-disable-next-line no-console
    if (ignored) console.info(`shu-atlas: ignored in the address: ${ignored}`);
  }

  async function draw() {
    try {
      const manifest = await atlas.files.manifest();
      try {
        await atlas.plates.draw(atlas.turn.specs(), manifest);
      } finally {
        listen();
      }
      atlas.turn.done();
      atlas.talk.begin();
    } catch (error) {
      atlas.turn.failed(error, draw);
    }
  }

  let begun = false;
  function begin() {
    if (begun) return;
    begun = true;
    draw();
  }

  // The picture first: a browser has one thread, and the map is not seen to be missing. A frame
  // that nobody sees yet paints nothing, and its height is wanted all the same.
  atlas.dom.painted(begin);
  setTimeout(begin, PATIENCE);
})((window.atlas = window.atlas || {}));

/* Begin, in a frame: the server has written words and pictures; the maps take their place. */
(function (atlas) {
  "use strict";

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

  draw();
})((window.atlas = window.atlas || {}));

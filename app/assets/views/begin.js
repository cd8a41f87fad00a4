/* Begin: the server has written the words of a view; its maps are drawn among them. */
(function (atlas) {
  "use strict";

  /** @param {Atlas.Manifest} manifest */
  function listen(manifest) {
    const lang = atlas.words.lang();
    atlas.words.apply(document, manifest.words[lang], lang);
    // A place is shown on the map of the whole province.
    atlas.search.mount(manifest, ([id]) => {
      const query = new URLSearchParams({ place: id });
      if (atlas.words.lang() !== "zh") query.set("lang", atlas.words.lang());
      location.href = `${manifest.urls.page}?${query}`;
    });
    atlas.search.speak(manifest, lang, manifest.words[lang]);
    reveal();
    atlas.turn.listen();
    atlas.swipe.listen();
    atlas.swipe.set();
    atlas.linked.listen();
    document.addEventListener("click", ({ target }) => {
      const act = target instanceof Element && target.closest("[data-act]");
      const name = act && act.getAttribute("data-act");
      if (name === "share") atlas.share.copy(manifest.words[atlas.words.lang()]);
      if (name === "print") window.print();
      if (act && name === "copy") atlas.copy(act, manifest.words[atlas.words.lang()]);
      if (!(target instanceof Element && target.closest("#language"))) return;
      const { other } = /** @type {HTMLElement} */ (document.getElementById("leaf")).dataset;
      if (other) {
        atlas.turn.to(other);
        return;
      }
      const url = new URL(location.href);
      if (atlas.words.lang() === "zh") url.searchParams.set("lang", "en");
      else url.searchParams.delete("lang");
      atlas.turn.to(url.search || "?");
    });
  }

  /** On a small screen the links of the head scroll: the one of this page is in sight. */
  function reveal() {
    const here = document.querySelector(".nav-link[aria-current]");
    here?.scrollIntoView({ block: "nearest", inline: "center" });
  }

  let listening = false;

  async function draw() {
    try {
      const manifest = await atlas.files.manifest();
      try {
        await atlas.plates.draw(atlas.turn.specs(), manifest);
      } finally {
        // Until then a link is a link: it works without us.
        if (!listening) listen(manifest);
        listening = true;
      }
      atlas.turn.done();
    } catch (error) {
      atlas.turn.failed(error, draw);
    }
  }

  /** Dash's layout has an empty leaf; what stands in the copy's moves into it.
   * @param {() => void} swap takes the copy away */
  function move(swap) {
    const old = /** @type {HTMLElement} */ (document.querySelector("#early #leaf"));
    const next = /** @type {HTMLElement} */ (document.querySelector("#react-entry-point #leaf"));
    Object.assign(next.dataset, old.dataset);
    next.replaceChildren(...old.childNodes);
    atlas.banner.carry(swap);
    if (!listening) return;
    atlas.search.enter();
    atlas.files.manifest().then((manifest) => {
      const lang = atlas.words.lang();
      atlas.words.apply(document, manifest.words[lang], lang);
      reveal();
    });
  }

  const started = draw();
  atlas.dash.follow(started, "#leaf", move);
})((window.atlas = window.atlas || {}));

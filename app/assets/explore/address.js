/* The address of the page follows the view; back and forward restore it. */
(function (atlas) {
  "use strict";

  const WAIT = 300;
  let timer = 0;

  /** @param {Atlas.Manifest} manifest @param {Atlas.State} state */
  function link(manifest, state) {
    const query = atlas.codec.encode(manifest.fields, state);
    return query ? `${manifest.urls.page}?${query}` : manifest.urls.page;
  }

  /** @type {Atlas.Namespace["address"]["follow"]} */
  function follow(manifest, state, mode) {
    const next = link(manifest, state);
    const url = new URL(next, location.href);
    // The path is ours already, by this name or another.
    if (url.search === location.search) return;
    if (mode === "push") history.pushState(null, "", next);
    else history.replaceState(null, "", next);
  }

  /** The camera is part of the address but no step of the history.
   * @type {Atlas.Namespace["address"]["camera"]} */
  function camera(manifest, at) {
    clearTimeout(timer);
    if (at === atlas.view.get().view) return;
    timer = setTimeout(() => {
      atlas.view.keep({ ...atlas.view.get(), view: at });
      follow(manifest, atlas.view.get(), "replace");
    }, WAIT);
  }

  /** @type {Atlas.Namespace["address"]["listen"]} */
  function listen(manifest) {
    window.addEventListener("popstate", () => {
      clearTimeout(timer);
      atlas.view.set(atlas.codec.decode(manifest.fields, location.search), "replace");
      atlas.stage.look(atlas.view.get().view);
    });
  }

  atlas.address = { follow, camera, listen };
})((window.atlas = window.atlas || {}));

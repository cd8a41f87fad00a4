/* The map on the page: made once, before Dash is there, and carried into Dash's layout. */
(function (atlas) {
  "use strict";

  /** The map lives in an element of ours, which can move from one layout to another. */
  const host = atlas.dom.el("div", { class: "map-host" });
  /** @type {Atlas.MapView | null} */
  let map = null;
  /** Tells the address the camera, once the first one stands.
   * @type {((at: string) => void) | null} */
  let camera = null;
  /** @type {Record<string, unknown>} */
  const given = {};

  /** Stand in the layout that is on the page now.
   * @type {Atlas.Namespace["stage"]["enter"]} */
  function enter() {
    const slot = document.getElementById("map");
    if (!slot) throw new Error("the page has no map");
    if (host.parentElement !== slot) slot.append(host);
  }

  /** @type {Atlas.Namespace["stage"]["start"]} */
  function start(manifest, state) {
    // Places that lie close together are seen first at their own extent.
    const bounds = atlas.choices.layer(manifest, state.layer).bounds || manifest.bounds;
    if (map) {
      map.home(bounds);
      return;
    }
    enter();
    map = atlas.map.create(host, { bounds, reach: manifest.bounds,
      words: manifest.words[state.lang], lang: state.lang, basemap: manifest.basemap });
    map.on("select", (id) => {
      atlas.view.set({ place: id || "" });
      atlas.panels.raise(id ? "card" : "");
    });
    map.on("want", (what) => want(manifest, what));
    look(state.view);
    const tell = (/** @type {string} */ at) => atlas.address.camera(manifest, at);
    camera = tell;
    // A panel that opens moves the map too, and must leave the address alone.
    map.on("move", ({ lat, lng, zoom }, by) => {
      if (by !== "page") tell(by === "home" ? "" : `${lat},${lng},${Number(zoom.toFixed(3))}`);
    });
  }

  /** @param {Atlas.Manifest} manifest @param {string} what */
  function want(manifest, what) {
    const url = what === "counties" ? manifest.files.counties : null;
    if (!url) return;
    atlas.files.json(url).then((file) => map?.geometry({ counties: file }), () => {
      const words = manifest.words[atlas.view.get().lang];
      atlas.banner.show(words["map.coarse"],
        { label: words["banner.retry"], run: () => want(manifest, what) });
    });
  }

  /** Move the map to a camera ("lat,lng,zoom"), or to the whole province; the address follows
   * where it does not say so already.
   * @type {Atlas.Namespace["stage"]["look"]} */
  function look(at) {
    if (!map) return;
    const [lat, lng, zoom] = at.split(",").map(Number);
    if (zoom) map.moveTo({ lat, lng, zoom });
    else map.fit();
    camera?.(at);
  }

  /** Geometry is decoded once; only what is new is handed on.
   * @type {Atlas.Namespace["stage"]["show"]} */
  function show(state, theme, overlays, words, files) {
    if (!map) return;
    const fresh = Object.fromEntries(
      Object.entries(files).filter(([name, file]) => file && given[name] !== file));
    Object.assign(given, fresh);
    map.draw({ theme, overlays, hidden: state.hide, lang: state.lang, words,
      counties: state.over.includes("counties") || theme.sheet.level === "county",
      names: state.over.includes("names") }, fresh);
    map.select(state.place || null);
  }

  atlas.stage = { enter, start, look, show, flash: (id) => map?.flash(id) };
})((window.atlas = window.atlas || {}));

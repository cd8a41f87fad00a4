/* The map on the page: made once, before Dash is there, and carried into Dash's layout. */
(function (atlas) {
  "use strict";

  /** The map lives in an element of ours, which can move from one layout to another. */
  const host = atlas.dom.el("div", { class: "map-host" });
  /** @type {Atlas.MapView | null} */
  let map = null;
  /** Whether the reader has moved the map; until then it shows the whole province. */
  let moved = false;
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
    if (map) return;
    enter();
    map = atlas.map.create(host, { bounds: manifest.bounds, words: manifest.words[state.lang],
      lang: state.lang, basemap: manifest.basemap });
    map.on("select", (id) => {
      atlas.view.set({ place: id || "" });
      atlas.panels.raise(id ? "card" : "");
    });
    map.on("want", (what) => want(manifest, what));
    look(state.at);
    for (const name of ["wheel", "pointerdown", "keydown", "click"]) {
      host.addEventListener(name, touch, { passive: true });
    }
    map.on("move", ({ lat, lng, zoom }) => {
      const at = moved ? `${lat},${lng},${Number(zoom.toFixed(3))}` : "";
      if (at !== atlas.view.get().at) atlas.address.camera(manifest, at);
    });
  }

  /** The home button brings the whole province back; anything else may move the map.
   * @param {Event} event */
  function touch({ target, type }) {
    const home = target instanceof Element && target.closest("[data-home]");
    if (home || type !== "click") moved = !home;
  }

  /** @param {Atlas.Manifest} manifest @param {string} what */
  function want(manifest, what) {
    const url = what === "counties" ? manifest.files.counties : null;
    if (url) atlas.files.json(url).then((file) => map?.geometry({ counties: file }), () => {});
  }

  /** Move the map to a camera ("lat,lng,zoom"), or to the whole province.
   * @type {Atlas.Namespace["stage"]["look"]} */
  function look(at) {
    if (!map) return;
    const [lat, lng, zoom] = at.split(",").map(Number);
    moved = Boolean(zoom);
    if (moved) map.moveTo({ lat, lng, zoom });
    else map.fit();
  }

  /** Geometry is decoded once; only what is new is handed on.
   * @type {Atlas.Namespace["stage"]["geometry"]} */
  function geometry(files) {
    const fresh = Object.entries(files).filter(([name, file]) => file && given[name] !== file);
    if (!fresh.length || !map) return;
    Object.assign(given, Object.fromEntries(fresh));
    map.geometry(Object.fromEntries(fresh));
  }

  /** @type {Atlas.Namespace["stage"]["show"]} */
  function show(state, theme, overlays, words) {
    if (!map) return;
    map.draw({ theme, overlays, hidden: state.hide, lang: state.lang, words,
      counties: state.over.includes("counties") || theme.sheet.level === "county",
      names: state.over.includes("names") });
    map.select(state.place || null);
  }

  atlas.stage = { enter, start, look, geometry, show, flash: (id) => map?.flash(id) };
})((window.atlas = window.atlas || {}));

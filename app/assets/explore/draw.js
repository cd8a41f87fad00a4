/* Draw: from the view to everything on the page. Dash calls it when the view's store changes. */
(function (atlas) {
  "use strict";

  const { choices } = atlas;

  /** @type {Atlas.MapView | null} */
  let map = null;
  /** @type {Atlas.View | null} */
  let drawn = null;
  /** Whether the reader has moved the map; until then it shows the whole province. */
  let moved = false;
  let spoken = "";
  let told = "";
  let turn = 0;

  /** Everything one view needs from the server, most of it here already.
   * @param {Atlas.Manifest} manifest @param {Atlas.State} state @param {Atlas.Words} words */
  async function gather(manifest, state, words) {
    const id = choices.sheetId(manifest, state);
    const over = state.over.filter((one) =>
      one !== id && Object.hasOwn(manifest.sheets[state.lang], one));
    const counties = state.over.includes("counties") ||
      choices.layer(manifest, state.layer).level === "county";
    const [places, edges, zones, sheet, ...sheets] = await Promise.all([
      atlas.files.json(manifest.files.places),
      counties ? atlas.files.json(manifest.files.counties) : null,
      manifest.files.zones ? atlas.files.json(manifest.files.zones) : null,
      atlas.files.sheet(manifest, state.lang, id),
      ...over.map((one) => atlas.files.sheet(manifest, state.lang, one)),
    ]);
    const theme = await themed(manifest, state, sheet, words);
    return { geometry: { places, counties: edges, zones }, theme,
      overlays: sheets.map((one) => view(one, latest(manifest, one.id))) };
  }

  /** @param {Atlas.Sheet} sheet @param {string} period @param {string} paintKey */
  function view(sheet, period, paintKey = "") {
    return { sheet, period, paintKey };
  }

  /** @param {Atlas.Manifest} manifest @param {string} id */
  function latest(manifest, id) {
    return choices.layer(manifest, id).sheets[id].default_period;
  }

  /** @param {Atlas.Manifest} manifest @param {Atlas.State} state @param {Atlas.Sheet} sheet
   * @param {Atlas.Words} words @returns {Promise<Atlas.View>} */
  async function themed(manifest, state, sheet, words) {
    const period = choices.period(manifest, state);
    if (sheet.kind !== "choropleth") return view(sheet, period);
    if (state.scheme === atlas.manual.KEY) {
      const painted = await atlas.manual.painted(manifest, state, sheet, period, words);
      if (painted) return view(painted, period, atlas.manual.KEY);
    }
    const scheme = state.scheme === atlas.manual.KEY ? "natural" : state.scheme;
    return view(sheet, period, `${scheme}-${state.k}-${state.lock}`);
  }

  /** @param {Atlas.Manifest} manifest @param {Atlas.State} state @param {Atlas.Words} words */
  function start(manifest, state, words) {
    const host = document.getElementById("map");
    if (!host) throw new Error("the page has no map");
    map = atlas.map.create(host, { bounds: manifest.bounds, words, lang: state.lang,
      basemap: manifest.basemap });
    atlas.search.mount(manifest);
    for (const part of [atlas.controls, atlas.acts, atlas.address]) part.listen(manifest);
    map.on("select", (id) => {
      atlas.view.set({ place: id || "" });
      atlas.panels.raise(id ? "card" : "");
    });
    map.on("want", (what) => want(manifest, what));
    look(state.at ? read(state.at) : null);
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

  /** @param {string} at @returns {Atlas.Camera} */
  function read(at) {
    const [lat, lng, zoom] = at.split(",").map(Number);
    return { lat, lng, zoom };
  }

  /** Move the map to a camera, or to the whole province.
   * @type {Atlas.Namespace["draw"]["look"]} */
  function look(camera) {
    if (!map) return;
    moved = Boolean(camera && camera.zoom);
    if (camera && moved) map.moveTo(camera);
    else map.fit();
  }

  /** @type {Record<string, unknown>} */
  const given = {};

  /** Geometry is decoded once; only what is new is handed on.
   * @param {Record<string, any>} files */
  function geometry(files) {
    const fresh = Object.entries(files).filter(([name, file]) => file && given[name] !== file);
    if (!fresh.length || !map) return;
    Object.assign(given, Object.fromEntries(fresh));
    map.geometry(Object.fromEntries(fresh));
  }

  /** @param {Atlas.Manifest} manifest @param {Atlas.State} state */
  async function render(manifest, state) {
    const mine = ++turn;
    const words = manifest.words[state.lang];
    if (spoken !== state.lang) {
      spoken = state.lang;
      atlas.words.apply(document, words, state.lang);
      atlas.search.speak(manifest, state.lang, words);
    }
    if (!map) start(manifest, state, words);
    // The controls answer at once, even while a file is on its way.
    atlas.controls.show(manifest, state, words);
    const { geometry: files, theme, overlays } = await gather(manifest, state, words);
    if (mine !== turn || !map) return false;
    atlas.banner.hide();
    geometry(files);
    drawn = theme;
    map.draw({ theme, overlays, hidden: state.hide, lang: state.lang, words,
      counties: state.over.includes("counties") || theme.sheet.level === "county",
      names: state.over.includes("names") });
    map.select(state.place || null);
    atlas.plate.show(manifest, state, theme, overlays);
    atlas.panels.show(state, theme, words);
    atlas.address.follow(manifest, atlas.view.get(), atlas.view.mode());
    mark(mine);
    atlas.files.warm(manifest, state.lang);
    return true;
  }

  /** What is drawn is on screen with the next frame; tests and benchmarks look for this mark.
   * @param {number} mine */
  function mark(mine) {
    requestAnimationFrame(() => {
      performance.mark("atlas:painted");
      document.documentElement.dataset.drawn = String(mine);
    });
  }

  /** The callback: draws, and hands on the place whose card the server is to write.
   * @param {Atlas.State | null | undefined} data */
  async function draw(data) {
    const { no_update: same } = window.dash_clientside;
    try {
      const manifest = await atlas.files.manifest();
      if (!data) atlas.view.keep(atlas.codec.decode(manifest.fields, location.search));
      if (!data) atlas.view.mode();
      const state = atlas.view.get();
      if (!(await render(manifest, state))) return same;
      const next = state.place ? `${state.place} ${state.lang}` : "";
      if (next === told) return same;
      told = next;
      return { place: state.place, lang: state.lang };
    } catch (error) {
      failed(error, data);
      return same;
    }
  }

  /** @param {unknown} error @param {Atlas.State | null | undefined} data */
  async function failed(error, data) {
    const fallback = document.documentElement.dataset.lang === "en"
      ? ["The map could not be loaded:", "Try again"] : ["地图没有载入：", "重试"];
    const state = data && atlas.view.get();
    const known = await atlas.files.manifest().then((one) => one.words, () => null);
    const lang = state ? state.lang : document.documentElement.dataset.lang;
    const words = known && known[lang === "en" ? "en" : "zh"];
    const reason = error instanceof Error ? error.message : String(error);
    atlas.banner.show(`${words ? words["banner.failed"] : fallback[0]} ${reason}`, {
      label: words ? words["banner.retry"] : fallback[1],
      run: () => { draw(data).then((chosen) => window.dash_clientside.set_props("chosen",
        chosen === window.dash_clientside.no_update ? {} : { data: chosen })); },
    });
  }

  atlas.draw = {
    look,
    theme: () => drawn,
    flash: (id) => map?.flash(id),
    camera: () => look(atlas.view.get().at ? read(atlas.view.get().at) : null),
  };
  window.dash_clientside = Object.assign(window.dash_clientside || {}, { atlas: { draw } });
})((window.atlas = window.atlas || {}));

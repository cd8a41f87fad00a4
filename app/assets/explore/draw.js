/* Draw: from the view to everything on the page. */
(function (atlas) {
  "use strict";

  const { choices } = atlas;

  /** @type {{ manifest: Atlas.Manifest, state: Atlas.State, theme: Atlas.View,
   *   overlays: Atlas.View[] } | null} */
  let drawn = null;
  let spoken = "";
  let turn = 0;

  /** Everything one view needs from the server, most of it here already.
   * @param {Atlas.Manifest} manifest @param {Atlas.State} state */
  async function gather(manifest, state) {
    const id = choices.sheetId(manifest, state);
    const over = choices.above(manifest, state).map((one) => one.id)
      .filter((one) => state.over.includes(one));
    const counties = state.over.includes("counties") ||
      choices.layer(manifest, state.layer).level === "county";
    const [places, edges, zones, sheet, ...sheets] = await Promise.all([
      atlas.files.json(manifest.files.places),
      counties ? atlas.files.json(manifest.files.counties) : null,
      manifest.files.zones ? atlas.files.json(manifest.files.zones) : null,
      atlas.files.sheet(manifest, state.lang, id),
      ...over.map((one) => atlas.files.sheet(manifest, state.lang, one)),
    ]);
    const theme = await themed(manifest, state, sheet);
    const overlays = sheets.map((one) => {
      const { over: dated = {}, default_period: first } =
        choices.layer(manifest, one.id).sheets[one.id];
      return { sheet: one, paintKey: "", period: dated[theme.period] ?? first };
    });
    return { geometry: { places, counties: edges, zones }, theme, overlays };
  }

  /** @param {Atlas.Manifest} manifest @param {Atlas.State} state @param {Atlas.Sheet} sheet
   * @returns {Promise<Atlas.View>} */
  async function themed(manifest, state, sheet) {
    const period = choices.period(manifest, state);
    if (sheet.kind !== "choropleth") return { sheet, period, paintKey: "" };
    const words = manifest.words[state.lang];
    if (state.scheme === atlas.manual.KEY) {
      const painted = await atlas.manual.painted(manifest, state, sheet, period, words);
      return { sheet: painted, period, paintKey: atlas.manual.KEY };
    }
    return { sheet, period, paintKey: `${state.scheme}-${state.k}-${state.lock}` };
  }

  /** @param {Atlas.Manifest} manifest @param {Atlas.State} state */
  function speak(manifest, state) {
    if (spoken === state.lang) return;
    spoken = state.lang;
    atlas.words.apply(document, manifest.words[state.lang], state.lang);
    atlas.search.speak(manifest, state.lang, manifest.words[state.lang]);
  }

  /** Draw the view, unless a later one has come meanwhile.
   * @type {Atlas.Namespace["draw"]["render"]} */
  async function render(manifest, state) {
    const mine = ++turn;
    const mode = atlas.view.mode();
    const words = manifest.words[state.lang];
    speak(manifest, state);
    atlas.stage.start(manifest, state);
    // The controls answer at once, even while a file is on its way.
    atlas.controls.show(manifest, state, words);
    const { geometry, theme, overlays } = await gather(manifest, state);
    if (mine !== turn) return;
    atlas.banner.hide();
    drawn = { manifest, state, theme, overlays };
    atlas.stage.show(state, theme, overlays, words, geometry);
    around();
    finish(manifest, state, mode);
  }

  /** What stands around the map, for what is drawn now. */
  function around() {
    if (!drawn) return;
    const { manifest, state, theme, overlays } = drawn;
    atlas.plate.show(manifest, state, theme, overlays);
    atlas.panels.show(state, theme, manifest.words[state.lang]);
  }

  /** Once it is on screen: its mark, and what can wait.
   * @param {Atlas.Manifest} manifest @param {Atlas.State} state @param {"push" | "replace"} mode */
  function finish(manifest, state, mode) {
    const mine = turn;
    atlas.drawn(mine);
    // Writing the history takes a browser longer than drawing the map.
    atlas.dom.painted(() => {
      // Back and forward come from the address: to write it again could undo the next step.
      if (mode === "push" || mine === 1) {
        atlas.address.follow(manifest, mine === turn ? atlas.view.get() : state, mode);
      }
      atlas.files.warm(manifest, state.lang);
    });
  }

  /** The layout on the page is another than the one that was drawn into: fill it too.
   * @type {Atlas.Namespace["draw"]["again"]} */
  async function again() {
    // Of what could not be drawn the choices stand at least.
    const manifest = drawn ? drawn.manifest : await atlas.files.manifest();
    const state = drawn ? drawn.state : atlas.view.get();
    spoken = "";
    speak(manifest, state);
    atlas.controls.show(manifest, state, manifest.words[state.lang]);
    around();
  }

  atlas.draw = { render, again, theme: () => (drawn ? drawn.theme : null) };
})((window.atlas = window.atlas || {}));

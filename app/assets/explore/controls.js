/* The controls show the view and change it; they know nothing else. */
(function (atlas) {
  "use strict";

  const { choices, inputs } = atlas;
  const SCHEMES = ["natural", "quantiles", "equal", "stdev", "pretty", "manual"];
  /** Their classes follow from the figures, or from the reader: nobody asks how many. */
  const UNCOUNTED = ["stdev", "manual"];
  const COUNTS = ["3", "4", "5", "6", "7"];

  /** The period chosen last: it comes back with the next layer or indicator that has it. */
  let wanted = "";

  /** @param {Atlas.Manifest} manifest @param {Atlas.State} state */
  function kept(manifest, state) {
    return choices.kept(manifest, { ...state, period: state.period || wanted });
  }

  /** @template {HTMLElement} T @param {string} id @returns {T} */
  function need(id) {
    const node = document.getElementById(id);
    if (!node) throw new Error(`no element ${id}`);
    return /** @type {T} */ (node);
  }

  /** @param {string} id @param {boolean} shown */
  function show(id, shown) {
    need(id).hidden = !shown;
  }

  /** @type {Atlas.Namespace["controls"]["show"]} */
  function render(manifest, state, words) {
    const layer = choices.layer(manifest, state.layer);
    wanted = state.period || wanted;
    what(manifest, state, words, layer);
    when(manifest, state, words);
    how(manifest, state, words, layer);
    inputs.checks(need("overlays"), choices.overlays(manifest, state, words), state.over, over);
    downloads(manifest, state, words);
  }

  /** @param {Atlas.Manifest} manifest @param {Atlas.State} state
   * @param {Atlas.Words} words @param {Atlas.LayerRow} layer */
  function what(manifest, state, words, layer) {
    inputs.segments(need("levels"), choices.levels(manifest, words), layer.level, (level) => {
      const first = manifest.layers.find((one) => one.level === level);
      if (first) chooseLayer(manifest, first.id);
    });
    const layers = choices.layers(manifest, layer.level, state.lang, words);
    show("layer-field", layers.length > 1);
    inputs.options(need("layer"), layers, state.layer);
    const indicators = choices.indicators(manifest, state, words);
    show("indicator-field", indicators.length > 0);
    inputs.options(need("indicator"), indicators, state.indicator);
  }

  /** @param {Atlas.Manifest} manifest @param {string} id */
  function chooseLayer(manifest, id) {
    const { sheets } = choices.layer(manifest, id);
    const state = { ...atlas.view.get(), layer: id };
    // A layer may lack the indicator that another layer showed.
    if (!Object.hasOwn(sheets, choices.sheetId(manifest, state))) {
      state.indicator = Object.keys(sheets)[0].split("/")[1];
    }
    atlas.view.set({ ...state, period: kept(manifest, state), hide: [] });
  }

  /** @param {Atlas.Manifest} manifest @param {Atlas.State} state @param {Atlas.Words} words */
  function when(manifest, state, words) {
    const rows = choices.periods(manifest, state, words);
    show("period-field", rows.length > 0);
    if (rows.length) {
      inputs.stops(need("period"), rows, choices.period(manifest, state), words["controls.when"],
        (period) => atlas.view.set({ period }));
    }
  }

  /** @param {Atlas.Manifest} manifest @param {Atlas.State} state
   * @param {Atlas.Words} words @param {Atlas.LayerRow} layer */
  function how(manifest, state, words, layer) {
    show("scheme-field", layer.kind === "choropleth");
    // Breaks of one's own are classed by a server.
    const schemes = SCHEMES.filter((value) => value !== atlas.manual.KEY || !atlas.cards.written);
    inputs.options(need("scheme"), schemes.map((value) =>
      ({ value, label: words[`scheme.${value}`] })), state.scheme);
    const counts = COUNTS.map((value) => ({ value, label: value }));
    inputs.options(need("classes"), counts, String(state.k));
    show("classes-field", !UNCOUNTED.includes(state.scheme));
    const lock = need("lock");
    // One period has no other to share its classes with.
    const { periods } = layer.sheets[choices.sheetId(manifest, state)];
    show("lock-field", state.scheme !== "manual" && periods.length > 1);
    inputs.checks(lock, [{ value: "locked", label: words["lock.locked"] }], [state.lock],
      (_name, on) => atlas.view.set({ lock: on ? "locked" : "free" }));
    atlas.manual.show(need("manual"), manifest, state, words);
  }

  /** @param {string} name @param {boolean} on */
  function over(name, on) {
    const rest = atlas.view.get().over.filter((one) => one !== name);
    atlas.view.set({ over: on ? [...rest, name] : rest });
  }

  /** @param {Atlas.Manifest} manifest @param {Atlas.State} state @param {Atlas.Words} words */
  function downloads(manifest, state, words) {
    const query = atlas.codec.encode(manifest.fields, state);
    const period = choices.period(manifest, state);
    /** @param {string} form */
    const label = (form) => {
      const key = `download.${form}`;
      return atlas.dom.say(words, period ? `${key}-period` : key,
        { period: period && choices.when(period, state.lang, words) });
    };
    /** Where nobody makes files, they were written ahead. @param {string} form */
    const address = (form) => (manifest.tables
      ? manifest.tables[choices.sheetId(manifest, state)][form]
      : `${manifest.urls.download}?${query}${query ? "&" : ""}format=${form}`);
    for (const host of document.querySelectorAll(".downloads")) {
      host.replaceChildren(...manifest.downloads.map((form) =>
        atlas.dom.el("a", { href: address(form), download: "" }, label(form))));
    }
  }

  /** @type {Atlas.Namespace["controls"]["listen"]} */
  function listen(manifest) {
    /** @type {Record<string, (value: string) => void>} */
    const changes = {
      layer: (value) => chooseLayer(manifest, value),
      indicator: (value) => {
        const state = { ...atlas.view.get(), indicator: value };
        atlas.view.set({ indicator: value, period: kept(manifest, state), hide: [] });
      },
      scheme: (value) => atlas.manual.scheme(value),
      classes: (value) => atlas.view.set({ k: Number(value), hide: [] }),
    };
    document.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLSelectElement && changes[target.id]) {
        changes[target.id](target.value);
      }
    });
  }

  atlas.controls = { show: render, listen, forget: () => { wanted = ""; } };
})((window.atlas = window.atlas || {}));

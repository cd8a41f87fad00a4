/* The map: takes drawings (sheets at a period), draws them, and tells what readers do. */
(function (atlas) {
  "use strict";

  /** Listeners by the name of what they wait for. */
  function news() {
    /** @type {Map<string, ((...details: any[]) => void)[]>} */
    const listeners = new Map();
    return {
      /** @type {Atlas.MapView["on"]} */
      on(name, listener) {
        listeners.set(name, [...(listeners.get(name) || []), listener]);
      },
      /** @type {Atlas.Emit} */
      emit(name, ...details) {
        for (const listener of listeners.get(name) || []) listener(...details);
      },
    };
  }

  /** @param {L.Map} map @returns {Atlas.Camera} */
  function camera(map) {
    const { lat, lng } = map.getCenter();
    const round = (/** @type {number} */ value) => Number(value.toFixed(4));
    return { lat: round(lat), lng: round(lng), zoom: round(map.getZoom()) };
  }

  /** The camera as it is, for maps that follow. @param {L.Map} map @returns {Atlas.Camera} */
  function exact(map) {
    const { lat, lng } = map.getCenter();
    return { lat, lng, zoom: map.getZoom() };
  }

  /** What the borders of prefectures are drawn over; zeros and classes switched off are pale.
   * @param {Atlas.Layer[]} layers @returns {Atlas.Under} */
  function under(layers) {
    const areas = layers.filter(({ sheet }) =>
      sheet.kind === "choropleth" || sheet.kind === "categories");
    if (areas.some(({ sheet }) => sheet.level === "county")) return "counties";
    const theme = areas.find(({ sheet }) => sheet.level === "prefecture");
    if (!theme) return "nothing";
    const pale = [...atlas.sheets.chars(theme)].some((char) =>
      char === "z" || theme.hidden.includes(char));
    return pale ? "pale" : "colors";
  }

  /** From this zoom on, points stand among the borders of counties. */
  const CLOSE = 11;
  /** Milliseconds after which a map that followed another counts as still. */
  const STILL = 90;

  /** @type {Atlas.Namespace["map"]["create"]} */
  function create(host, options) {
    const frame = atlas.frame.create(host, options);
    const { map } = frame;
    const { on, emit } = news();
    const idle = () => undefined;
    /** @type {Atlas.Context} */
    const context = { map, words: { ...options.words }, calm: frame.calm,
      veil: Boolean(options.basemap), patterns: atlas.patterns.create(host),
      geometry: atlas.geometry.read(null, {}), over: idle, out: idle, click: idle };
    const stack = atlas.stack.create(context);
    const ground = atlas.ground.create(context);
    const rings = atlas.rings.create(map);
    const streets = atlas.streets.create(map);
    const outlines = atlas.outlines.create(context);
    const beyond = atlas.beyond.create(host, map);
    const labels = atlas.labels.create(map);
    const pointing = atlas.pointing.create(context, host, stack.targets, emit);
    const keyboard = atlas.keyboard.create(context, stack.targets, pointing.focus);
    Object.assign(context, { over: pointing.over, out: pointing.out,
      /** @type {Atlas.Handlers["click"]} */
      click(target) {
        if (target.level !== "cluster") frame.hold(target.at);
        pointing.click(target);
      } });
    /** @type {Atlas.Drawing} */
    let drawing = { theme: null, overlays: [] };
    let { lang, words: said } = options;
    let gliding = false;
    /** The first names come after the first paint: to place them is half the work of a map. */
    let named = false;
    /** What a move has to settle, painting does in any case. */
    let painting = false;
    let gone = false;

    function names() {
      if (gone) return;
      const targets = stack.targets();
      labels.update(drawing.names === false ? []
        : atlas.labels.collect(context, targets, stack.layers(), lang), targets, lang,
      frame.standing());
    }

    /** Letters that have come are as wide as they are, not as those that stood for them. */
    function lettered() {
      labels.forget();
      if (named) names();
    }
    document.fonts.addEventListener("loadingdone", lettered);

    /** What lies beyond an edge covers no place, no symbol and nothing that stands there. */
    function edges() {
      const symbols = stack.targets().filter((one) => one.radius > 0).map((one) => {
        const { x, y } = map.latLngToContainerPoint(one.at);
        return { left: x - one.radius, right: x + one.radius, top: y - one.radius,
          bottom: y + one.radius };
      });
      beyond.place(context.geometry.province, [...symbols, ...frame.standing()]);
    }

    /** Close to points one wants to know in which county they lie. */
    function borders() {
      const layers = stack.layers();
      const close = map.getZoom() >= CLOSE && layers.some(({ sheet }) => sheet.kind === "points");
      if (close) pointing.want();
      ground.paint({ under: under(layers), counties: close || Boolean(drawing.counties) });
    }

    /** @param {boolean} force */
    function paint(force) {
      const active = document.activeElement;
      const focused = stack.targets().find((target) => active && target.element() === active);
      // The theme's; the legend of each overlay carries its own.
      const first = drawing.theme || drawing.overlays[0];
      frame.credit(first ? [atlas.sheets.frame(first).credit] : []);
      // Fitted before anything is drawn, so that it is drawn once.
      painting = true;
      frame.settle(context.geometry.province);
      painting = false;
      stack.paint(drawing, force);
      rings.paint(drawing.rings || []);
      streets.paint(drawing.streets || []);
      outlines.paint(drawing.outlined || []);
      const layers = stack.layers();
      borders();
      beyond.show(layers.flatMap(({ sheet }) => sheet.beyond || []));
      edges();
      if (named) names();
      else atlas.dom.painted(names);
      named = true;
      keyboard.refresh();
      const again = focused && stack.targets().find((target) => target.key === focused.key);
      pointing.refresh(again || null);
      if (again && document.activeElement !== again.element()) keyboard.focus(again);
    }

    /** What waits until the map stands still. */
    function settle() {
      borders();
      edges();
      names();
      keyboard.refresh();
    }
    let settling = 0;

    map.on("moveend", () => {
      clearTimeout(settling);
      // A map that follows another ends a move at every frame.
      if (gliding) settling = window.setTimeout(settle, STILL);
      else if (!painting) settle();
      emit("move", camera(map), frame.mover());
    });
    map.on("move", () => {
      if (!gliding && !atlas.paper.printing()) emit("moving", exact(map), false);
    });
    map.on("resize", () => emit("resize"));
    map.on("zoomanim", ({ center: { lat, lng }, zoom }) => {
      if (!gliding) emit("moving", { lat, lng, zoom }, true);
    });

    return {
      geometry(topologies) {
        context.geometry = atlas.geometry.read(context.geometry, topologies);
        paint(true);
      },
      draw(next, topologies = {}) {
        const grown = Object.keys(topologies).length > 0;
        if (grown) context.geometry = atlas.geometry.read(context.geometry, topologies);
        const spoken = next.lang || lang;
        const fresh = spoken !== lang || (next.words !== undefined && next.words !== said);
        if (next.words && fresh) {
          said = next.words;
          // The same object: the tooltip and the drawers hold it too.
          Object.assign(context.words, next.words);
          frame.words(context.words);
        }
        lang = spoken;
        drawing = next;
        paint(fresh || grown);
      },
      select: pointing.select,
      camera: () => camera(map),
      moveTo: ({ lat, lng, zoom }) => frame.moveTo(lat, lng, zoom),
      glide(next, zooming) {
        gliding = true;
        frame.glide(next, !zooming);
        gliding = false;
      },
      fit: frame.fit,
      home: frame.home,
      level: frame.level,
      whole: frame.whole,
      focusPlace(id) {
        const target = pointing.find(id);
        if (target) keyboard.focus(target);
      },
      flash: pointing.flash,
      on,
      destroy() {
        gone = true;
        document.fonts.removeEventListener("loadingdone", lettered);
        keyboard.remove();
        pointing.remove();
        context.patterns.remove();
        beyond.remove();
        frame.remove();
      },
    };
  }

  atlas.map = { create };
})((window.atlas = window.atlas || {}));

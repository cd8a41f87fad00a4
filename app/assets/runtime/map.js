/* The map: takes drawings (sheets at a period), keeps drawers, and tells what readers do. */
(function (atlas) {
  "use strict";

  const { el } = atlas.dom;

  /** @param {Atlas.Layer} layer @param {Atlas.Context} context @returns {Atlas.Drawer} */
  function drawer(layer, context) {
    const { kind, level } = layer.sheet;
    if (kind === "points") return atlas.points.create(context);
    if (kind === "symbols") return atlas.symbols.create(context);
    return atlas.polygons.create(context, level);
  }

  /** Two layers that would draw the same thing.
   * @param {Atlas.Layer} a @param {Atlas.Layer} b */
  function same(a, b) {
    return a.sheet === b.sheet && a.period === b.period && a.paintKey === b.paintKey &&
      a.hidden.join() === b.hidden.join();
  }

  /** @type {Atlas.Namespace["map"]["create"]} */
  function create(host, options) {
    const frame = atlas.frame.create(host, options);
    const { map } = frame;
    const patterns = atlas.patterns.create(host);
    const live = el("div", { class: "atlas-live", "aria-live": "polite", role: "status" });
    host.append(live);
    const tooltip = atlas.tooltip.create(map, options.words);
    /** @type {Partial<{ [K in keyof Atlas.Events]: Atlas.Events[K][] }>} */
    const listeners = {};
    /** @type {Map<string, { layer: Atlas.Layer, drawer: Atlas.Drawer }>} */
    const drawn = new Map();
    /** @type {Atlas.Drawing} */
    let drawing = { theme: null, overlays: [], names: true };
    let selected = /** @type {string | null} */ (null);
    let wanted = false;
    let lang = options.lang;
    const shorts = new Map();

    /** @type {Atlas.Context} */
    const context = { map, words: { ...options.words }, patterns, calm: frame.calm,
      veil: Boolean(options.basemap), geometry: atlas.geometry.read(null, {}), over, out, click };
    const marks = atlas.marks.create(context);
    const ground = atlas.ground.create(context);
    const labels = atlas.labels.create(map);
    const keyboard = atlas.keyboard.create(context, targets, (target) => {
      marks.show("focus", target);
      over(target, null);
      tell(target);
    });

    /** @template {keyof Atlas.Events} K
     * @param {K} name @param {Parameters<Atlas.Events[K]>} details */
    function emit(name, ...details) {
      for (const listener of listeners[name] || []) {
        /** @type {(...details: unknown[]) => void} */ (listener)(...details);
      }
    }

    function targets() {
      return [...drawn.values()].flatMap((one) => one.drawer.targets());
    }

    /** @param {string | null} id */
    function find(id) {
      return id === null ? null
        : targets().find((target) => target.id === id && target.level !== "cluster") || null;
    }

    /** @param {Atlas.Target} target */
    function tell(target) {
      if (live.textContent !== target.label) live.textContent = target.label;
    }

    /** @param {Atlas.Target} target @param {L.LeafletMouseEvent | null} event */
    function over(target, event) {
      marks.show("hover", target.level === "cluster" ? null : target);
      tooltip.show(target, event);
      marks.hosts(target);
      wish(target);
      emit("hover", target.level === "cluster" ? null : target.id);
    }

    function out() {
      marks.show("hover", null);
      tooltip.hide();
      marks.hosts(find(selected));
      emit("hover", null);
    }

    /** Host counties need geometry that the page may not have fetched yet.
     * @param {Atlas.Target} target */
    function wish(target) {
      if (wanted || target.index < 0 || context.geometry.counties.size) return;
      if (target.layer.sheet.items[target.index].confidence !== "host-county") return;
      wanted = true;
      emit("want", "counties");
    }

    /** @param {Atlas.Target} target */
    function click(target) {
      if (target.activate) {
        target.activate();
        return;
      }
      select(target.id);
      tell(target);
      emit("select", target.id, target.level === "cluster" ? null : target.level);
    }

    /** @param {string | null} id */
    function select(id) {
      selected = id;
      const target = find(id);
      marks.show("select", target);
      marks.hosts(target);
    }

    function names() {
      labels.update(drawing.names === false ? []
        : atlas.labels.collect(context, targets(), shorts, lang));
    }

    /** Layers from bottom to top; the theme alone is filtered by its legend. */
    function layers() {
      const { theme, overlays, hidden = [] } = drawing;
      /** @type {Map<string, Atlas.Layer>} */
      const all = new Map();
      if (theme) {
        const { kind, level } = theme.sheet;
        const flat = kind === "choropleth" || kind === "categories";
        all.set(flat ? `areas ${level}` : theme.sheet.layer, { ...theme, hidden });
      }
      for (const view of overlays) {
        if (!all.has(view.sheet.layer)) all.set(view.sheet.layer, { ...view, hidden: [] });
      }
      return all;
    }

    /** @param {boolean} force */
    function paint(force) {
      const next = layers();
      const active = document.activeElement;
      const focused = targets().find((target) => active && target.element() === active);
      for (const [key, one] of drawn) {
        const layer = next.get(key);
        if (layer && one.drawer.accepts(layer)) continue;
        one.drawer.remove();
        drawn.delete(key);
      }
      for (const [key, layer] of next) {
        const old = drawn.get(key);
        if (old && !force && same(old.layer, layer)) continue;
        const made = old ? old.drawer : drawer(layer, context);
        made.paint(layer);
        drawn.set(key, { layer, drawer: made });
        if (layer.sheet.level === "prefecture") {
          for (const item of layer.sheet.items) if (item.short) shorts.set(item.id, item.short);
        }
      }
      finish(focused);
    }

    /** @param {Atlas.Target | undefined} focused */
    function finish(focused) {
      const theme = [...drawn.values()].find((one) => one.layer.sheet.level === "prefecture");
      const chars = theme ? atlas.sheets.chars(theme.layer) : "";
      ground.paint({ themed: Boolean(theme), counties: Boolean(drawing.counties),
        ruled: [...chars].some((char) => char === "z" || theme?.layer.hidden.includes(char)) });
      frame.credit([...drawn.values()].map((one) => one.layer.sheet.credit));
      tooltip.hide();
      marks.show("hover", null);
      marks.show("focus", null);
      names();
      keyboard.refresh();
      select(selected);
      const again = focused && targets().find((target) => target.key === focused.key);
      if (again && document.activeElement !== again.element()) keyboard.focus(again);
      else if (again) marks.show("focus", again);
    }

    host.addEventListener("focusout", () => {
      marks.show("focus", null);
      out();
    });
    host.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !tooltip.shown()) return;
      out();
      event.stopPropagation();
    });
    map.on("click", () => {
      if (selected === null) return;
      select(null);
      emit("select", null, null);
    });
    map.on("moveend", () => {
      names();
      keyboard.refresh();
      emit("move", camera());
    });
    map.on("movestart", tooltip.hide);
    // Rings of points change after the move has ended, when their animation is over.
    map.on("layeradd", (event) => {
      const node = event.layer instanceof L.MarkerCluster ? event.layer.getElement() : null;
      node?.setAttribute("tabindex", "-1");
    });

    function camera() {
      const { lat, lng } = map.getCenter();
      const round = (/** @type {number} */ value) => Number(value.toFixed(4));
      return { lat: round(lat), lng: round(lng), zoom: map.getZoom() };
    }

    return {
      geometry(topologies) {
        context.geometry = atlas.geometry.read(context.geometry, topologies);
        paint(true);
      },
      draw(next) {
        const words = next.words || context.words;
        const spoken = next.lang || lang;
        const fresh = words !== context.words || spoken !== lang;
        if (next.words) {
          Object.assign(options.words, next.words);
          Object.assign(context.words, next.words);
          frame.words(context.words);
        }
        lang = spoken;
        if (fresh) shorts.clear();
        drawing = next;
        paint(fresh);
      },
      select,
      camera,
      moveTo: ({ lat, lng, zoom }) => { map.setView([lat, lng], zoom, { animate: false }); },
      fit: frame.fit,
      focusPlace(id) {
        const target = find(id);
        if (target) keyboard.focus(target);
      },
      flash(id) {
        const target = find(id);
        marks.show("flash", target);
        if (target) tell(target);
      },
      on(name, listener) {
        const list = /** @type {Atlas.Events[typeof name][]} */ (listeners[name] || []);
        listeners[name] = /** @type {any} */ ([...list, listener]);
      },
      destroy() {
        keyboard.remove();
        patterns.remove();
        live.remove();
        drawn.clear();
        frame.remove();
      },
    };
  }

  atlas.map = { create };
})((window.atlas = window.atlas || {}));

/* The layers on the map, bottom to top: only what changed is drawn anew. */
(function (atlas) {
  "use strict";

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

  /** What a drawing asks for, by the place it takes in the stack. The theme alone is filtered
   * by its legend; two themes of areas of one level share a place, so that a change of
   * indicator recolors what is there.
   * @param {Atlas.Drawing} drawing */
  function asked({ theme, overlays, hidden = [] }) {
    /** @type {Map<string, Atlas.Layer>} */
    const all = new Map();
    /** @param {Atlas.View} view @param {string[]} off */
    const add = (view, off) => {
      const { kind, level, layer } = view.sheet;
      const areas = kind === "choropleth" || kind === "categories";
      const key = areas ? `areas ${level}` : layer;
      if (!all.has(key)) all.set(key, { ...view, hidden: off });
    };
    if (theme) add(theme, hidden);
    for (const view of overlays) add(view, []);
    return all;
  }

  /** @type {Atlas.Namespace["stack"]["create"]} */
  function create(context) {
    /** @type {Map<string, { layer: Atlas.Layer, drawer: Atlas.Drawer }>} */
    const drawn = new Map();

    return {
      paint(drawing, force) {
        const next = asked(drawing);
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
        }
      },
      layers: () => [...drawn.values()].map((one) => one.layer),
      targets: () => [...drawn.values()].flatMap((one) => one.drawer.targets()),
    };
  }

  atlas.stack = { create };
})((window.atlas = window.atlas || {}));

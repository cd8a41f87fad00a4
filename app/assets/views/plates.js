/* The maps of a view: made once for each slot, drawn anew from what the address says. */
(function (atlas) {
  "use strict";

  const { el } = atlas.dom;

  /** @type {Map<string, { host: HTMLElement, map: Atlas.MapView, spec: Atlas.MapSpec,
   *   given: Record<string, unknown> }>} */
  const plates = new Map();

  /** The last sheets that were made for a page: the same again is the same object, and not
   * drawn anew. @type {Map<string, { text: string, sheet: Atlas.Sheet }>} */
  const own = new Map();

  /** @param {Atlas.Sheet} sheet @param {Atlas.Part | null} part */
  function kept(sheet, part) {
    const text = JSON.stringify(part || sheet);
    const last = own.get(sheet.id);
    if (last && last.text === text) return last.sheet;
    own.set(sheet.id, { text, sheet: part ? atlas.sheets.part(sheet, part) : sheet });
    return /** @type {{ sheet: Atlas.Sheet }} */ (own.get(sheet.id)).sheet;
  }

  /** What comes after the first paint. @type {Promise<unknown>[]} */
  const grounds = [];

  /** What did not come, by the map that lacks it. @type {Map<string, () => Promise<void>>} */
  const missing = new Map();

  /** Maps stay as they are, and say so once: what they lack can be asked for again.
   * @param {string} slot @param {() => Promise<void>} ground @param {Atlas.Words} words */
  function lacks(slot, ground, words) {
    missing.set(slot, ground);
    const label = document.getElementById("leaf")?.dataset.retry || "重试 · Try again";
    atlas.banner.show(words["map.coarse"], { label, run: () => {
      const again = [...missing.values()];
      missing.clear();
      for (const one of again) one();
    } });
  }

  /** @param {string} name @param {string} slot */
  const slotted = (name, slot) => document.querySelector(`[data-${name}="${slot}"]`);

  /** Stand in the layout that is on the page now.
   * @type {Atlas.Namespace["plates"]["enter"]} */
  function enter() {
    for (const [slot, { host }] of plates) {
      const here = slotted("map", slot);
      if (here && host.parentElement !== here) here.append(host);
    }
  }

  /** @param {string} slot @param {Atlas.MapSpec} spec @param {Atlas.Manifest} manifest */
  function made(slot, spec, manifest) {
    const known = plates.get(slot);
    if (known) return known;
    const lang = atlas.words.lang();
    const host = el("div", { class: "map-host" });
    slotted("map", slot)?.append(host);
    const map = atlas.map.create(host, { bounds: spec.bounds || manifest.bounds,
      reach: manifest.bounds, lang,
      words: manifest.words[lang], basemap: manifest.basemap,
      wheel: document.documentElement.dataset.wheel !== "off" });
    const plate = { host, map, spec, given: /** @type {Record<string, unknown>} */ ({}) };
    plates.set(slot, plate);
    map.on("select", (id) => {
      picked(map, plate.spec, id);
      document.dispatchEvent(new CustomEvent("atlas:select", { detail: id }));
    });
    atlas.together.join(slot, host, map, () => plate.spec);
    atlas.cameras.join(slot, map);
    return plate;
  }

  /** A click on a place, or beside all of them, is a link.
   * @param {Atlas.MapView} map @param {Atlas.MapSpec} spec @param {string | null} id */
  function picked(map, spec, id) {
    if ((id || "") === spec.selected && !(id && spec.again)) return;
    if (id && spec.pick) atlas.turn.to(spec.pick.replaceAll("{id}", encodeURIComponent(id)));
    else if (spec.unpick) atlas.turn.to(spec.unpick);
    else if (!id) map.select(spec.selected || null);
  }

  /** @param {Atlas.DrawnSpec} drawn @returns {Promise<Atlas.View>} */
  async function view({ file, sheet, period, paint, part }) {
    const whole = sheet || await atlas.files.json(file || "");
    const read = sheet || part ? kept(whole, part) : whole;
    return { sheet: read, period, paintKey: paint };
  }

  /** @param {string} slot @param {Atlas.MapSpec} spec @param {Atlas.Manifest} manifest */
  async function show(slot, spec, manifest) {
    const edges = () => (spec.counties ? atlas.files.json(manifest.files.counties) : null);
    // A ground that may come late is not waited for, unless it is there already.
    const known = plates.get(slot)?.given || {};
    const waits = !spec.late || Boolean(known.counties);
    // Boundaries with half the points are painted first; nobody sees what they lack so soon.
    const light = !known.places && manifest.files.first !== manifest.files.places;
    const full = () => atlas.files.json(manifest.files.places);
    const [places, counties, zones, theme, ...overlays] = await Promise.all([
      // Where they did not come, the light ones go on; each turn asks again.
      light ? atlas.files.json(manifest.files.first) : full().catch((error) => {
        if (known.places) return known.places;
        throw error;
      }),
      waits ? edges() : null,
      manifest.files.zones ? atlas.files.json(manifest.files.zones) : null,
      view(spec.theme), ...spec.overlays.map(view)]);
    const plate = () => made(slot, spec, manifest);
    const lang = atlas.words.lang();
    const words = manifest.words[lang];
    /** @param {Record<string, any>} files @param {Atlas.View | null} below */
    const paint = (files, below) => {
      const { map, given } = plate();
      const fresh = Object.fromEntries(
        Object.entries(files).filter(([name, file]) => file && given[name] !== file));
      map.draw({ theme: below, overlays, lang, words, names: spec.names,
        counties: spec.counties && Boolean(files.counties), rings: spec.rings,
        outlined: spec.outlined, streets: spec.streets }, fresh);
      Object.assign(given, fresh);
      map.select(spec.selected || null);
    };
    /** What is many shapes comes when what was asked for stands. */
    const ground = async () => {
      const came = await Promise.all([full(), waits ? counties : edges()]).catch(() => null);
      if (plates.get(slot)?.spec !== spec) return;
      if (came) paint({ places: came[0], counties: came[1], zones }, theme);
      else lacks(slot, ground, words);
    };
    return () => {
      legend(slot, [theme, ...overlays], words);
      paint({ places, counties, zones }, waits || theme.sheet.level !== "county" ? theme : null);
      if (waits && !light) return;
      grounds.push(new Promise((done) => {
        atlas.dom.painted(() => ground().finally(() => done(null)));
      }));
    };
  }

  /** One legend a layer, below or beside the map.
   * @param {string} slot @param {Atlas.View[]} views @param {Atlas.Words} words */
  function legend(slot, views, words) {
    const host = slotted("legend", slot);
    if (!host) return;
    const blocks = views.map(() => el("div", { class: "legend-block" }));
    host.replaceChildren(...blocks);
    for (const [at, one] of views.entries()) atlas.legend.render(blocks[at], { ...one, words });
  }

  /** Draw every map of the view, all at once when all their files are here.
   * @type {Atlas.Namespace["plates"]["draw"]} */
  async function draw(specs, manifest) {
    for (const [slot, { host, map }] of plates) {
      if (Object.hasOwn(specs, slot)) continue;
      map.destroy();
      host.remove();
      slotted("legend", slot)?.replaceChildren();
      atlas.together.leave(slot);
      atlas.cameras.leave(slot);
      plates.delete(slot);
    }
    enter();
    const ready = await Promise.all(
      Object.entries(specs).map(([slot, spec]) => show(slot, spec, manifest)));
    // First the frames and their scale, then what stands in them: nothing is drawn twice.
    const groups = new Set();
    const fresh = [];
    for (const [slot, spec] of Object.entries(specs)) {
      if (!plates.has(slot)) {
        groups.add(spec.group);
        fresh.push(slot);
      }
      made(slot, spec, manifest).spec = spec;
    }
    for (const group of groups) if (group) atlas.together.level(String(group));
    atlas.cameras.restore(fresh);
    for (const paint of ready) paint();
  }

  /** @type {Atlas.Namespace["plates"]["flash"]} */
  function flash(id) {
    for (const { map } of plates.values()) map.flash(id, true);
  }

  atlas.plates = { enter, draw, flash, settled: () => Promise.allSettled(grounds) };
})((window.atlas = window.atlas || {}));

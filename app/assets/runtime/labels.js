/* Names that never overlap: the important ones first, the rest where room is left. */
(function (atlas) {
  "use strict";

  const { svg } = atlas.dom;
  /** From which zoom the names of a level are of use. */
  const FROM = { prefecture: 0, county: 8, zone: 7.5, platform: 11.5 };
  const RANK = { prefecture: 0, zone: 1, county: 2, platform: 3 };
  const GAP = 3;

  /** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */

  /** @param {Box} a @param {Box} b */
  function meet(a, b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  }

  /** Where a name may stand around its place, best first.
   * @param {Atlas.Label} label @param {number} width @param {number} height */
  function offsets(label, width, height) {
    const aside = label.radius + 4 + width / 2;
    const above = label.radius + 3 + height / 2;
    if (label.radius > 0) return [[aside, 0], [0, above], [-aside, 0], [0, -above]];
    return [[0, 0], [0, -height], [0, height], [width / 2, 0], [-width / 2, 0],
      [width / 2, height], [-width / 2, height], [width / 2, -height], [-width / 2, -height]];
  }

  /** @param {Atlas.PlaceFeature} feature @param {string} lang */
  function name(feature, lang) {
    const { properties } = feature;
    return String(properties[`short_${lang}`] || properties[`name_${lang}`]
      || properties.name_zh || "");
  }

  /** Degrees, good enough to tell a large area from a small one.
   * @param {L.LatLngBounds} box */
  function extent(box) {
    return (box.getEast() - box.getWest()) * (box.getNorth() - box.getSouth());
  }

  /** The names wanted at this zoom.
   * @type {Atlas.Namespace["labels"]["collect"]} */
  function collect(context, targets, shorts, lang) {
    const zoom = context.map.getZoom();
    const ranks = new Map(targets.filter((one) => one.index >= 0 && one.level === "prefecture")
      .map((one) => [one.id, atlas.sheets.frame(one.layer).cells[one.index].rank]));
    /** @type {Atlas.Label[]} */
    const labels = [];
    /** @param {Map<string, Atlas.PlaceFeature>} features
     * @param {"prefecture" | "county"} kind */
    const areas = (features, kind) => {
      for (const [id, feature] of features) {
        const box = L.geoJSON(feature).getBounds();
        const at = feature.properties.label;
        labels.push({ kind, radius: 0, faded: false, order: ranks.get(id) ?? 1000 - extent(box),
          text: shorts.get(id) || name(feature, lang),
          at: Array.isArray(at) ? L.latLng(Number(at[1]), Number(at[0])) : box.getCenter() });
      }
    };
    areas(context.geometry.prefectures, "prefecture");
    if (zoom >= FROM.county) areas(context.geometry.counties, "county");
    for (const target of targets) {
      const { level, layer, index } = target;
      if ((level !== "zone" && level !== "platform") || zoom < FROM[level]) continue;
      const item = layer.sheet.items[index];
      const faded = layer.hidden.includes(atlas.sheets.chars(layer)[index]);
      labels.push({ kind: level, at: target.at, radius: target.radius, faded, order: index,
        text: item.short || item.name });
    }
    return labels.filter((label) => !label.faded && label.text)
      .sort((a, b) => RANK[a.kind] - RANK[b.kind] || a.order - b.order);
  }

  /** @type {Atlas.Namespace["labels"]["create"]} */
  function create(map) {
    const root = svg("svg", { class: "atlas-labels", width: 1, height: 1,
      "aria-hidden": "true", focusable: "false" });
    /** @type {HTMLElement} */ (map.getPane("names")).append(root);
    /** @type {Map<string, { width: number, height: number }>} */
    const sizes = new Map();
    map.on("zoomstart", () => root.classList.add("is-moving"));

    /** @param {Atlas.Label[]} labels */
    function measure(labels) {
      const fresh = labels.filter((label) => !sizes.has(`${label.kind} ${label.text}`));
      const nodes = fresh.map((label) =>
        svg("text", { class: `atlas-name is-${label.kind}` }, label.text));
      root.append(...nodes);
      fresh.forEach((label, index) => {
        const { width, height } = nodes[index].getBBox();
        sizes.set(`${label.kind} ${label.text}`, { width, height });
      });
    }

    return {
      update(labels) {
        root.replaceChildren();
        measure(labels);
        const view = map.getSize();
        /** @type {Box[]} */
        const taken = [];
        const symbols = labels.filter((label) => label.radius > 0).map((label) => {
          const { x, y } = map.latLngToContainerPoint(label.at);
          const reach = label.radius + 1;
          return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
        });
        const nodes = [];
        for (const label of labels) {
          const { width, height } = sizes.get(`${label.kind} ${label.text}`) ||
            { width: 0, height: 0 };
          const at = map.latLngToContainerPoint(label.at);
          if (at.x < -width || at.y < -height || at.x > view.x + width || at.y > view.y + height) {
            continue;
          }
          const boxes = offsets(label, width, height).map(([x, y]) => ({
            left: at.x + x - width / 2 - GAP, right: at.x + x + width / 2 + GAP,
            top: at.y + y - height / 2 - GAP / 2, bottom: at.y + y + height / 2 + GAP / 2 }));
          const free = boxes.filter((box) => !taken.some((other) => meet(box, other)));
          // Symbols are avoided where it can be done; a prefecture keeps its name anyway.
          const box = free.find((one) => !symbols.some((other) => meet(one, other)))
            || (label.kind === "prefecture" ? free[0] : undefined);
          if (!box) continue;
          taken.push(box);
          const point = map.containerPointToLayerPoint(
            [(box.left + box.right) / 2, (box.top + box.bottom) / 2]);
          nodes.push(svg("text", { class: `atlas-name is-${label.kind}`, x: point.x, y: point.y,
            "text-anchor": "middle", dy: "0.36em" }, label.text));
        }
        root.replaceChildren(...nodes);
        root.classList.remove("is-moving");
      },
    };
  }

  atlas.labels = { create, collect };
})((window.atlas = window.atlas || {}));

/* Boundaries: TopoJSON in, features by identifier and shared borders out. */
(function (atlas) {
  "use strict";

  /** @returns {Atlas.Geometry} */
  function nothing() {
    return { prefectures: new Map(), counties: new Map(), zones: new Map(),
      province: null, borders: null, countyBorders: null };
  }

  /** @param {TopoJSON.Topology} topology @param {string} name
   * @returns {Atlas.PlaceFeature[]} */
  function features(topology, name) {
    const object = topology.objects[name];
    if (!object) return [];
    const made = /** @type {GeoJSON.FeatureCollection | GeoJSON.Feature} */ (
      topojson.feature(topology, object));
    const list = made.type === "FeatureCollection" ? made.features : [made];
    return list.map((one) => ({ ...one, properties: one.properties || {} }));
  }

  /** @param {TopoJSON.Topology} topology @param {string} name @param {string} key */
  function byId(topology, name, key) {
    return new Map(features(topology, name).map((one) => [String(one.properties[key]), one]));
  }

  /** Lines between two neighbours, each once.
   * @param {TopoJSON.Topology} topology @param {string} name */
  function borders(topology, name) {
    const object = /** @type {any} */ (topology.objects[name]);
    return object ? topojson.mesh(topology, object, (a, b) => a !== b) : null;
  }

  /** Geometry with the given topologies added; what is not given stays.
   * @type {Atlas.Namespace["geometry"]["read"]} */
  function read(old, { places, counties, zones }) {
    const made = { ...(old || nothing()) };
    if (places) {
      made.prefectures = byId(places, "prefectures", "adcode");
      made.province = features(places, "province")[0] || null;
      made.borders = borders(places, "prefectures");
    }
    if (counties) {
      made.counties = byId(counties, "counties", "adcode");
      made.countyBorders = borders(counties, "counties");
    }
    if (zones) {
      made.zones = new Map([...byId(zones, "zones", "zone_id"),
        ...byId(zones, "areas", "area_id")]);
    }
    return made;
  }

  atlas.geometry = { read };
})((window.atlas = window.atlas || {}));

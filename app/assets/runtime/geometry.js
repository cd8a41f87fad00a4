/* Boundaries: TopoJSON in, features by identifier and shared borders out. */

/**
 * @typedef {object} Topologies
 * @property {TopoJSON.Topology | null} [places]
 * @property {TopoJSON.Topology | null} [counties]
 * @property {TopoJSON.Topology | null} [zones]
 * @property {TopoJSON.Topology | null} [own] outlines that a reader brought
 */

/**
 * @typedef {object} Geometry
 * @property {Map<string, PlaceFeature>} prefectures
 * @property {Map<string, PlaceFeature>} counties
 * @property {Map<string, PlaceFeature>} zones
 * @property {Map<string, PlaceFeature>} own
 * @property {PlaceFeature | null} province
 * @property {GeoJSON.MultiLineString | null} borders
 * @property {GeoJSON.MultiLineString | null} countyBorders
 */

/** @import { Bounds } from "./layer_file.d.ts" */

/** @typedef {GeoJSON.Feature<GeoJSON.Geometry, Record<string, unknown>>} PlaceFeature */

/** @returns {Geometry} */
function nothing() {
  return { prefectures: new Map(), counties: new Map(), zones: new Map(), own: new Map(),
    province: null, borders: null, countyBorders: null };
}

/** @param {TopoJSON.Topology} topology @param {string} name
 * @returns {PlaceFeature[]} */
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

/** @type {Record<string, (topology: TopoJSON.Topology) => Partial<Geometry>>} */
const PARTS = {
  places: (file) => ({
    prefectures: byId(file, "prefectures", "adcode"),
    province: features(file, "province")[0] || null,
    borders: borders(file, "prefectures"),
  }),
  counties: (file) => ({
    counties: byId(file, "counties", "adcode"),
    countyBorders: borders(file, "counties"),
  }),
  zones: (file) => ({
    zones: new Map([...byId(file, "zones", "zone_id"), ...byId(file, "areas", "area_id")]),
  }),
  own: (file) => ({ own: byId(file, "own", "id") }),
};
/** A file is decoded once, however many maps draw it.
 * @type {WeakMap<TopoJSON.Topology, Partial<Geometry>>} */
const decoded = new WeakMap();

/** Geometry with the given topologies added; what is not given stays.
 * @type {(old: Geometry | null, topologies: Topologies) => Geometry} */
export function readTopologies(old, topologies) {
  const made = { ...(old || nothing()) };
  for (const [name, file] of Object.entries(topologies)) {
    if (!file) continue;
    const part = decoded.get(file) || PARTS[name](file);
    decoded.set(file, part);
    Object.assign(made, part);
  }
  return made;
}

/** How deep the points of a geometry lie. @type {Record<string, number>} */
const DEPTHS = { LineString: 0, MultiLineString: 1, Polygon: 1, MultiPolygon: 2 };
/** Points as Leaflet has them: made once for each shape, however many maps draw it.
 * @type {WeakMap<GeoJSON.Geometry, any>} */
const points = new WeakMap();

/** All positions of a geometry, part by part.
 * @type {(geometry: GeoJSON.Geometry) => GeoJSON.Position[]} */
export function positions(geometry) {
  const { type, coordinates } = /** @type {any} */ (geometry);
  return coordinates.flat(DEPTHS[type]);
}

/** A shape as a path of Leaflet's: an area, or a line.
 * @type {(shape: PlaceFeature | GeoJSON.MultiLineString, options: L.PolylineOptions) =>
 *   L.Polyline<any, any>}
 */
export function toPath(shape, options) {
  const geometry = /** @type {any} */ (shape.type === "Feature" ? shape.geometry : shape);
  const { type, coordinates } = geometry;
  const latlngs = points.get(geometry)
    || L.GeoJSON.coordsToLatLngs(coordinates, DEPTHS[type]);
  points.set(geometry, latlngs);
  return type.endsWith("Polygon") ? L.polygon(latlngs, options) : L.polyline(latlngs, options);
}

/** @type {WeakMap<PlaceFeature, Bounds>} */
const boxes = new WeakMap();

/** The box of a feature, walked through once: names are placed anew at every drawing.
 * @param {PlaceFeature} feature @returns {Bounds} */
export function bounds(feature) {
  const known = boxes.get(feature);
  if (known) return known;
  /** @type {Bounds} */
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng, lat] of positions(feature.geometry)) {
    box[0] = Math.min(box[0], lng);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lng);
    box[3] = Math.max(box[3], lat);
  }
  boxes.set(feature, box);
  return box;
}

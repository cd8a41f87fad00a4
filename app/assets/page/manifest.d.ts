/** What a page must know of the atlas, as app/context/manifest.py writes it. */

import languages from "../../../geo/languages.json" with { type: "json" };
import type { State } from "../explore/view.js";
import type { Basemap } from "../runtime/map.js";
import type { Bounds, Kind, Level, Words } from "../runtime/layer_file.d.ts";

export type Word = string | number | string[] | number[];
/** A row of geo/languages.json. */
export type Lang = keyof typeof languages;
export type Both = Record<Lang, string>;
export interface Field {
  name: keyof State;
  type: "word" | "int" | "words" | "numbers" | "camera";
  default: Word;
  choices: string[];
  limits: number[];
  /** What it was called before. */
  was: string;
}
export interface SheetRow {
  periods: string[];
  default_period: string;
  /** What it shows over a theme of a period, where that is not the default. */
  over?: Record<string, string>;
  covered: Record<string, number>;
  of: number;
  /** Its figures are usually told by circles, not by the fill of areas. */
  proportional?: boolean;
}
export interface LayerRow {
  id: string;
  level: Level;
  kind: Kind;
  title: Both;
  /** Layers that may lie on it, bottom to top. */
  overlays: string[];
  sheets: Record<string, SheetRow>;
  /** What its map shows first, where that is not the province. */
  bounds?: Bounds;
}
export interface IndicatorRow {
  id: string;
  title: Both;
  /** By what it measures: total, per person, per area, share of the province. */
  group: string;
  /** The indicator of which this is a measure; itself, if of no other. */
  base: string;
  unit: Both;
  /** A figure of the data, moved by this power of ten, is in the unit on screen. */
  shift: Record<Lang, number>;
}
export interface Manifest {
  files: { places: string; first: string; counties: string; zones: string | null;
    /** One of each kind that there is and may be shown. */
    landmarks: string[] };
  gazetteer: Both;
  sheets: Record<Lang, Record<string, string>>;
  bundle: Both;
  layers: LayerRow[];
  indicators: IndicatorRow[];
  fields: Field[];
  bounds: [number, number, number, number];
  basemap: Basemap | null;
  /** `own` is empty where no server takes tables. */
  urls: { map: string; download: string; paint: string; own: string; compare: string;
    brief: string };
  /** The levels whose places are compared. */
  compared: Level[];
  downloads: string[];
  /** The files of every sheet by their format, where they were written ahead, and the name under
   * which one is kept. */
  tables?: Record<string, Record<string, string>>;
  words: Record<Lang, Words>;
}
/** A row of the gazetteer (app/build/names.py): id, kind, name, other names, how it is spelled in
 * syllables, what stands beside it, and where it is: an address, a point (longitude, latitude), or
 * nothing, where a map shows it. */
export type Entry =
  [string, string, string, string, string, string, string | [number, number] | null];

/** The file of a layer, as layers/render/web.py writes it (docs/architecture.md, “The sheet, as JSON”). */

export type Words = Record<string, string>;
export type LngLat = [number, number];
/** West, south, east, north. */
export type Bounds = [number, number, number, number];
export type Kind = "choropleth" | "categories" | "symbols" | "points";
/** What a place is drawn with (layers/spec.py). */
export type SymbolType = "fill" | "marker" | "dot";
export type Level = "prefecture" | "county" | "zone" | "area" | "platform" |
  /** Shapes that a reader brought. */
  "own";
export type Confidence = "official" | "user" | "area-circle" | "streets-union" | "host-county" | "point" | "none";
export type Shape = "circle" | "diamond" | "ring" | "square" | "triangle" | "dashed-circle" |
  "dashed-square";
export type Pattern = "none" | "hatch" | "dots";
/** What is empty is left out of the file. */
export interface Item {
  id: string;
  name: string;
  short: string;
  at: LngLat | null;
  confidence?: Confidence | null;
  exactness?: string;
  /** campus, township, county-…, prefecture-…: how exact `at` is. */
  exactness_key?: string;
  circle_m?: number | null;
  hosts?: string[];
  prefecture?: string | null;
  facts?: [string, string][];
}
export interface Cell {
  value: number | null;
  words: string;
  state: "value" | "zero" | "no-data" | "not-applicable";
  /** The number among those of other places, without the unit, where `words` has another. */
  column?: string;
  /** The number as published, without the unit, where `words` rounds it. */
  published?: string;
  floor?: boolean;
  status?: string;
  rank?: number;
  unranked?: string;
  of?: number;
  sources?: number[];
  /** The date of the figure: always said where those of the frame differ. */
  as_of?: string;
  note?: string;
  conflict?: string;
}
export interface SizeRow { words: string; radius: number }
export interface Frame {
  cells: Cell[];
  paints: Record<string, Painting>;
  sizes?: (number | null)[];
  size_rows?: SizeRow[];
  /** Radii in metres, where the documented area changes with the period. */
  circles?: (number | null)[];
  coverage: string;
  credit: string;
  warnings: string[];
  written?: string[];
}
/** `fill` is that of its area, where a mark in its color stands on it. */
export interface ScaleRow { label: string; color: string; shape?: Shape; fill?: string }
export interface Scale { rows: ScaleRow[] }
export interface StateRow { label: string; color: string; pattern: Pattern }
export interface Source {
  id: string; title: string; publisher: string; published: string; url: string; grade: string;
}
/** What a map names at an edge because it lies beyond: context, never a point. */
export interface Beyond { edge: string; label: string; about: string }
/** How extents or locations are known, and of how many places. */
export interface ConfidenceRow { key: string; label: string; count: number; explain: string }
/** Its code, how many places have it, and how many of them are on the map if not all. */
export type Row = [string, number, number?];
/** Which scale, a code for each place, and the rows of the legend. */
export type Painting = [number, string, Row[]];
export interface Sheet {
  format: 2;
  id: string;
  layer: string;
  indicator: string | null;
  lang: string;
  kind: Kind;
  level: Level;
  title: string;
  unit: string;
  /** The unit as it stands behind a title, in brackets. */
  unit_label: string;
  note: string;
  beyond?: Beyond[];
  items: Item[];
  periods: string[];
  period_words: Record<string, string>;
  frames: Record<string, Frame>;
  scales: Scale[];
  states: Record<string, StateRow>;
  confidences: ConfidenceRow[];
  unplaced: string;
  sources: Source[];
}
/** Some places of a published sheet, and the words of the map that shows just them. */
export interface Part { place_ids: string[]; coverage: string; credit: string; rows: Row[];
  confidences: ConfidenceRow[]; unplaced: string }
/** A circle on the ground: longitude, latitude, radius in metres. */
export type Ring = [number, number, number];
export type LonLatPolygon = [number, number][][];

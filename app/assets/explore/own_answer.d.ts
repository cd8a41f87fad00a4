/** What the server answers to a reader's own table (app/jail/own_map.py). */

import type { Both, IndicatorRow, Lang, LayerRow } from "../page/manifest.d.ts";
import type { Sheet } from "../runtime/layer_file.d.ts";

export type Verdict = "taken" | "noted" | "asked" | "refused";
export interface OwnPlace { id: string; name: Both }
/** Column, measure, period, as read, as kept, unit, factor, state. */
export type OwnFigure =
  [string, string, string, string, number | null, string, number | null, string];
/** Number in the file, words, place, how it was found, verdict, code, sentence, candidates, the
 * words that a candidate is chosen for, whether it is a total, figures. */
export type OwnRow = [number, string, OwnPlace | null, number, Verdict, string, number, OwnPlace[],
  string, boolean, OwnFigure[]];
export interface OwnGuess { what: string; label: Both; value: Both; why: Both; chosen: boolean }
/** What was understood, or is used. */
/** A question about coordinates; `blocks`: nothing is drawn before an answer. */
export interface OwnQuestion {
  what: "system" | "shift"; words: Both; answers: [string, Both][]; blocks: boolean;
  chosen: string; likely: string;
}
export interface OwnNow {
  system?: string; shift?: string; name?: string; county?: string; value?: string;
  encoding: string; delimiter: string; sheet?: string; first_row?: number; key?: string;
  parent?: string; period_column?: string; columns?: string[]; unit?: string; period?: string;
  years?: string[]; level?: string;
}
export interface OwnChoosable {
  columns: [string, string][];
  sheets: string[];
  encodings: string[];
  delimiters: string[];
  levels: Record<string, Both>;
  preview: string[][];
  now: OwnNow;
  /** Of geometries: properties, coordinate systems and shifts to choose from; `read_as`: they
   * are rows of a table, which may also be read as figures. */
  properties?: string[];
  /** Properties that sort features into few kinds. */
  values?: string[];
  systems?: Record<string, Both>;
  shifts?: Record<string, Both>;
  read_as?: boolean;
}
export interface OwnSeries {
  id: string; title: string; unit: Both; columns: string[]; kind: "total" | "rate";
  chosen: boolean;
}
export interface OwnMaps {
  level: string;
  /** Figures without a year, which no map has. */
  undated: number;
  /** Indicators beyond those that are painted. */
  left: number;
  series: OwnSeries[];
  indicators: IndicatorRow[];
  layers: LayerRow[];
  sheets: Record<Lang, Record<string, Sheet>>;
  /** Of geometries: published sheets that now have outlines of the reader's, the outlines, and
   * what would be shown in words. */
  replaced?: string[];
  outlines?: TopoJSON.Topology;
  shown?: Both;
}
export interface OwnReport {
  reading: OwnGuess[];
  counts: Record<Verdict, number>;
  counted: Both;
  verdicts: Record<Verdict, Both>;
  rows: OwnRow[];
  sums: Both[];
  questions?: OwnQuestion[];
  sentences: Both[];
  choosable: OwnChoosable;
  maps: OwnMaps;
  error?: undefined;
}
/** A file that was not understood, or not read at all. */
export interface OwnRefusal { error: Both; choosable?: OwnChoosable }
export type OwnAnswer = OwnReport | OwnRefusal;
/** What a reader decided instead of a guess (geo/own_table/choices.py). */
export interface OwnChoices {
  sheet?: string; encoding?: string; delimiter?: string; first_row?: number; key?: string;
  parent?: string; period_column?: string; columns?: string[]; unit?: string; period?: string;
  level?: string;
  system?: string; shift?: string; name?: string; county?: string; value?: string; read_as?: string;
  places: Record<string, string>;
  kinds: Record<string, string>;
}

/** The file of one kind of landmarks, as layers/landmark_files.py writes it. */

import type { LngLat } from "./layer_file.d.ts";

export type LandmarkKind = "river" | "town" | "airport";
export interface Landmark {
  class: string;
  name: Record<string, string>;
  /** The place that has the name of its seat: it is named there. */
  seat_of?: string;
  /** Of a town or an airport one point. */
  lines: LngLat[][];
}
export interface LandmarkFile {
  kind: LandmarkKind;
  credit: Record<string, string>;
  /** Between which zooms a class is drawn. */
  zooms: Record<string, { from: number; to?: number }>;
  features: Landmark[];
}

/** The maps of a view, as its page names them (app/shell/view.py, `MapSpec`). */

import type { LonLatPolygon, Part, Ring, Sheet } from "../runtime/layer_file.d.ts";

export interface DrawnSpec { file: string | null; sheet: Sheet | null; period: string; paint: string;
  part: Part | null }
export interface MapSpec {
  theme: DrawnSpec;
  overlays: DrawnSpec[];
  bounds: [number, number, number, number] | null;
  names: boolean;
  counties: boolean;
  late: boolean;
  selected: string;
  pick: string;
  unpick: string;
  group: string;
  sync: "zoom" | "move" | "same" | "free";
  rings: Ring[];
  again: boolean;
  outlined: string[];
  streets: LonLatPolygon[];
  landmarks: boolean;
}
export type MapSpecs = Record<string, MapSpec>;

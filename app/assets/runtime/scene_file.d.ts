/** One map with all it is drawn from, as layers/render/map_json.py writes it. */

import type { Topologies } from "./geometry.js";
import type { Bounds, Words } from "./layer_file.d.ts";
import type { View } from "./sheets.js";

export interface Scene {
  title: string;
  lang: string;
  bounds: Bounds;
  theme: View | null;
  overlays: View[];
  counties: boolean;
  names: boolean;
}
export interface SceneFile { scene: Scene; geometry: Topologies; words: Words }

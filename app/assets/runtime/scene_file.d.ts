/** One map with all it is drawn from, as layers/render/map_json.py writes it. */

import type { Camera } from "./camera.js";
import type { Topologies } from "./geometry.js";
import type { LandmarkFile } from "./landmark_file.d.ts";
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
  /** Where it looks, if not at all of its bounds. */
  camera: Camera | null;
  /** None where it may show none. */
  landmarks: LandmarkFile[];
}
export interface SceneFile { scene: Scene; geometry: Topologies; words: Words }

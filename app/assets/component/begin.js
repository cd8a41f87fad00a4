/* Begin, in an app of others: an AtlasMap draws what its property `map` holds. */

import { offer } from "./react.js";
import { beginScene } from "./scene.js";

offer(beginScene);

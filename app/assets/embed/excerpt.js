/* What a frame shows that has no map is there already: it is fitted, and tells how high it is. */

import "../page/expired.js";
import "../page/letters.js";
import "./options.js";
import { beginRows } from "./rows.js";
import { beginTelling } from "./tell.js";

beginRows();
beginTelling();
document.documentElement.dataset.drawn = "1";

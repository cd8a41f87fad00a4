/* Talk: a page in a frame tells the page around it what is chosen, and heeds it.
 *
 * Out: ready, height, select (tell.js). In: setView, select, from the one origin that is told. */

import * as maps from "../views/maps.js";
import * as navigate from "../views/navigate.js";
import { VERSION, beginTelling, origin, say } from "./tell.js";

/** @param {MessageEvent} event */
function hear({ source, origin: from, data }) {
  if (source !== window.parent || from !== origin || !data || data.atlas !== VERSION) return;
  if (data.type === "setView" && typeof data.query === "string") {
    navigate.to(`?${data.query.replace(/^\?/, "")}`);
  }
  if (data.type === "select" && typeof data.id === "string") maps.flash(data.id);
}

/** @type {() => void} */
export function beginTalk() {
  if (!origin) return;
  window.addEventListener("message", hear);
  document.addEventListener("atlas:select", (event) => {
    say("select", { id: /** @type {CustomEvent} */ (event).detail });
  });
  beginTelling();
}

/* Highlight: what is pointed at or has the focus in one chart is marked in all, and on the maps. */

import * as maps from "./maps.js";

/** The subject that is marked now. */
let lit = "";

/** @param {EventTarget | null} target */
function subject(target) {
  const near = target instanceof Element ? target.closest("[data-subject]") : null;
  return near?.getAttribute("data-subject") || "";
}

/** @param {string} word */
function light(word) {
  if (word === lit) return;
  lit = word;
  for (const one of document.querySelectorAll("#leaf [data-subject]")) {
    const same = word !== "" && one.getAttribute("data-subject") === word;
    one.classList.toggle("is-lit", same);
  }
  maps.flash(word || null);
}

/** Where the pointer last was: what scrolls under a pointer at rest is not pointed at. */
let rest = "";

/** @param {PointerEvent} event */
function pointed({ target, screenX, screenY }) {
  const here = `${screenX},${screenY}`;
  if (here === rest) return;
  rest = here;
  light(subject(target));
}

/** @type {() => void} */
export function listen() {
  if (!document.querySelector("#leaf [data-subject]")) return;
  document.addEventListener("pointerover", pointed);
  document.addEventListener("focusin", ({ target }) => light(subject(target)));
}

/* Swipe: two maps of the same ground in one frame; a bar says how much of each is seen. */

import * as prebuilt from "./prebuilt.js";

const REST_MS = 250;
let resting = 0;

/** @param {HTMLInputElement} bar */
function place(bar) {
  const frame = /** @type {HTMLElement} */ (bar.closest("[data-swipe]"));
  const share = (Number(bar.value) - Number(bar.min)) / (Number(bar.max) - Number(bar.min));
  frame.style.setProperty("--bar", `${(100 * share).toFixed(2)}%`);
}

/** Put every bar of the page where it says it is.
 * @type {() => void} */
export function set() {
  for (const bar of document.querySelectorAll("[data-swipe] input[type=range]")) {
    if (bar instanceof HTMLInputElement) place(bar);
  }
}

/** @param {Event} event */
function touched({ target }) {
  return target instanceof HTMLInputElement && target.closest("[data-swipe]") ? target : null;
}

/** @param {(href: string, mode: "rest") => void} follow goes to another address of the view */
export function listen(follow) {
  document.addEventListener("input", (event) => {
    const moved = touched(event);
    if (moved) place(moved);
  });
  // Where the bar came to rest is part of the address.
  document.addEventListener("change", (event) => {
    const rested = touched(event);
    const link = rested?.dataset.link;
    if (!rested || !link || prebuilt.ahead) return;
    // A key that is held moves it many times before it rests.
    clearTimeout(resting);
    resting = window.setTimeout(() => {
      follow(link.replaceAll("{bar}", rested.value), "rest");
    }, REST_MS);
  });
}

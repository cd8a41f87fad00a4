/* In sight: what was pressed stays where it was on the screen, and what it opens can be seen. */

/** What was pressed last. @type {Element | null} */
let pressed = null;

const leaf = () => /** @type {HTMLElement} */ (document.getElementById("leaf"));

/** Remember what was pressed. @param {Element | null} one */
export function press(one) {
  pressed = one;
}

/** What stands in the place of something that a part had: by its id or its key.
 * @param {Element} one */
export function twin(one) {
  const key = one.getAttribute("data-key");
  return one.isConnected ? one : one.id ? document.getElementById(one.id)
    : key ? leaf().querySelector(`[data-key="${CSS.escape(key)}"]`) : null;
}

/** Return how to put what was pressed back where it was on the screen: what stands above it may
 * have grown or gone. @returns {() => void} */
export function stayed() {
  const before = pressed;
  pressed = null;
  const top = before?.isConnected ? before.getBoundingClientRect().top : NaN;
  return () => {
    const now = before && twin(before);
    const moved = now?.checkVisibility() ? now.getBoundingClientRect().top - top : 0;
    if (moved) window.scrollBy({ top: moved, behavior: "instant" });
  };
}

/** Where a page says what is known of the one thing that was chosen. */
export const card = () => leaf().querySelector('[data-part="card"]');

/** On a screen of one column what opens may lie far from what was pressed: it is shown.
 * @param {string | null | undefined} before what stood there */
export function showCard(before) {
  const now = card();
  if (!now?.firstElementChild || now.textContent === before) return;
  if (!window.matchMedia("(max-width: 900px)").matches) return;
  const { top, bottom } = now.getBoundingClientRect();
  if (bottom < 0 || top > window.innerHeight) now.scrollIntoView({ behavior: "instant" });
}

/* Board: a zone that is dragged to another level follows the link that says the same. */

/** What is dragged. @type {HTMLElement | null} */
let held = null;

/** The level below the pointer, where it takes what is dragged.
 * @param {Event} event */
function taking({ target }) {
  const row = target instanceof Element ? target.closest("[data-level]") : null;
  if (!held || !(row instanceof HTMLElement)) return null;
  return (held.dataset.goes || "").split(" ").includes(row.dataset.level || "") ? row : null;
}

/** @param {Element | null} [row] the one that is pointed at */
function point(row = null) {
  for (const one of document.querySelectorAll(".is-taking")) {
    if (one !== row) one.classList.remove("is-taking");
  }
  row?.classList.add("is-taking");
}

/** @param {(href: string) => void} to */
export function listen(to) {
  document.addEventListener("dragstart", (event) => {
    const chip = event.target instanceof Element ? event.target.closest("[data-mark]") : null;
    if (!(chip instanceof HTMLElement) || !event.dataTransfer) return;
    held = chip;
    event.dataTransfer.effectAllowed = "move";
    // Some browsers drag nothing that says nothing.
    event.dataTransfer.setData("text/plain", chip.innerText.trim());
  });
  document.addEventListener("dragover", (event) => {
    const row = taking(event);
    point(row);
    if (row) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const row = taking(event);
    if (!row || !held) return;
    event.preventDefault();
    to(held.dataset.mark || "?");
  });
  document.addEventListener("dragend", () => {
    held = null;
    point();
  });
}

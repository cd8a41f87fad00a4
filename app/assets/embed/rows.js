/* Rows: a list in a frame has as many rows as there is room for; the page it leads to has all. */

const LISTS = ["tbody", ".cmp-bars", ".cmp-ranks", ".cmp-bullets", ".place-strips", ".start-tiles"]
  .map((list) => `.frame-excerpt ${list}`).join();
const LEAST = 1;

/** What is compared stays in its place among the others.
 * @param {Element} list */
const shown = (list) => [...list.children].filter((row) => !row.matches("[data-left], .is-on"));

/** Leave out the last rows of the longest list until the page fits the height that frames have. */
function fitRows() {
  const root = document.documentElement;
  const most = parseInt(getComputedStyle(root).getPropertyValue("--frame-height"), 10);
  const lists = [...document.querySelectorAll(LISTS)];
  for (const row of document.querySelectorAll("[data-left]")) row.removeAttribute("data-left");
  const high = () => document.body.getBoundingClientRect().height;
  while (high() > most) {
    const longest = lists.sort((a, b) => shown(b).length - shown(a).length)[0];
    const rows = longest ? shown(longest) : [];
    if (rows.length <= LEAST) return;
    rows[rows.length - 1].setAttribute("data-left", "");
  }
}

/** Begin to keep rows within the frame, whatever its width becomes. */
export function beginRows() {
  if (document.documentElement.dataset.shape === "chart") return;
  fitRows();
  window.addEventListener("resize", fitRows);
}

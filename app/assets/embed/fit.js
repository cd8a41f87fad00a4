/* Fit: a legend in a frame is whole. What does not fit is left to the page that the frame leads to:
 * first what explains, then the order of the rows; colors, symbols and warnings never. */

const LEGENDS = ".frame-scroll, .cmp-legends, :is(.leaf-map, .cmp-plates) > .legend-blocks";
/** The steps of assets/css/74-frame.css, from everything to the least. */
const STEPS = 6;

/** @param {HTMLElement} legend */
function fit(legend) {
  for (const count of legend.querySelectorAll(".atlas-legend-rows .atlas-legend-count")) {
    count.closest("li")?.toggleAttribute("data-none", count.textContent === "0");
  }
  const held = () => legend.scrollHeight <= legend.clientHeight + 1;
  for (let step = 1; step <= STEPS; step += 1) legend.classList.remove(`fit-${step}`);
  for (let step = 1; step <= STEPS && !held(); step += 1) {
    const before = legend.scrollHeight;
    legend.classList.add(`fit-${step}`);
    // Long words in columns take more room than below each other.
    if (legend.scrollHeight > before) legend.classList.remove(`fit-${step}`);
  }
}

function fitAll() {
  for (const legend of document.querySelectorAll(LEGENDS)) {
    if (legend instanceof HTMLElement) fit(legend);
  }
}

/** What is chosen in a panel over the map closes it. */
function close() {
  const open = document.querySelector(".frame-pick:popover-open");
  if (open instanceof HTMLElement) open.hidePopover();
}

/** Begin to keep the legends whole, whatever the frame and its choices become. */
export function beginFit() {
  if (document.documentElement.dataset.whole !== undefined) return;
  const leaf = /** @type {HTMLElement} */ (document.querySelector("#leaf"));
  new ResizeObserver(fitAll).observe(leaf);
  new MutationObserver(fitAll).observe(leaf, { childList: true, subtree: true });
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest(".frame-pick a")) close();
  });
  fitAll();
}

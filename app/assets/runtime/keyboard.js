/* The map by keyboard: Tab enters once, arrows go to the nearest place that way.
   Page Up and Page Down go through all places in turn, so that none is out of reach. */

/**
 * @import { Context } from "./map.js"
 * @import { Target } from "./pointing.js"
 */

/**
 * @typedef {object} Keyboard
 * @property {() => void} refresh
 * @property {(target: Target) => void} focus
 * @property {() => void} remove
 */

/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const PAN = 80;

/** The nearest target that way; what lies aside counts double.
 * @param {Target[]} targets @param {Target} from
 * @param {[number, number]} way @param {L.Map} map */
function nearest(targets, from, way, map) {
  const start = map.latLngToContainerPoint(from.at);
  let best = null;
  let least = Infinity;
  for (const target of targets) {
    if (target === from) continue;
    const { x, y } = map.latLngToContainerPoint(target.at).subtract(start);
    const along = x * way[0] + y * way[1];
    const aside = Math.abs(x * way[1]) + Math.abs(y * way[0]);
    if (along < 1 || aside > 2.5 * along) continue;
    const cost = along + 2 * aside;
    if (cost < least) [best, least] = [target, cost];
  }
  return best;
}

/**
 * @type {(context: Context, targets: () => Target[], tell: (target: Target) => void) => Keyboard}
 */
export function createKeyboard(context, targets, tell) {
  const { map } = context;
  const host = map.getContainer();
  let current = "";

  /** Exactly one place can be reached by Tab; the others by arrows from there. */
  function refresh() {
    const all = targets();
    const entry = all.find((target) => target.key === current) || all[0];
    for (const target of all) {
      const node = target.element();
      node?.setAttribute("tabindex", target === entry ? "0" : "-1");
    }
    return { all, entry };
  }

  /** @param {Target} target */
  function focus(target) {
    current = target.key;
    if (!map.getBounds().pad(-0.03).contains(target.at)) {
      map.panTo(target.at, { animate: false });
    }
    refresh();
    const node = /** @type {HTMLElement | SVGElement | null | undefined} */ (target.element());
    node?.focus({ preventScroll: true });
  }

  /** @param {EventTarget | null} node */
  function holder(node) {
    return targets().find((target) => {
      const own = target.element();
      return own && node instanceof Node && own.contains(node);
    });
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const from = holder(event.target);
    if (event.key === "+" || event.key === "=") map.zoomIn(0.5);
    else if (event.key === "-") map.zoomOut(0.5);
    else if (!from) return;
    else if (event.key in WAYS) {
      const way = WAYS[event.key];
      if (event.shiftKey) map.panBy([way[0] * PAN, way[1] * PAN], { animate: false });
      else {
        const next = nearest(targets(), from, way, map);
        if (next) focus(next);
      }
    } else if (event.key === "Home" || event.key === "End") {
      const all = targets();
      focus(event.key === "Home" ? all[0] : all[all.length - 1]);
    } else if (event.key === "PageDown" || event.key === "PageUp") {
      const all = targets();
      const step = event.key === "PageDown" ? 1 : -1;
      focus(all[(all.indexOf(from) + step + all.length) % all.length]);
    } else if (event.key === "Enter" || event.key === " ") {
      context.click(from);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {FocusEvent} event */
  function enter(event) {
    const target = holder(event.target);
    if (!target) return;
    current = target.key;
    tell(target);
  }

  host.addEventListener("keydown", press);
  host.addEventListener("focusin", enter);
  return {
    refresh,
    focus,
    remove() {
      host.removeEventListener("keydown", press);
      host.removeEventListener("focusin", enter);
    },
  };
}

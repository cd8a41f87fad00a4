/* Pointing, focusing, selecting: marks, tooltip, spoken words and events, always together. */

import { el } from "./dom.js";
import { createMarks } from "./marks.js";
import { createTooltip } from "./tooltip.js";

/**
 * @import { Emit } from "./events.js"
 * @import { PlaceFeature } from "./geometry.js"
 * @import { Level } from "./layer_file.d.ts"
 * @import { Context } from "./map.js"
 * @import { Layer } from "./sheets.js"
 */

/**
 * @typedef {object} Handlers
 * @property {(target: Target, event: L.LeafletMouseEvent | null) => void} over
 * @property {() => void} out
 * @property {(target: Target) => void} click
 */

/**
 * Something on the map that can be pointed at, focused and selected.
 * @typedef {object} Target
 * @property {string} key
 * @property {string} id
 * @property {Level | "cluster"} level
 * @property {L.LatLng} at
 * @property {number} radius
 * @property {string} label
 * @property {Layer} layer
 * @property {number} index
 * @property {PlaceFeature | null} feature
 * @property {() => Element | null | undefined} element
 * @property {(() => void) | null} activate
 * @property {boolean} [shared] Its mark stands for others at the same point too, and says how many.
 * @property {boolean} [round] Its symbol is a circle, as large as a figure.
 */

/** @param {Context} context @param {HTMLElement} host @param {() => Target[]} targets
 * @param {Emit} emit */
export function createPointing(context, host, targets, emit) {
  const live = el("div", { class: "atlas-live", "aria-live": "polite", role: "status" });
  host.append(live);
  const tooltip = createTooltip(context.map, context.words);
  const marks = createMarks(context);
  let selected = /** @type {string | null} */ (null);
  let wanted = false;

  /** @param {string | null} id */
  function find(id) {
    return id === null ? null
      : targets().find((target) => target.id === id && target.level !== "cluster") || null;
  }

  /** @param {Target} target */
  function tell(target) {
    if (live.textContent !== target.label) live.textContent = target.label;
  }

  /** Ask for the counties, once, where the page has not fetched them yet. */
  function want() {
    if (wanted || context.geometry.counties.size) return;
    wanted = true;
    emit("want", "counties");
  }

  /** @param {Target} target */
  function wish(target) {
    if (target.index < 0) return;
    if (target.layer.sheet.items[target.index].confidence === "host-county") want();
  }

  /** @param {string | null} id */
  function select(id) {
    selected = id;
    const target = find(id);
    marks.show("select", target);
    marks.hosts(target);
    if (!marks.division(target ? null : id)) want();
    if (target) wish(target);
  }

  function out() {
    marks.show("hover", null);
    tooltip.hide();
    marks.hosts(find(selected));
    emit("hover", null);
  }

  /** @type {Handlers["over"]} */
  function over(target, event) {
    const cluster = target.level === "cluster";
    marks.show("hover", cluster ? null : target);
    tooltip.show(target, event);
    marks.hosts(target);
    wish(target);
    emit("hover", cluster ? null : target.id);
  }

  /** @type {Handlers["click"]} */
  function click(target) {
    if (target.level === "cluster") {
      target.activate?.();
      return;
    }
    select(target.id);
    tell(target);
    emit("select", target.id, target.level);
  }

  host.addEventListener("focusout", () => {
    marks.show("focus", null);
    out();
  });
  host.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !tooltip.shown()) return;
    out();
    event.stopPropagation();
  });
  context.map.on("click", () => {
    if (selected === null) return;
    select(null);
    emit("select", null, null);
  });
  context.map.on("movestart", tooltip.hide);

  return {
    over, out, click, select, find, want,
    /** @param {Target} target */
    focus(target) {
      marks.show("focus", target);
      over(target, null);
      tell(target);
    },
    /** @param {string | null} id */
    flash(id, quiet = false) {
      const target = find(id);
      marks.show("flash", target);
      if (target && !quiet) tell(target);
    },
    /** @param {Target | null} focused */
    refresh(focused) {
      tooltip.hide();
      marks.show("hover", null);
      marks.show("flash", null);
      marks.show("focus", focused);
      select(selected);
    },
    remove() {
      live.remove();
      tooltip.remove();
    },
  };
}

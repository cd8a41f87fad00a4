/* Pointing, focusing, selecting: marks, tooltip, spoken words and events, always together. */
(function (atlas) {
  "use strict";

  const { el } = atlas.dom;

  /** @type {Atlas.Namespace["pointing"]["create"]} */
  function create(context, host, targets, emit) {
    const live = el("div", { class: "atlas-live", "aria-live": "polite", role: "status" });
    host.append(live);
    const tooltip = atlas.tooltip.create(context.map, context.words);
    const marks = atlas.marks.create(context);
    let selected = /** @type {string | null} */ (null);
    let wanted = false;

    /** @param {string | null} id */
    function find(id) {
      return id === null ? null
        : targets().find((target) => target.id === id && target.level !== "cluster") || null;
    }

    /** @param {Atlas.Target} target */
    function tell(target) {
      if (live.textContent !== target.label) live.textContent = target.label;
    }

    /** Ask for the counties, once, where the page has not fetched them yet. */
    function want() {
      if (wanted || context.geometry.counties.size) return;
      wanted = true;
      emit("want", "counties");
    }

    /** @param {Atlas.Target} target */
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

    /** @type {Atlas.Handlers["over"]} */
    function over(target, event) {
      const cluster = target.level === "cluster";
      marks.show("hover", cluster ? null : target);
      tooltip.show(target, event);
      marks.hosts(target);
      wish(target);
      emit("hover", cluster ? null : target.id);
    }

    /** @type {Atlas.Handlers["click"]} */
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
      focus(target) {
        marks.show("focus", target);
        over(target, null);
        tell(target);
      },
      flash(id, quiet = false) {
        const target = find(id);
        marks.show("flash", target);
        if (target && !quiet) tell(target);
      },
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

  atlas.pointing = { create };
})((window.atlas = window.atlas || {}));

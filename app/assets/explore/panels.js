/* Panels: table and ranking are part of the view; which sheet is up on a phone is not. */
(function (atlas) {
  "use strict";

  /** @type {Atlas.Sort} */
  let sort = { key: "value", dir: "desc" };

  /** @param {string} id @returns {HTMLElement} */
  function need(id) {
    const node = document.getElementById(id);
    if (!node) throw new Error(`no element ${id}`);
    return node;
  }

  /** @param {string | null} id */
  function select(id) {
    atlas.view.set({ place: id || "" });
  }

  /** @type {Atlas.Namespace["panels"]["show"]} */
  function show(state, drawn, words) {
    const shared = { ...drawn, hidden: state.hide, selected: state.place || null, words,
      onSelect: select, onHover: atlas.stage.flash };
    for (const name of ["table", "ranking"]) {
      const open = state.panel.includes(name);
      need(`${name}-panel`).hidden = !open;
      for (const button of document.querySelectorAll(`[data-act="${name}"].tool`)) {
        button.setAttribute("aria-pressed", String(open));
      }
    }
    rankable(drawn, words);
    if (state.panel.includes("table")) table(shared);
    if (state.panel.includes("ranking")) atlas.ranking.render(need("ranking"), shared);
    document.body.dataset.panels = state.panel.join(" ");
    document.body.toggleAttribute("data-place", Boolean(state.place));
    tabs();
  }

  /** A layer without figures has nothing to rank, and its buttons say so.
   * @param {Atlas.View} drawn @param {Atlas.Words} words */
  function rankable({ sheet }, words) {
    const none = !Object.values(sheet.frames).some((frame) =>
      frame.cells.some((cell) => cell.value !== null));
    for (const button of document.querySelectorAll(
      '.tool[data-act="ranking"], [data-tab="ranking"]')) {
      button.setAttribute("aria-disabled", String(none));
      if (none) button.setAttribute("title", words["ranking.none"]);
      else button.removeAttribute("title");
    }
  }

  /** @param {string} name */
  function barred(name) {
    const button = document.querySelector(`.tool[data-act="${name}"]`);
    return !atlas.view.get().panel.includes(name) &&
      button?.getAttribute("aria-disabled") === "true";
  }

  /** Escape closes what lies on top: table or ranking, the last opened first, then the card.
   * @type {Atlas.Namespace["panels"]["escape"]} */
  function escape() {
    const { panel, place } = atlas.view.get();
    if (panel.length) toggle(panel[panel.length - 1]);
    else if (place) {
      atlas.view.set({ place: "" });
      raise("");
    } else if (document.body.dataset.sheet) raise("");
  }

  /** @param {Omit<Atlas.TableOptions, "sort" | "onSort">} shared */
  function table(shared) {
    atlas.table.render(need("table"), { ...shared, sort, onSort: (next) => {
      sort = next;
      table(shared);
    } });
  }

  /** @type {Atlas.Namespace["panels"]["toggle"]} */
  function toggle(name) {
    if (barred(name)) return;
    const { panel } = atlas.view.get();
    const rest = panel.filter((one) => one !== name);
    atlas.view.set({ panel: panel.includes(name) ? rest : [...rest, name] });
  }

  /** A tab raises one sheet and lowers the others; a second press lowers its own.
   * @type {Atlas.Namespace["panels"]["tab"]} */
  function tab(name) {
    const drawer = name === "table" || name === "ranking";
    if (drawer && barred(name)) return;
    const { panel } = atlas.view.get();
    const up = drawer ? panel.includes(name) : document.body.dataset.sheet === name;
    raise(drawer || up ? "" : name);
    const wanted = drawer && !up ? [name] : [];
    if (panel.join() !== wanted.join()) atlas.view.set({ panel: wanted });
  }

  /** @type {Atlas.Namespace["panels"]["raise"]} */
  function raise(name) {
    document.body.dataset.sheet = name;
    tabs();
  }

  function tabs() {
    const { sheet = "", panels = "" } = document.body.dataset;
    for (const button of document.querySelectorAll("[data-tab]")) {
      const name = button.getAttribute("data-tab") || "";
      const up = name === sheet || panels.split(" ").includes(name);
      button.setAttribute("aria-pressed", String(up));
    }
  }

  atlas.panels = { show, toggle, tab, raise, escape };
})((window.atlas = window.atlas || {}));

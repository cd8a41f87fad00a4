/* What buttons and keys do, in one place: a button says its act in data-act. */
(function (atlas) {
  "use strict";

  /** @type {Record<string, () => void>} */
  const KEYS = { t: () => atlas.panels.toggle("table"), r: () => atlas.panels.toggle("ranking") };

  /** @param {Atlas.Manifest} manifest */
  function reset(manifest) {
    const { lang } = atlas.view.get();
    atlas.controls.forget();
    atlas.view.set({ ...atlas.codec.defaults(manifest.fields), lang });
    atlas.stage.look("");
  }

  /** Before the link to the embed builder is followed, it is given what is shown.
   * @param {Element} link */
  function embed(link) {
    const url = new URL(/** @type {HTMLAnchorElement} */ (link).href);
    const query = new URLSearchParams(location.search);
    const lang = query.get("lang");
    query.delete("lang");
    url.search = "";
    if (query.size) url.searchParams.set("query", query.toString());
    if (lang) url.searchParams.set("lang", lang);
    /** @type {HTMLAnchorElement} */ (link).href = url.href;
  }

  /** Show all of the credit, or again as much as there is room for. */
  function credit() {
    const node = document.getElementById("map-credit");
    node?.setAttribute("aria-expanded", String(node.getAttribute("aria-expanded") !== "true"));
  }

  /** Escape closes one thing at a time: the menu, the credit, then what the panels hold.
   * @param {KeyboardEvent} event */
  function escape(event) {
    const menu = document.querySelector("details.download[open]");
    const whole = document.querySelector("#map-credit[aria-expanded='true']");
    if (event.defaultPrevented || event.isComposing) return;
    if (menu) {
      menu.removeAttribute("open");
      menu.querySelector("summary")?.focus();
    } else if (whole) credit();
    else if (!typing(document.activeElement)) atlas.panels.escape();
  }

  /** @param {Element | null} node */
  function typing(node) {
    return node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement ||
      node instanceof HTMLSelectElement || (node instanceof HTMLElement && node.isContentEditable);
  }

  /** @type {Atlas.Namespace["acts"]["listen"]} */
  function listen(manifest) {
    const words = () => manifest.words[atlas.view.get().lang];
    /** @type {Record<string, () => void>} */
    const acts = {
      table: KEYS.t,
      ranking: KEYS.r,
      credit,
      reset: () => reset(manifest),
      unselect: () => atlas.view.set({ place: "" }),
      share: () => { atlas.share.copy(words()); },
    };
    document.addEventListener("click", ({ target }) => {
      if (!(target instanceof Element)) return;
      const act = target.closest("[data-act]")?.getAttribute("data-act");
      if (act && acts[act]) acts[act]();
      const link = target.closest("a[data-act='embed']");
      if (link) embed(link);
      const tab = target.closest("[data-tab]")?.getAttribute("data-tab");
      if (tab) atlas.panels.tab(tab);
      if (target.closest("#language")) {
        atlas.view.set({ lang: atlas.view.get().lang === "zh" ? "en" : "zh" });
      }
      for (const open of document.querySelectorAll("details.download[open]")) {
        if (!open.contains(target)) open.removeAttribute("open");
      }
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        escape(event);
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || typing(document.activeElement)) return;
      const run = KEYS[event.key.toLowerCase()];
      if (run) run();
    });
  }

  atlas.acts = { listen };
})((window.atlas = window.atlas || {}));

/* The plate around the map: title, period, coverage and legends. */
(function (atlas) {
  "use strict";

  const { el, say } = atlas.dom;

  /** @param {string} id @param {string} text */
  function put(id, text) {
    const node = document.getElementById(id);
    if (node && node.textContent !== text) node.textContent = text;
  }

  /** @type {Atlas.Namespace["plate"]["show"]} */
  function show({ words: all, basemap }, state, theme, overlays) {
    const words = all[state.lang];
    const { sheet, period } = theme;
    const frame = sheet.frames[period];
    const when = sheet.period_words[period] || "";
    const unit = sheet.unit ? say(words, "plate.unit", { unit: sheet.unit }) : "";
    put("map-title", sheet.title);
    put("map-subtitle", [when, unit].filter(Boolean).join(" · "));
    put("map-coverage", frame.coverage);
    put("map-credit", [frame.credit, basemap ? basemap.attribution : ""].filter(Boolean).join(" "));
    const named = [sheet.title, when].filter(Boolean).join(" ");
    document.title = `${named} · ${words["site.full-title"]}`;
    legends(state, theme, overlays, words);
    atlas.banner.tell(
      [sheet.title, when, frame.coverage].filter(Boolean).join(words["map.comma"]));
  }

  /** One legend a layer: the theme's rows can be switched off, an overlay's only explain.
   * @param {Atlas.State} state @param {Atlas.View} theme
   * @param {Atlas.View[]} overlays @param {Atlas.Words} words */
  function legends(state, theme, overlays, words) {
    const host = document.getElementById("legend");
    if (!host) return;
    const all = [theme, ...overlays];
    while (host.children.length > all.length) host.lastElementChild?.remove();
    while (host.children.length < all.length) host.append(el("div", { class: "legend-block" }));
    for (const [at, drawn] of all.entries()) {
      const first = at === 0;
      atlas.legend.render(/** @type {HTMLElement} */ (host.children[at]), { ...drawn, words,
        hidden: first ? state.hide : [], onToggle: first ? toggle : null });
    }
  }

  /** @param {string} char */
  function toggle(char) {
    const { hide } = atlas.view.get();
    const rest = hide.filter((one) => one !== char);
    atlas.view.set({ hide: hide.includes(char) ? rest : [...rest, char] });
  }

  atlas.plate = { show };
})((window.atlas = window.atlas || {}));

/* The banner over the map: what failed, in plain words, and a way to try again. */
(function (atlas) {
  "use strict";

  const { el } = atlas.dom;

  /** @type {Atlas.Namespace["banner"]["show"]} */
  function show(text, action = null) {
    const host = document.getElementById("banner");
    if (!host) return;
    const button = action && el("button", { type: "button", click: () => {
      hide();
      action.run();
    } }, action.label);
    host.replaceChildren(el("span", {}, text), ...(button ? [button] : []));
    host.classList.add("shown");
  }

  function hide() {
    const host = document.getElementById("banner");
    if (!host) return;
    host.classList.remove("shown");
    host.replaceChildren();
  }

  /** What the banner says in one layout is said on in the one that takes its place.
   * @type {Atlas.Namespace["banner"]["carry"]} */
  function carry(swap) {
    const said = [...document.querySelectorAll("#early #banner.shown > *")];
    swap();
    const host = document.getElementById("banner");
    if (!said.length || !host) return;
    host.replaceChildren(...said);
    host.classList.add("shown");
  }

  /** A word that goes away by itself, read out to those who listen.
   * @type {Atlas.Namespace["banner"]["tell"]} */
  function tell(text) {
    const live = document.getElementById("live");
    if (live && live.textContent !== text) live.textContent = text;
  }

  atlas.banner = { show, hide, carry, tell };
})((window.atlas = window.atlas || {}));

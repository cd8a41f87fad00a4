/* The interface in another language, at once and without asking the server. */
(function (atlas) {
  "use strict";

  const ATTRIBUTES = ["aria-label", "placeholder", "title"];

  /** Python wrote each phrase with its key beside it.
   * @type {Atlas.Namespace["words"]["apply"]} */
  function apply(root, words, lang) {
    for (const node of root.querySelectorAll("[data-t]")) {
      const key = node.getAttribute("data-t") || "";
      if (Object.hasOwn(words, key)) node.textContent = words[key];
    }
    for (const name of ATTRIBUTES) {
      for (const node of root.querySelectorAll(`[data-t-${name}]`)) {
        const key = node.getAttribute(`data-t-${name}`) || "";
        if (Object.hasOwn(words, key)) node.setAttribute(name, words[key]);
      }
    }
    document.documentElement.lang = lang === "zh" ? "zh-Hans" : lang;
    document.documentElement.dataset.lang = lang;
  }

  atlas.words = { apply };
})((window.atlas = window.atlas || {}));

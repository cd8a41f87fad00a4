/* Cards: without a server, what is said of a place is a file that was written ahead. */
(function (atlas) {
  "use strict";

  const meta = document.querySelector('meta[name="atlas-cards"]');
  const folder = meta ? meta.getAttribute("content") || "" : "";
  let told = "";

  /** @type {Atlas.Namespace["cards"]["show"]} */
  async function show({ place, lang }) {
    const slot = document.getElementById("card");
    if (!folder || !slot || told === `${lang}/${place}`) return;
    const wanted = told = `${lang}/${place}`;
    if (!place) {
      const words = (await atlas.files.manifest()).words[lang];
      slot.replaceChildren(atlas.dom.el("p", { class: "hint" }, words["card.empty"]));
      return;
    }
    const answer = await fetch(`${folder}${encodeURIComponent(lang)}/${
      encodeURIComponent(place)}.html`);
    const text = await answer.text();
    if (told !== wanted) return;
    if (!answer.ok) {
      told = "";
      throw new Error(`${answer.status} ${place}`);
    }
    const page = new DOMParser().parseFromString(text, "text/html");
    slot.replaceChildren(...page.body.childNodes);
  }

  atlas.cards = { show, written: folder !== "" };
})((window.atlas = window.atlas || {}));

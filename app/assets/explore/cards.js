/* Cards: without a server, what is said of a place is a file that was written ahead. */
(function (atlas) {
  "use strict";

  const meta = document.querySelector('meta[name="atlas-cards"]');
  const folder = meta ? meta.getAttribute("content") || "" : "";
  let told = "";

  /** @param {string} lang @param {string} place */
  async function written(lang, place) {
    const answer = await fetch(`${folder}${encodeURIComponent(lang)}/${
      encodeURIComponent(place)}.html`);
    if (!answer.ok) throw new Error(`${answer.status} ${place}`);
    return answer.text();
  }

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
    const text = await written(lang, place).catch((error) => {
      if (told === wanted) told = "";
      throw error;
    });
    if (told !== wanted) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    slot.replaceChildren(...page.body.childNodes);
  }

  atlas.cards = { show, written: folder !== "" };
})((window.atlas = window.atlas || {}));

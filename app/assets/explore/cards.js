/* Cards: without a server, what is said of a place is a file that was written ahead. */

import * as files from "../page/files.js";
import { reach, refusal } from "../page/reach.js";
import { el } from "../runtime/dom.js";

/** @import { State } from "./view.js" */

const meta = document.querySelector('meta[name="atlas-cards"]');
const folder = meta ? meta.getAttribute("content") || "" : "";
let told = "";

/** @param {string} lang @param {string} place */
async function written(lang, place) {
  const answer = await reach(`${folder}${encodeURIComponent(lang)}/${
    encodeURIComponent(place)}.html`);
  if (!answer.ok) throw new Error(refusal(answer));
  return answer.text();
}

/** @type {(state: State) => Promise<void>} */
export async function showCard({ place, lang }) {
  const slot = document.getElementById("card");
  if (!folder || !slot || told === `${lang}/${place}`) return;
  const wanted = told = `${lang}/${place}`;
  if (!place) {
    const words = (await files.manifest()).words[lang];
    slot.replaceChildren(el("p", { class: "hint" }, words["card.empty"]));
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

/** Whether cards are files. */
export const prebuiltCards = folder !== "";

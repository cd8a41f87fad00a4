/* What is taken of a reader's own figures: the table goes to the server again, and comes back as a
 * file. */

import * as taking from "../page/taking.js";
import { el, say } from "../runtime/dom.js";
import * as own from "./own.js";
import * as request from "./own_request.js";

/**
 * @import { Manifest } from "../page/manifest.d.ts"
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { State } from "./view.js"
 */

/** @param {string} label @param {(button: HTMLElement) => void} run */
function button(label, run) {
  const made = el("button", { type: "button", click: () => run(made) }, label);
  return made;
}

/** @param {Manifest} manifest @param {State} state @param {string} form
 * @param {{ shape?: string, places?: string[] }} [more]
 * @returns {(button: HTMLElement) => void} */
const taken = (manifest, state, form, more) => (made) => {
  const loaded = own.loaded();
  if (!loaded) return;
  taking.take(made, manifest.words[state.lang], () =>
    request.taken(manifest, loaded, state, form, more));
};

/** A menu of files: those that the server makes of a view, here of one that it does not have.
 * @type {(manifest: Manifest, state: State, forms: string[], label: (form: string) => string) =>
 *   HTMLElement[]} */
export function files(manifest, state, forms, label) {
  const words = manifest.words[state.lang];
  if (own.shapes()) return [el("p", { class: "hint" }, words["own.shapes-kept"])];
  return manifest.downloads.filter((form) => forms.includes(form)).flatMap((form) => [
    button(label(form), taken(manifest, state, form)),
    ...(form === "png"
      ? [button(label("slide"), taken(manifest, state, form, { shape: "slide" }))] : [])]);
}

/** The table itself, with all that was decided about it. @param {Words} words */
export const saving = (words) =>
  el("button", { type: "button", "data-act": "own-save", title: words["own.save-what"] },
    words["own.save"]);

/** The briefs of a place and those most like it, or of some places that were chosen.
 * @type {(manifest: Manifest, state: State, places: string[], name: string) => HTMLElement[]} */
export function briefs(manifest, state, places, name) {
  const words = manifest.words[state.lang];
  const key = places.length > 1 ? "own.brief" : "brief";
  return ["pdf", "docx", "html"].map((form) => button(say(words, `${key}.${form}`, { name }),
    taken(manifest, state, `brief.${form}`, { places })));
}

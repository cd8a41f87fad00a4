/* The interface in another language, at once and without asking the server. */

import languages from "../../../geo/languages.json" with { type: "json" };

/**
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { Lang } from "./manifest.d.ts"
 */

const LANGS = /** @type {Lang[]} */ (Object.keys(languages));
/** The language of a page whose address names none. */
export const FIRST = LANGS[0];
const ATTRIBUTES = ["aria-label", "placeholder", "title"];

/** Python wrote each phrase with its key beside it.
 * @type {(root: ParentNode, words: Words, lang: Lang) => void} */
export function applyWords(root, words, lang) {
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
  // The way to the other language is said in that language.
  for (const button of root.querySelectorAll("#language")) {
    button.setAttribute("lang", languages[following(lang)].tag);
  }
  // Another page opens in the language of this one.
  for (const link of root.querySelectorAll("a.nav-link, a.home")) {
    const [whole, part = ""] = (link.getAttribute("href") || "").split("#");
    const [path] = whole.split("?");
    const spoken = lang === FIRST ? path : `${path}?lang=${lang}`;
    link.setAttribute("href", part ? `${spoken}#${part}` : spoken);
  }
  document.documentElement.lang = languages[lang].tag;
  document.documentElement.dataset.lang = lang;
}

/** The language that a page offers next. @type {(lang: Lang) => Lang} */
export const following = (lang) => LANGS[(LANGS.indexOf(lang) + 1) % LANGS.length];

/** The language that a page is in. @type {(page?: Document) => Lang} */
export const pageLanguage = (page = document) =>
  LANGS.find((lang) => lang === page.documentElement.dataset.lang) ?? FIRST;

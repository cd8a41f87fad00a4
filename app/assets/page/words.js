/* The interface in another language, at once and without asking the server. */

/**
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { Lang } from "./manifest.d.ts"
 */

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
    button.setAttribute("lang", lang === "zh" ? "en" : "zh-Hans");
  }
  // Another page opens in the language of this one.
  for (const link of root.querySelectorAll("a.nav-link, a.home")) {
    const [path] = (link.getAttribute("href") || "").split("?");
    link.setAttribute("href", lang === "zh" ? path : `${path}?lang=${lang}`);
  }
  document.documentElement.lang = lang === "zh" ? "zh-Hans" : lang;
  document.documentElement.dataset.lang = lang;
}

/** The language that the page is in now. @type {() => Lang} */
export const pageLanguage = () => (document.documentElement.dataset.lang === "en" ? "en" : "zh");

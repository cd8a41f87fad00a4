/* Reach: ask for an address; what goes wrong is said in words, not in those of a browser. */

import { pageLanguage } from "./words.js";

/** @import { Lang } from "./manifest.d.ts" */

/** Said before any words are here.
 * @typedef {Partial<Record<Lang, string>> & { en: string }} Both */

/** @type {Both} */
const FAR = { zh: "连不上服务器，请检查网络后再试。",
  en: "The server cannot be reached. Check the network and try again." };
/** @type {Both} */
const NOT_GIVEN = { zh: "服务器暂时不能提供这项内容，请稍后再试。",
  en: "The server cannot give this now. Please try again in a moment." };
/** @type {Both} */
const GONE = { zh: "服务器上没有这项内容，图集可能已经更新：请刷新网页。",
  en: "The server no longer has this; the atlas may have been renewed. Please reload the page." };
const MISSING = 404;

/** @param {Both} both */
const said = (both) => both[pageLanguage()] ?? both.en;

/** What an answer without what was asked for means. @param {Response} answer */
export const refusal = ({ status }) => said(status === MISSING ? GONE : NOT_GIVEN);

/** An error in words: what a browser says of a server that it does not reach is for programmers.
 * @param {unknown} error */
export const wording = (error) => (error instanceof TypeError ? new Error(said(FAR)) : error);

/** The answer of whoever is asked. @type {typeof fetch} */
export async function reach(...asked) {
  try {
    return await fetch(...asked);
  } catch (error) {
    throw wording(error);
  }
}

/* Taking: what is drawn when it is asked for takes a while; its link says so, is followed once, and
 * what goes wrong is said in words. Without us it is a link. */

import { el, say } from "../runtime/dom.js";
import * as banner from "./banner.js";

/** @import { Words } from "../runtime/layer_file.d.ts" */

/** Browsers begin to save a file before we let go of it. */
const KEPT_MS = 60_000;

/** The name that an answer gives a file, in words before plain letters. @param {Response} answer */
function named(answer) {
  const said = answer.headers.get("Content-Disposition") || "";
  const [, spoken] = /filename\*=UTF-8''([^;]+)/.exec(said) || [];
  const [, plain] = /filename="([^"]*)"/.exec(said) || [];
  return spoken ? decodeURIComponent(spoken) : plain || "";
}

/** Why there is no file, as the server says it. @param {Response} answer @param {Words} words */
async function reason(answer, words) {
  const told = await answer.json().catch(() => null);
  return (told && (told.message || told.error)) || words["error.503.more"];
}

/** @param {HTMLAnchorElement} link @param {Words} words */
async function file(link, words) {
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(link.href, { headers: { Accept: "application/json, */*;q=0.5" } });
  } catch {
    throw new Error(words["taking.unreachable"]);
  }
  if (!answer.ok) throw new Error(await reason(answer, words));
  const body = await answer.blob().catch(() => { throw new Error(words["taking.unreachable"]); });
  const href = URL.createObjectURL(body);
  const name = named(answer);
  el("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
  return name;
}

/** Take what a link leads to, unless it is being taken.
 * @param {HTMLAnchorElement} link @param {Words} words */
async function take(link, words) {
  if (link.getAttribute("aria-busy") === "true") return;
  const what = link.textContent || "";
  const menu = link.closest("details")?.querySelector("summary");
  for (const node of [link, menu]) node?.setAttribute("aria-busy", "true");
  banner.tell(say(words, "taking.now", { what }));
  link.textContent = say(words, "taking.now", { what });
  try {
    banner.tell(say(words, "taking.done", { name: await file(link, words) }));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    banner.show(say(words, "taking.failed", { what, why }),
      { label: words["banner.retry"], run: () => { take(link, words); } });
  } finally {
    for (const node of [link, menu]) node?.removeAttribute("aria-busy");
    link.textContent = what;
  }
}

/** @type {(words: () => Words) => void} */
export function listen(words) {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[data-slow]");
    if (!(link instanceof HTMLAnchorElement)) return;
    // A link that is opened elsewhere is the browser's own.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    take(link, words());
  });
}

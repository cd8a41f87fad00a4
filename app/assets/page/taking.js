/* Taking: what is drawn when it is asked for takes a while; its link says so, is followed once, and
 * what goes wrong is said in words. Without us it is a link. */

import { say } from "../runtime/dom.js";
import * as banner from "./banner.js";
import { keep } from "./keeping.js";
import { pageLanguage } from "./words.js";

/** @import { Words } from "../runtime/layer_file.d.ts" */

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
  const said = told && (told.message || told.error);
  // What nobody asked for in one language is said in all.
  return (said && (said[pageLanguage()] || said)) || words["error.503.more"];
}

/** @param {() => Promise<Response>} ask @param {Words} words */
async function file(ask, words) {
  /** @type {Response} */
  let answer;
  try {
    answer = await ask();
  } catch {
    throw new Error(words["taking.unreachable"]);
  }
  if (!answer.ok) throw new Error(await reason(answer, words));
  const body = await answer.blob().catch(() => { throw new Error(words["taking.unreachable"]); });
  const name = named(answer);
  keep(body, name);
  return name;
}

/** Take what a link or a button stands for, unless it is being taken.
 * @type {(link: HTMLElement, words: Words, ask: () => Promise<Response>) => Promise<void>} */
export async function take(link, words, ask) {
  if (link.getAttribute("aria-busy") === "true") return;
  const what = link.textContent || "";
  const menu = link.closest("details")?.querySelector("summary");
  for (const node of [link, menu]) node?.setAttribute("aria-busy", "true");
  const now = say(words, "taking.now", { what });
  banner.tell(now);
  link.textContent = now;
  // How long a drawing takes nobody knows before; that it goes on can be seen.
  let seconds = 0;
  const clock = window.setInterval(() => {
    seconds += 1;
    link.textContent = say(words, "taking.since", { words: now, seconds });
  }, 1000);
  try {
    banner.tell(say(words, "taking.done", { name: await file(ask, words) }));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    banner.show(say(words, "taking.failed", { what, why }),
      { label: words["banner.retry"], run: () => { take(link, words, ask); } });
  } finally {
    window.clearInterval(clock);
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
    take(link, words(), () =>
      fetch(link.href, { headers: { Accept: "application/json, */*;q=0.5" } }));
  });
}

/* Files of the atlas: fetched once, kept, asked again only after a failure. */

import { reach, refusal } from "./reach.js";
import { pageLanguage } from "./words.js";

/**
 * @import { LandmarkFile } from "../runtime/landmark_file.d.ts"
 * @import { Sheet } from "../runtime/layer_file.d.ts"
 * @import { Lang, Manifest } from "./manifest.d.ts"
 */

/** @type {Map<string, Promise<any>>} */
const asked = new Map();
/** @type {Map<string, any>} */
const here = new Map();

/** What was asked for before anything needed it. @type {Set<string>} */
const ahead = new Set();

/** Who needs what was asked for ahead asks once more where that failed: whether the failure
 * came before or after the need is chance, and must not decide what a reader sees.
 * @type {(url: string) => Promise<any>} */
export function json(url) {
  const known = asked.get(url);
  if (known) return ahead.has(url) ? known.catch(() => json(url)) : known;
  const promise = load(url);
  asked.set(url, promise);
  promise.catch(() => {
    asked.delete(url);
    ahead.delete(url);
  });
  return promise;
}

/** What did not come is asked for past the caches: one of them may hold what came instead.
 * @type {Set<string>} */
const failed = new Set();

/** @param {string} url */
async function load(url) {
  try {
    const found = await content(await reach(url, failed.has(url) ? { cache: "reload" } : {}));
    here.set(url, found);
    return found;
  } catch (error) {
    failed.add(url);
    throw error;
  }
}

/** The data of an answer; a page that asks to sign in, in their place, is said to be one.
 * @type {(answer: Response) => Promise<any>} */
export async function content(answer) {
  if (!answer.ok) throw new Error(refusal(answer));
  return answer.json().catch(() => { throw new Error(unfit()); });
}

/** @type {Partial<Record<Lang, string>> & { en: string }} */
const UNFIT = { zh: "收到的是别的内容，可能需要重新登录。",
  en: "Something else came instead; you may have to sign in again." };
/** Said before any words are here. @type {() => string} */
export const unfit = () => UNFIT[pageLanguage()] ?? UNFIT.en;

const meta = document.querySelector('meta[name="atlas-manifest"]');
const address = meta ? meta.getAttribute("content") || "" : "";

/** @type {(manifest: Manifest, lang: Lang, id: string) => Promise<Sheet>} */
export function sheet(manifest, lang, id) {
  return json(manifest.sheets[lang][id]);
}

/** Rivers, towns and airports, as far as there are any.
 * @type {(manifest: Manifest) => Promise<LandmarkFile[]>} */
export function landmarks({ files }) {
  return Promise.all(files.landmarks.map(json));
}

/** All sheets of the indicators arrive as one file once the page is quiet, so that a change of
 * indicator asks nobody.
 * @type {(manifest: Manifest, lang: Lang) => void} */
export function warm(manifest, lang) {
  const later = window.requestIdleCallback || ((work) => setTimeout(work, 200));
  later(async () => {
    const url = manifest.bundle[lang];
    if (here.has(url)) return;
    try {
      for (const [id, whole] of Object.entries(await json(url))) {
        const one = manifest.sheets[lang][id];
        // The sheet on screen stays the object it is: the map compares by identity.
        if (here.has(one)) continue;
        here.set(one, whole);
        asked.set(one, Promise.resolve(whole));
      }
      document.documentElement.dataset.warm = lang;
    } catch {
      // Nothing is lost: each sheet is still fetched by itself when it is wanted.
    }
  });
}

/** Keep what is here already under an address that nobody is asked at.
 * @type {(url: string, found: unknown) => void} */
export function put(url, found) {
  here.set(url, found);
  asked.set(url, Promise.resolve(found));
}

/** What is here of an address already. @type {(url: string) => any} */
export const kept = (url) => here.get(url);

/** Let go of it again. @type {(url: string) => void} */
export function drop(url) {
  here.delete(url);
  asked.delete(url);
}

/** @type {() => Promise<Manifest>} */
export const manifest = () => json(address);

// What the page names in its head is asked for at once: one turn of waiting, not one a file.
for (const link of document.querySelectorAll('link[rel="preload"][as="fetch"]')) {
  const url = link.getAttribute("href") || "";
  json(url).catch(() => {});
  ahead.add(url);
}

/* Files of the atlas: fetched once, kept, asked again only after a failure. */
(function (atlas) {
  "use strict";

  /** @type {Map<string, Promise<any>>} */
  const asked = new Map();
  /** @type {Map<string, any>} */
  const here = new Map();

  /** @type {Atlas.Namespace["files"]["json"]} */
  function json(url) {
    const known = asked.get(url);
    if (known) return known;
    const promise = load(url);
    asked.set(url, promise);
    promise.catch(() => asked.delete(url));
    return promise;
  }

  /** @param {string} url */
  async function load(url) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${answer.status} ${url}`);
    const content = await answer.json();
    here.set(url, content);
    return content;
  }

  const meta = document.querySelector('meta[name="atlas-manifest"]');
  const address = meta ? meta.getAttribute("content") || "" : "";

  /** @type {Atlas.Namespace["files"]["sheet"]} */
  function sheet(manifest, lang, id) {
    return json(manifest.sheets[lang][id]);
  }

  /** All sheets of the indicators arrive as one file once the page is quiet, so that a change of
   * indicator asks nobody.
   * @type {Atlas.Namespace["files"]["warm"]} */
  function warm(manifest, lang) {
    const later = window.requestIdleCallback || ((work) => setTimeout(work, 200));
    later(async () => {
      const url = manifest.bundle[lang];
      if (here.has(url)) return;
      try {
        for (const [id, content] of Object.entries(await json(url))) {
          const one = manifest.sheets[lang][id];
          // The sheet on screen stays the object it is: the map compares by identity.
          if (here.has(one)) continue;
          here.set(one, content);
          asked.set(one, Promise.resolve(content));
        }
        document.documentElement.dataset.warm = lang;
      } catch {
        // Nothing is lost: each sheet is still fetched by itself when it is wanted.
      }
    });
  }

  atlas.files = {
    json,
    sheet,
    warm,
    manifest: () => json(address),
  };
  // What the page names in its head is asked for at once: one turn of waiting, not one a file.
  for (const link of document.querySelectorAll('link[rel="preload"][as="fetch"]')) {
    json(link.getAttribute("href") || "").catch(() => {});
  }
})((window.atlas = window.atlas || {}));

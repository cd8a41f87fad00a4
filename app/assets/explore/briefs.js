/* Briefs: what is said in two pages of the chosen place beside those most like it. */

import { el, say } from "../runtime/dom.js";
import { FIRST } from "../page/words.js";
import * as own from "./own.js";
import * as compare from "./own_compare.js";
import * as ownFiles from "./own_files.js";

/**
 * @import { Manifest } from "../page/manifest.d.ts"
 * @import { View } from "../runtime/sheets.js"
 * @import { State } from "./view.js"
 */

/** Fill the menu of briefs; where no place is chosen that is compared, it says how to choose.
 * @type {(manifest: Manifest, state: State, layers: View[]) => void} */
export function offerBriefs(manifest, state, layers) {
  const { place, lang } = state;
  const words = manifest.words[lang];
  const drawn = layers.find(({ sheet }) => sheet.items.some(({ id }) => id === place));
  const item = drawn?.sheet.items.find(({ id }) => id === place);
  const compared = drawn && manifest.compared.includes(drawn.sheet.level);
  const spoken = lang === FIRST ? "" : `?lang=${lang}`;
  const link = (/** @type {string} */ form) => manifest.urls.brief
    .replace("{id}", encodeURIComponent(place)).replace("{form}", form) + spoken;
  const name = item?.name || "";
  for (const host of document.querySelectorAll("[data-briefs]")) {
    if (compared && drawn === layers[0] && own.shows(manifest, state) && !own.shapes()) {
      const places = compare.compared(place);
      const names = places.map((id) =>
        drawn.sheet.items.find((one) => one.id === id)?.short || id);
      host.replaceChildren(...ownFiles.briefs(manifest, state, places,
        places.length > 1 ? names.join(words["map.list-comma"]) : name));
      continue;
    }
    host.replaceChildren(...(compared ? [
      el("a", { href: link("pdf"), download: "", "data-slow": true },
        say(words, "brief.pdf", { name })),
      el("a", { href: link("docx"), download: "", "data-slow": true },
        say(words, "brief.docx", { name })),
      el("a", { href: link("html"), target: "_blank", rel: "noopener" },
        say(words, "brief.html", { name })),
    ] : [
      el("p", { class: "hint" }, words["brief.choose"]),
      el("a", { href: `${manifest.urls.compare}${spoken}` }, words["brief.compare"]),
    ]));
  }
}

/* Share: the address says everything, so passing it on is all there is to do. */

import * as banner from "./banner.js";

/** @import { Words } from "../runtime/layer_file.d.ts" */

const SAID_MS = 1600;

/** @type {(words: Words) => Promise<void>} */
export async function shareAddress(words) {
  const done = navigator.clipboard
    ? await navigator.clipboard.writeText(location.href).then(() => true, () => false) : false;
  if (!done) {
    // Browsers give the clipboard to secure pages only; the address can still be read.
    banner.show(`${words["share.copy-this"]} ${location.href}`,
      { label: words["tools.close"], run: () => {} });
    return;
  }
  for (const button of document.querySelectorAll('[data-act="share"]')) {
    button.textContent = words["share.copied"];
    setTimeout(() => { button.textContent = words["tools.share"]; }, SAID_MS);
  }
  banner.tell(words["share.copied"]);
}

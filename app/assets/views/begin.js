/* Begin: the server has written the words of a view; its maps are drawn among them. */

import "../page/expired.js";
import "../page/letters.js";
import "../embed/host.js";
import * as banner from "../page/banner.js";
import { followDash } from "../page/dash.js";
import * as files from "../page/files.js";
import * as search from "../page/search.js";
import { shareAddress } from "../page/share.js";
import * as taking from "../page/taking.js";
import { FIRST, applyWords, following, pageLanguage } from "../page/words.js";
import * as board from "./board.js";
import { asking } from "./callbacks.js";
import { completeCitations, completeLines, copyField } from "./copy.js";
import * as find from "./find.js";
import * as highlight from "./highlight.js";
import * as maps from "./maps.js";
import * as navigate from "./navigate.js";
import * as swipe from "./swipe.js";

/** @import { Manifest } from "../page/manifest.d.ts" */

/** @param {Manifest} manifest */
function listen(manifest) {
  const lang = pageLanguage();
  applyWords(document, manifest.words[lang], lang);
  // A place is shown on the map of the whole province.
  search.mount(manifest, (row) => { location.href = search.address(manifest, row); });
  search.speak(manifest, lang, manifest.words[lang]);
  reveal();
  navigate.listen({ spoken: search.speak, filled });
  board.listen(navigate.to);
  swipe.listen(navigate.to);
  swipe.set();
  taking.listen(() => manifest.words[pageLanguage()]);
  highlight.listen();
  find.listen();
  document.addEventListener("click", ({ target }) => {
    const act = target instanceof Element && target.closest("[data-act]");
    const name = act && act.getAttribute("data-act");
    if (name === "share") shareAddress(manifest.words[pageLanguage()]);
    if (name === "print") window.print();
    if (act && name === "copy") copyField(act, manifest.words[pageLanguage()]);
    if (!(target instanceof Element && target.closest("#language"))) return;
    const { other, refused } =
      /** @type {HTMLElement} */ (document.getElementById("leaf")).dataset;
    if (other) {
      navigate.to(other);
      return;
    }
    const url = new URL(location.href);
    const next = following(pageLanguage());
    // What was refused is asked for again and has no parts to exchange; without a language it is
    // answered in that of the browser.
    if (refused !== undefined) {
      url.searchParams.set("lang", next);
      location.href = url.href;
      return;
    }
    if (next === FIRST) url.searchParams.delete("lang");
    else url.searchParams.set("lang", next);
    navigate.to(url.search || "?");
  });
}

/** What a page that the server wrote leaves to us. @type {() => void} */
function filled() {
  completeLines();
  completeCitations();
  find.offer();
}

/** On a small screen the links of the head scroll: the one of this page is in sight. */
function reveal() {
  const here = document.querySelector(".nav-link[aria-current]");
  here?.scrollIntoView({ block: "nearest", inline: "center" });
}

let listening = false;

async function draw() {
  try {
    const manifest = await files.manifest();
    try {
      await maps.draw(navigate.specs(), manifest);
    } finally {
      // Until then a link is a link: it works without us.
      if (!listening) listen(manifest);
      listening = true;
    }
    navigate.done();
  } catch (error) {
    navigate.failed(error, draw);
  }
}

/** Dash's layout has an empty leaf; what stands in the copy's moves into it.
 * @param {() => void} swap takes the copy away */
function move(swap) {
  const old = /** @type {HTMLElement} */ (document.querySelector("#early #leaf"));
  const next = /** @type {HTMLElement} */ (document.querySelector("#react-entry-point #leaf"));
  Object.assign(next.dataset, old.dataset);
  next.replaceChildren(...old.childNodes);
  banner.carry(swap);
  if (!listening) return;
  search.enter();
  files.manifest().then((manifest) => {
    const lang = pageLanguage();
    applyWords(document, manifest.words[lang], lang);
    reveal();
  });
}

maps.onPick((href, slot, id) => {
  // What is not of this page is another page.
  if (href.startsWith("?")) navigate.to(href, undefined, asking(slot, id));
  else location.href = href;
});
const started = draw();
followDash(started, "#leaf", move);

/* Begin: the page is drawn as soon as its files are here, and again in Dash's own layout.
 *
 * The server writes the same layout into the page, as plain elements. The map is drawn there while
 * Dash is still loading; when Dash has made its layout, the map moves over and the copy goes. From
 * then on a choice is drawn at once, and Dash hears of it as properties of its AtlasMap. */

import { offer } from "../component/react.js";
import "../page/expired.js";
import "../page/letters.js";
import { watchAnswers } from "../page/answers.js";
import * as banner from "../page/banner.js";
import { followDash } from "../page/dash.js";
import * as files from "../page/files.js";
import * as search from "../page/search.js";
import { say } from "../runtime/dom.js";
import * as address from "./address.js";
import { listenToActs } from "./acts.js";
import { showCard } from "./cards.js";
import * as codec from "./codec.js";
import * as controls from "./controls.js";
import * as drawing from "./draw.js";
import { showFound } from "./found.js";
import * as report from "./report.js";
import * as stage from "./stage.js";
import { validated } from "./validate.js";
import * as view from "./view.js";
import { pageLanguage } from "../page/words.js";

/**
 * @import { Begin } from "../component/react.js"
 * @import { Manifest } from "../page/manifest.d.ts"
 * @import { State } from "./view.js"
 */

/** What was not drawn Dash has not heard of. */
let broken = false;
/** The fields of the address that say what nobody knows. @type {string[]} */
let unknown = [];

/** Draw the current view; what fails is said, with a way to try again. */
async function draw() {
  try {
    const manifest = await files.manifest();
    if (!view.known()) {
      const { state, strange } = validated(manifest,
        codec.decode(manifest.fields, location.search));
      view.keep(state);
      unknown = strange;
      listen(manifest);
    }
    const asked = view.get();
    await Promise.all([drawing.render(manifest, asked), showCard(asked)]);
    if (unknown.length) tellUnknown(manifest, asked);
    if (broken) report.report();
    broken = false;
  } catch (error) {
    broken = true;
    failed(error);
  }
}

/** What the address said and nobody knows is said once.
 * @param {Manifest} manifest @param {State} state */
function tellUnknown(manifest, { lang }) {
  const words = manifest.words[lang];
  banner.show(say(words, "banner.unknown", { names: unknown.join(", ") }),
    { label: words["tools.close"], run: () => {} });
  unknown = [];
}

/** @param {Manifest} manifest */
function listen(manifest) {
  search.mount(manifest, (row) => showFound(manifest, row));
  controls.listen(manifest);
  listenToActs(manifest);
  address.listen(manifest, stage.look);
}

/** @param {unknown} error @param {() => void} again */
async function failed(error, again = draw) {
  const words = await files.manifest().then(
    (manifest) => manifest.words[pageLanguage()],
    // Without the manifest there are no words but these.
    () => ({ "banner.failed": "没有载入 · Not loaded:", "banner.retry": "重试 · Try again" }));
  const reason = error instanceof Error ? error.message : String(error);
  banner.show(`${words["banner.failed"]} ${reason}`,
    { label: words["banner.retry"], run: again });
}

/** Dash's layout is on the page: what stands in the copy moves in, and the copy goes.
 * @param {() => void} swap takes the copy away */
function move(swap) {
  banner.carry(swap);
  if (!view.known()) return;
  search.enter();
  drawing.again();
}

/** The card of a place did not come. @param {unknown} error */
function cardless(error) {
  report.missed();
  failed(error, report.report);
}

/** The reader first: Dash hears of a choice when the frame that shows it is painted. */
function changed() {
  draw();
  requestAnimationFrame(() => setTimeout(report.report));
}

/** Dash's AtlasMap stands: the map that is there moves in, and is not drawn again.
 * @type {Begin} */
function join(host, tell) {
  stage.enter(host);
  report.connect(tell);
  return { receive() {}, leave() {} };
}

view.onChange(changed);
watchAnswers(cardless);
offer(join);
const started = draw();
started.then(report.report);
followDash(started, "#map", move);

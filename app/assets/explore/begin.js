/* Begin: the page is drawn as soon as its files are here, and again in Dash's own layout.
 *
 * The server writes the same layout into the page, as plain elements. The map is drawn there while
 * Dash is still loading; when Dash has made its layout, the map moves over and the copy goes. From
 * then on a choice is drawn at once, and Dash hears of it through the store of the view. */

import "../page/expired.js";
import * as banner from "../page/banner.js";
import { followDash } from "../page/dash.js";
import * as files from "../page/files.js";
import * as search from "../page/search.js";
import { say } from "../runtime/dom.js";
import * as address from "./address.js";
import { listenToActs } from "./acts.js";
import { watchAnswers } from "./answers.js";
import { showCard } from "./cards.js";
import * as choices from "./choices.js";
import * as codec from "./codec.js";
import * as controls from "./controls.js";
import * as drawing from "./draw.js";
import { showFound } from "./found.js";
import * as panels from "./panels.js";
import * as stage from "./stage.js";
import { validated } from "./validate.js";
import * as view from "./view.js";

/**
 * @import { Manifest } from "../page/manifest.d.ts"
 * @import { Chosen, State } from "./view.js"
 */

/** A card that did not come is asked for although the place is the same. */
let missing = false;
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
      reveal(view.get());
    }
    const asked = view.get();
    await Promise.all([drawing.render(manifest, asked), showCard(asked)]);
    if (unknown.length) tellUnknown(manifest, asked);
    if (broken) view.tell();
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
  search.mount(manifest, showFound);
  controls.listen(manifest);
  listenToActs(manifest);
  address.listen(manifest, stage.look);
}

/** A place that the address names shows its card, on a phone too.
 * @param {State} state */
function reveal({ place, panel }) {
  if (place && !panel.length) panels.raise("card");
}

/** @param {unknown} error @param {() => void} again */
async function failed(error, again = draw) {
  const words = await files.manifest().then(
    (manifest) => manifest.words[document.documentElement.dataset.lang === "en" ? "en" : "zh"],
    // Without the manifest there are no words but these.
    () => ({ "banner.failed": "没有载入 · Not loaded:", "banner.retry": "重试 · Try again" }));
  const reason = error instanceof Error ? error.message : String(error);
  banner.show(`${words["banner.failed"]} ${reason}`,
    { label: words["banner.retry"], run: again });
}

/** Dash's layout is on the page: the map moves in, the copy goes, the focus stays.
 * @param {() => void} swap takes the copy away */
function move(swap) {
  banner.carry(swap);
  if (!view.known()) return;
  stage.enter();
  search.enter();
  drawing.again();
}

/** Do two choices have one card? Without a place it says the same, whatever the map shows.
 * @param {Chosen | null | undefined} had @param {Chosen} next */
function same(had, next) {
  if (!had || !had.place || !next.place) return (had ? had.place : "") === next.place;
  return JSON.stringify(Object.entries(had).sort()) ===
    JSON.stringify(Object.entries(next).sort());
}

/** The callback on the view's store: hands on the place whose card the server is to write. The
 * view itself is ours: what Dash was told of it may be a step behind, and would undo the next.
 * Of the place Dash says what it has: of two calls that overlap it drops the answer of the first.
 * @param {unknown} _told @param {Chosen | null | undefined} had */
async function callback(_told, had) {
  // Dash may be there before the files of the view are.
  if (!view.known()) await started;
  const state = view.known();
  if (!state) return window.dash_clientside.no_update;
  const { place, lang, layer, indicator } = state;
  const period = choices.period(await files.manifest(), state);
  const next = { place, lang, layer, indicator, period };
  if (!missing && same(had, next)) return window.dash_clientside.no_update;
  missing = false;
  return next;
}

/** The card of a place did not come: it is asked for once more.
 * @param {unknown} error */
function cardless(error) {
  missing = true;
  failed(error, () => view.tell());
}

view.onChange(draw);
watchAnswers(cardless);
window.dash_clientside = Object.assign(window.dash_clientside || {},
  { atlas: { draw: callback } });
const started = draw();
followDash(started, "#map", move);

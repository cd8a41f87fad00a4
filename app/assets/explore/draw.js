/* Draw: from the view to everything on the page. */

import * as banner from "../page/banner.js";
import { markDrawn } from "../page/drawn.js";
import * as files from "../page/files.js";
import { offerBriefs } from "./briefs.js";
import * as search from "../page/search.js";
import { applyWords } from "../page/words.js";
import { afterPaint } from "../runtime/dom.js";
import { classed } from "../runtime/style.js";
import * as address from "./address.js";
import * as choices from "./choices.js";
import * as controls from "./controls.js";
import { showHeadline } from "./headline.js";
import * as manual from "./manual.js";
import { comparison } from "./own_compare.js";
import * as own from "./own.js";
import * as panels from "./panels.js";
import { showPlace } from "./place.js";
import * as shown from "./shown.js";
import * as stage from "./stage.js";
import * as view from "./view.js";

/**
 * @import { Manifest } from "../page/manifest.d.ts"
 * @import { Sheet } from "../runtime/layer_file.d.ts"
 * @import { View } from "../runtime/sheets.js"
 * @import { State } from "./view.js"
 */

/** @type {{ manifest: Manifest, state: State, theme: View,
 *   overlays: View[] } | null} */
let drawn = null;
let spoken = "";
let turn = 0;

/** Everything one view needs from the server, most of it here already.
 * @param {Manifest} manifest @param {State} state */
async function gather(manifest, state) {
  const id = choices.sheetId(manifest, state);
  const over = choices.above(manifest, state).map((one) => one.id)
    .filter((one) => state.over.includes(one));
  const counties = state.over.includes("counties") ||
    choices.layer(manifest, state.layer).level === "county";
  const [places, edges, zones, sheet, ...sheets] = await Promise.all([
    files.json(manifest.files.places),
    counties ? files.json(manifest.files.counties) : null,
    manifest.files.zones ? files.json(manifest.files.zones) : null,
    files.sheet(manifest, state.lang, id),
    ...over.map((one) => files.sheet(manifest, state.lang, one)),
  ]);
  const theme = await themed(manifest, state, sheet);
  const overlays = sheets.map((one) => {
    const { over: dated = {}, default_period: first } =
      choices.layer(manifest, one.id).sheets[one.id];
    return { sheet: one, paintKey: "", period: dated[theme.period] ?? first };
  });
  return { geometry: { places, counties: edges, zones, own: own.outlines() }, theme, overlays };
}

/** @param {Manifest} manifest @param {State} state @param {Sheet} sheet
 * @returns {Promise<View>} */
async function themed(manifest, state, sheet) {
  const period = choices.period(manifest, state);
  if (!classed(sheet.kind)) return { sheet, period, paintKey: "" };
  const paintKey = state.scheme === choices.MANUAL
    ? choices.MANUAL : choices.painting(manifest, state);
  return Object.hasOwn(sheet.frames[period].paints, paintKey)
    ? { sheet, period, paintKey }
    : { sheet: await manual.painted(manifest, state, sheet, period, paintKey), period, paintKey };
}

/** @param {Manifest} manifest @param {State} state */
function speak(manifest, state) {
  if (spoken === state.lang) return;
  spoken = state.lang;
  applyWords(document, manifest.words[state.lang], state.lang);
  search.speak(manifest, state.lang, manifest.words[state.lang]);
}

/** Draw the view, unless a later one has come meanwhile.
 * @type {(manifest: Manifest, state: State) => Promise<void>} */
export async function render(manifest, state) {
  const mine = ++turn;
  const mode = view.mode();
  const words = manifest.words[state.lang];
  speak(manifest, state);
  // The controls answer at once, even while a file is on its way.
  controls.show(manifest, state, words);
  const { geometry, theme, overlays } = await gather(manifest, state);
  if (mine !== turn) return;
  banner.hide();
  drawn = { manifest, state, theme, overlays };
  shown.keep(theme);
  // What stands around the map decides how much room it has: the map is drawn once, after it.
  around();
  stage.start(manifest, state);
  stage.show(state, theme, overlays, words, geometry);
  finish(manifest, state, mode);
}

/** What stands around the map, for what is drawn now. */
function around() {
  if (!drawn) return;
  const { manifest, state, theme, overlays } = drawn;
  showHeadline(manifest, state, theme, overlays);
  panels.show(state, theme, manifest.words[state.lang], stage.flash);
  showPlace(state.place, [theme, ...overlays], manifest.words[state.lang],
    comparison(manifest, state, theme));
  offerBriefs(manifest, state, [theme, ...overlays]);
}

/** Once it is on screen: its mark, and what can wait.
 * @param {Manifest} manifest @param {State} state @param {"push" | "replace"} mode */
function finish(manifest, state, mode) {
  const mine = turn;
  markDrawn(mine);
  // Writing the history takes a browser longer than drawing the map.
  afterPaint(() => {
    // Back and forward come from the address: to write it again could undo the next step.
    if (mode === "push" || mine === 1) {
      address.follow(manifest, mine === turn ? view.get() : state, mode);
    }
    files.warm(manifest, state.lang);
  });
}

/** The layout on the page is another than the one that was drawn into: fill it too.
 * @type {() => Promise<void>} */
export async function again() {
  // Of what could not be drawn the choices stand at least.
  const manifest = drawn ? drawn.manifest : await files.manifest();
  const state = drawn ? drawn.state : view.get();
  spoken = "";
  speak(manifest, state);
  controls.show(manifest, state, manifest.words[state.lang]);
  around();
}

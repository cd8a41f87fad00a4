/* The dialog of a reader's own table: a file, how it was read, what became of every row, the map.
 *
 * The browser keeps the file; the server keeps nothing: each choice sends the file again. */

import { keep as keepFile } from "../page/keeping.js";
import { el, redraw, say } from "../runtime/dom.js";
import * as own from "./own.js";
import * as compare from "./own_compare.js";
import { guesses } from "./own_guesses.js";
import * as request from "./own_request.js";
import * as saved from "./own_saved.js";
import { showRows } from "./own_rows.js";
import { asPoints, questions, shapes, told } from "./own_shapes.js";

/**
 * @import { Lang, Manifest } from "../page/manifest.d.ts"
 * @import { Words } from "../runtime/layer_file.d.ts"
 * @import { OwnAnswer, OwnChoices, OwnReport } from "./own_answer.d.ts"
 * @import { State } from "./view.js"
 */

/**
 * @typedef {object} Host
 * @property {Manifest} manifest
 * @property {() => Lang} lang
 * @property {() => State} state what the map shows
 * @property {(change: Partial<State>) => void} show
 * @property {() => void} leave draws what is published, once the own figures are gone
 */

const ACCEPT = ".csv,.tsv,.txt,.xlsx,.xls,.ods,.geojson,.json,.zip,.gpkg,.kml,.kmz";
/** What is thought about a file, until another is chosen. */
const fresh = () => /** @type {OwnChoices} */ ({ places: {}, kinds: {} });

/** @type {HTMLDialogElement | null} */
let dialog = null;
/** @type {File | null} */
let file = null;
let choices = fresh();
/** @type {OwnAnswer | null} */
let answer = null;
let failed = "";
/** What the map showed when the file was saved, until it is shown again. */
let shown = "";
/** What is on its way; a newer choice makes it void. @type {AbortController | null} */
let asking = null;

/** @param {OwnAnswer | null} one @returns {one is OwnReport} */
const read = (one) => Boolean(one && !one.error);

/** Send the file, with what was decided, and show what comes back.
 * @param {Host} host */
async function ask(host) {
  if (!file) return;
  asking?.abort();
  const mine = asking = new AbortController();
  failed = "";
  draw(host);
  const words = host.manifest.words[host.lang()];
  try {
    const came = await request.understood(host.manifest, file, choices, words, mine.signal,
      (now) => {
        if (!mine.signal.aborted) showReached(words, now);
      });
    if (mine.signal.aborted) return;
    // What a person chose wrongly is said beside what was understood before.
    answer = came.error && !came.choosable && answer?.choosable
      ? { error: came.error, choosable: answer.choosable } : came;
  } catch (error) {
    if (mine.signal.aborted) return;
    failed = error instanceof Error ? error.message : String(error);
  }
  asking = null;
  draw(host);
  // Who saved a map wants it back.
  if (shown && read(answer)) show(host);
}

/** @param {Host} host @param {File | null | undefined} chosen */
async function take(host, chosen) {
  if (!chosen) return;
  asking?.abort();
  asking = null;
  answer = null;
  failed = shown = "";
  file = chosen;
  choices = fresh();
  try {
    const kept = await saved.opened(chosen, host.manifest.words[host.lang()]);
    // Another was chosen meanwhile.
    if (file !== chosen) return;
    if (kept) ({ file, choices, shown } = kept);
  } catch (error) {
    if (file !== chosen) return;
    failed = error instanceof Error ? error.message : String(error);
    draw(host);
    return;
  }
  ask(host);
}

/** @param {Host} host @param {Partial<OwnChoices>} change */
function decide(host, change) {
  choices = { ...choices, ...change };
  ask(host);
}

/** Where a file is dropped or chosen. @param {Host} host @param {Words} words */
function door(host, words) {
  const input = el("input", { type: "file", accept: ACCEPT, class: "unseen", "data-key": "file",
    change: () => take(host, input.files?.[0]) });
  return el("label", { class: "own-door" },
    input, el("b", {}, file ? file.name : words["own.drop"]),
    el("span", { class: "tool" }, words[file ? "own.another" : "own.choose"]),
    el("small", {}, words["own.kinds"]));
}

/** How far it is stands below the door, and is changed there alone: all else stays.
 * @param {Words} words @param {request.Reached} reached */
function showReached(words, { phase, done, of }) {
  const state = dialog?.querySelector(".own-state [role=status]");
  const number = dialog?.querySelector(".own-done");
  const bar = dialog?.querySelector("progress");
  const said = words[`own.step.${phase}`];
  if (!state || !number || !bar) return;
  if (state.textContent !== said) state.textContent = said;
  number.textContent = !of ? "" : say(words, `own.done.${phase}`,
    { done: done.toLocaleString("en"), of: of.toLocaleString("en"),
      part: Math.floor(100 * done / of) });
  if (of) {
    bar.max = of;
    bar.value = done;
  } else bar.removeAttribute("value");
}

/** The first thing to know: what would be shown, and what is still open.
 * @param {OwnReport} report @param {Words} words @param {Lang} lang */
function summary({ maps, counts, choosable }, words, lang) {
  if (maps.shown) return told(maps.shown, counts, words, lang);
  const named = maps.series.map(({ title, unit }) =>
    (unit[lang] ? say(words, "own.named", { name: title, unit: unit[lang] }) : title));
  const left = [
    !named.length || maps.undated ? words["own.undated"] : "",
    named.length && !maps.layers.length ? words["own.no-map"] : "",
    maps.left ? say(words, "own.left", { count: maps.left }) : "",
    counts.asked ? say(words, "own.open", { count: counts.asked }) : "",
  ].filter(Boolean);
  return el("div", { class: "own-summary" },
    el("p", {}, el("b", {}, named.join(words["map.comma"])),
      ` ${(choosable.now.years || []).join(words["map.comma"])}`),
    ...left.map((one) => el("p", { class: "own-open" }, one)));
}

/** A file to keep, or why there is none.
 * @param {Host} host @param {string} name @param {() => Promise<Blob>} make */
async function keep(host, name, make) {
  try {
    keepFile(await make(), name);
  } catch (error) {
    failed = error instanceof Error ? error.message : String(error);
    draw(host);
  }
}

/** What a file is called without its ending. @param {File} one */
const called = ({ name }) => name.replace(/\.\w+$/, "");

/** The table, all that was decided about it, and what is shown of it, in one file.
 * @param {Host} host @param {own.Loaded} loaded @param {State | null} state */
const save = (host, loaded, state) => keep(host, `${called(loaded.file)}${saved.ENDING}`,
  () => saved.packed(host.manifest, loaded.file, loaded.choices, state));

/** The same of what is on the map. @type {(host: Host) => void} */
export function saveShown(host) {
  const loaded = own.loaded();
  if (loaded) save(host, loaded, host.state());
}

/** @param {Host} host */
function show(host) {
  if (!read(answer) || !file) return;
  const first = own.add(host.manifest, answer.maps, { file, choices });
  compare.clear();
  const before = first && saved.restored(host.manifest, shown, host.lang());
  shown = "";
  if (!first) return;
  dialog?.close();
  // On a phone the choices lie over the map.
  document.body.removeAttribute("data-choosing");
  host.show(before || { ...first, period: "", scheme: "", breaks: [], hide: [] });
}

/** @param {Host} host */
export function remove(host) {
  own.remove(host.manifest);
  compare.clear();
  file = answer = null;
  shown = "";
  choices = fresh();
  dialog?.close();
  host.leave();
}

/** @param {Host} host @param {Words} words */
function foot(host, words) {
  const ready = read(answer) && !asking && answer.maps.layers.length > 0;
  const mine = file;
  return el("div", { class: "own-foot" },
    own.there() ? el("button", { type: "button", class: "tool", "data-key": "remove",
      click: () => remove(host) }, words["own.remove"]) : null,
    read(answer) ? el("button", { type: "button", class: "tool", "data-key": "report",
      disabled: Boolean(asking), click: () => mine && keep(host,
        say(words, "own.report-name", { name: called(mine) }),
        () => request.workbook(host.manifest, mine, choices, words)) }, words["own.report"]) : null,
    read(answer) ? el("button", { type: "button", class: "tool", "data-key": "save",
      disabled: Boolean(asking), title: words["own.save-what"], click: () => mine &&
        save(host, { file: mine, choices }, own.loaded()?.file === mine
          && own.shows(host.manifest, host.state()) ? host.state() : null) },
    words["own.save"]) : null,
    read(answer) ? el("button", { type: "button", class: "tool primary", "data-key": "show",
      disabled: !ready, click: () => show(host) }, words["own.show"]) : null);
}

/** @param {Host} host */
function draw(host) {
  if (!dialog) return;
  const lang = host.lang();
  const words = host.manifest.words[lang];
  dialog.setAttribute("aria-busy", String(Boolean(asking)));
  const shared = { words, lang, choices,
    change: (/** @type {Partial<OwnChoices>} */ change) => decide(host, change) };
  const rows = el("section", { class: "own-rows" });
  const error = failed || answer?.error?.[lang] || "";
  redraw(dialog, [
    el("div", { class: "own-head" }, el("h2", { class: "group-title", id: "own-title" },
      words["own.title"]),
    el("button", { type: "button", class: "close", "aria-label": words["tools.close"],
      click: () => dialog?.close() }, "×")),
    el("div", { class: "own-body", "data-key": "body", tabindex: -1 },
      door(host, words),
      el("p", { class: "own-promise" }, words["own.promise"]),
      el("p", { class: "own-state" },
        el("span", { role: "status" }, asking ? words["own.step.sending"] : ""),
        // Who listens hears what is done, not every number of it.
        el("span", { class: "own-done", "aria-hidden": "true" })),
      asking ? el("progress", { "aria-label": words["own.title"] }) : null,
      el("p", { class: "field-error", role: "alert" }, error),
      ...(read(answer) ? [summary(answer, words, lang), ...questions(answer, shared)] : []),
      el("div", { class: "own-columns" },
        answer?.choosable ? el("section", { class: "own-how" },
          el("h3", { class: "group-title" }, words["own.how"]),
          ...(answer.choosable.systems && read(answer) ? shapes(answer, shared)
            : guesses(answer, shared)), asPoints(shared)) : null,
        read(answer) ? rows : null)),
    foot(host, words),
  ]);
  if (read(answer)) {
    rows.append(el("h3", { class: "group-title" }, words["own.rows"]));
    const list = el("div", {});
    rows.append(list);
    showRows(list, answer, { words, lang, decided: choices.places, settle: (asked, place) => {
      const { [asked]: before, ...others } = choices.places;
      if (place || before) decide(host, { places: place ? { ...others, [asked]: place } : others });
    } });
  }
}

/** @type {(host: Host) => void} */
export function open(host) {
  if (!dialog) {
    dialog = el("dialog", { class: "own", "aria-labelledby": "own-title" });
    document.body.append(dialog);
    dialog.addEventListener("dragover", (event) => event.preventDefault());
    dialog.addEventListener("drop", (event) => {
      event.preventDefault();
      take(host, event.dataTransfer?.files[0]);
    });
    request.wake(host.manifest);
  }
  draw(host);
  if (!dialog.open) dialog.showModal();
}

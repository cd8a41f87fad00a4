/* Begin: the page is drawn as soon as its files are here, and again in Dash's own layout.
 *
 * The server writes the same layout into the page, as plain elements. The map is drawn there while
 * Dash is still loading; when Dash has made its layout, the map moves over and the copy goes. From
 * then on a choice is drawn at once, and Dash hears of it through the store of the view. */
(function (atlas) {
  "use strict";

  /** A card that did not come is asked for although the place is the same. */
  let missing = false;
  /** What was not drawn Dash has not heard of. */
  let broken = false;
  /** The fields of the address that say what nobody knows. @type {string[]} */
  let unknown = [];

  /** Draw the current view; what fails is said, with a way to try again. */
  async function draw() {
    try {
      const manifest = await atlas.files.manifest();
      if (!atlas.view.known()) {
        const { state, strange } = atlas.sound(manifest,
          atlas.codec.decode(manifest.fields, location.search));
        atlas.view.keep(state);
        unknown = strange;
        listen(manifest);
        reveal(atlas.view.get());
      }
      const asked = atlas.view.get();
      await Promise.all([atlas.draw.render(manifest, asked), atlas.cards.show(asked)]);
      if (unknown.length) say(manifest, asked);
      if (broken) atlas.view.tell();
      broken = false;
    } catch (error) {
      broken = true;
      failed(error);
    }
  }

  /** What the address said and nobody knows is said once.
   * @param {Atlas.Manifest} manifest @param {Atlas.State} state */
  function say(manifest, { lang }) {
    const words = manifest.words[lang];
    atlas.banner.show(atlas.dom.say(words, "banner.unknown", { names: unknown.join(", ") }),
      { label: words["tools.close"], run: () => {} });
    unknown = [];
  }

  /** @param {Atlas.Manifest} manifest */
  function listen(manifest) {
    atlas.search.mount(manifest, atlas.found.show);
    for (const part of [atlas.controls, atlas.acts, atlas.address]) part.listen(manifest);
  }

  /** A place that the address names shows its card, on a phone too.
   * @param {Atlas.State} state */
  function reveal({ place, panel }) {
    if (place && !panel.length) atlas.panels.raise("card");
  }

  /** @param {unknown} error @param {() => void} again */
  async function failed(error, again = draw) {
    const words = await atlas.files.manifest().then(
      (manifest) => manifest.words[document.documentElement.dataset.lang === "en" ? "en" : "zh"],
      // Without the manifest there are no words but these.
      () => ({ "banner.failed": "没有载入 · Not loaded:", "banner.retry": "重试 · Try again" }));
    const reason = error instanceof Error ? error.message : String(error);
    atlas.banner.show(`${words["banner.failed"]} ${reason}`,
      { label: words["banner.retry"], run: again });
  }

  /** Dash's layout is on the page: the map moves in, the copy goes, the focus stays.
   * @param {() => void} swap takes the copy away */
  function move(swap) {
    atlas.banner.carry(swap);
    if (!atlas.view.known()) return;
    atlas.stage.enter();
    atlas.search.enter();
    atlas.draw.again();
  }

  /** Do two choices have one card? Without a place it says the same, whatever the map shows.
   * @param {Atlas.Chosen | null | undefined} had @param {Atlas.Chosen} next */
  function same(had, next) {
    if (!had || !had.place || !next.place) return (had ? had.place : "") === next.place;
    return JSON.stringify(Object.entries(had).sort()) ===
      JSON.stringify(Object.entries(next).sort());
  }

  /** The callback on the view's store: hands on the place whose card the server is to write. The
   * view itself is ours: what Dash was told of it may be a step behind, and would undo the next.
   * Of the place Dash says what it has: of two calls that overlap it drops the answer of the first.
   * @param {unknown} _told @param {Atlas.Chosen | null | undefined} had */
  async function callback(_told, had) {
    // Dash may be there before the files of the view are.
    if (!atlas.view.known()) await started;
    const state = atlas.view.known();
    if (!state) return window.dash_clientside.no_update;
    const { place, lang, layer, indicator } = state;
    const period = atlas.choices.period(await atlas.files.manifest(), state);
    const next = { place, lang, layer, indicator, period };
    if (!missing && same(had, next)) return window.dash_clientside.no_update;
    missing = false;
    return next;
  }

  /** The card of a place did not come: it is asked for once more.
   * @param {unknown} error */
  function cardless(error) {
    missing = true;
    failed(error, () => atlas.view.tell());
  }

  atlas.begin = { draw };
  atlas.answers.listen(cardless);
  window.dash_clientside = Object.assign(window.dash_clientside || {},
    { atlas: { draw: callback } });
  const started = draw();
  atlas.dash.follow(started, "#map", move);
})((window.atlas = window.atlas || {}));

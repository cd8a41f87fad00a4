/* The view: one frozen state, changed only here, told to Dash through its store. */
(function (atlas) {
  "use strict";

  /** @type {Atlas.State | null} */
  let current = null;
  /** @type {"push" | "replace"} */
  let next = "push";

  /** @type {Atlas.Namespace["view"]["get"]} */
  function get() {
    if (!current) throw new Error("the view is asked for before the page is drawn");
    return current;
  }

  /** @type {Atlas.Namespace["view"]["keep"]} */
  function keep(state) {
    current = Object.freeze(state);
  }

  /** A choice: kept at once, so that two quick choices add up, drawn at once, and told to Dash.
   * @type {Atlas.Namespace["view"]["set"]} */
  function set(change, how = "push") {
    keep({ ...get(), ...change });
    next = how;
    atlas.begin.draw();
    // The reader first: Dash hears of the view when the frame that shows it is painted.
    requestAnimationFrame(() => setTimeout(tell));
  }

  /** Before Dash is there, nobody needs to be told: its first callback asks for the view.
   * @type {Atlas.Namespace["view"]["tell"]} */
  function tell() {
    if (window.dash_clientside.set_props) {
      window.dash_clientside.set_props("view", { data: { ...get() } });
    }
  }

  /** How the address is to follow what is drawn now; choices add to the history.
   * @type {Atlas.Namespace["view"]["mode"]} */
  function mode() {
    const mine = next;
    next = "push";
    return mine;
  }

  atlas.view = { get, set, keep, tell, mode, known: () => current };
})((window.atlas = window.atlas || {}));

/* Beyond: what a document names outside the province stands at the edge of the map, not on it. */
(function (atlas) {
  "use strict";

  const { el, redraw } = atlas.dom;

  /** @type {Atlas.Namespace["beyond"]["create"]} */
  function create(host) {
    /** Every edge is a column of its own. @type {Map<string, HTMLElement>} */
    const edges = new Map();
    /** @param {string} edge */
    function column(edge) {
      const known = edges.get(edge) || el("div", { class: "atlas-beyond", "data-edge": edge });
      if (!edges.has(edge)) host.append(known);
      edges.set(edge, known);
      return known;
    }
    return {
      show(every) {
        const named = new Map(every.map((one) => [one.label, one]));
        for (const edge of new Set([...edges.keys(), ...every.map((one) => one.edge)])) {
          const here = [...named.values()].filter((one) => one.edge === edge);
          redraw(column(edge), here.map((one) =>
            el("p", {}, el("b", {}, one.label), el("span", {}, one.about))));
        }
      },
      remove() {
        for (const one of edges.values()) one.remove();
      },
    };
  }

  atlas.beyond = { create };
})((window.atlas = window.atlas || {}));

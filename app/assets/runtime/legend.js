/* The legend: what each color, size and outline means, how many, and what is missing. */
(function (atlas) {
  "use strict";

  const { el, say, redraw } = atlas.dom;

  /** @param {Atlas.LegendRow} row @param {Atlas.LegendOptions} options */
  function entry(row, { sheet, hidden = [], onToggle, words }) {
    const off = hidden.includes(row.char);
    const some = row.placed < row.count;
    const parts = [
      atlas.glyphs.swatch(row, sheet.kind),
      el("span", { class: "atlas-legend-label" }, row.label, " "),
      el("span", { class: "atlas-legend-count", title: some
        ? say(words, "map.legend-placed", { placed: row.placed, n: row.count }) : null },
      some ? `${row.placed} / ${row.count}` : String(row.count)),
    ];
    const inside = onToggle
      ? el("button", { type: "button", class: "atlas-legend-row", "data-key": row.char,
        "aria-pressed": off ? "false" : "true",
        title: say(words, off ? "map.legend-show" : "map.legend-hide"),
        click: () => onToggle(row.char) }, ...parts)
      : el("span", { class: "atlas-legend-row" }, ...parts);
    return el("li", { class: off ? "is-off" : null, "data-class": row.char }, inside);
  }

  /** @param {string} title @param {Atlas.Child[]} children */
  function section(title, ...children) {
    return el("div", { class: "atlas-legend-section" },
      el("p", { class: "atlas-legend-heading" }, title), ...children);
  }

  /** @param {{ key: string, label: string, explain: string }[]} rows */
  function kinds(rows) {
    return el("ul", { class: "atlas-legend-kinds" }, ...rows.map((row) =>
      el("li", { "data-kind": row.key }, atlas.glyphs.confidence(row.key),
        el("span", {}, el("b", {}, row.label),
          row.explain ? el("span", { class: "atlas-legend-explain" }, row.explain) : null))));
  }

  /** Rows for how exact points are: one for each kind of dot, in the words of the places.
   * @param {Atlas.Sheet} sheet */
  function exactness(sheet) {
    if (sheet.kind !== "points" || sheet.confidence_rows.length) return [];
    /** @type {Map<string, { key: string, words: Set<string> }>} */
    const dots = new Map([["full", { key: "campus", words: new Set() }],
      ["target", { key: "township", words: new Set() }],
      ["ring", { key: "county", words: new Set() }],
      ["broken", { key: "prefecture", words: new Set() }]]);
    for (const { at, exactness_key: key = "", exactness: words = "" } of sheet.items) {
      if (at && words) dots.get(atlas.glyphs.filling(key))?.words.add(words);
    }
    return [...dots.values()].filter(({ words }) => words.size).map(({ key, words }) =>
      ({ key, label: [...words].join(" / "), explain: "" }));
  }

  /** @type {Atlas.Namespace["legend"]["render"]} */
  function render(host, options) {
    const { sheet, words } = options;
    const frame = atlas.sheets.frame(options);
    const rows = atlas.sheets.legend(options);
    const period = sheet.period_words[atlas.sheets.period(options)] || "";
    const missing = atlas.sheets.unplaced(options);
    const known = [...sheet.confidence_rows, ...exactness(sheet)];
    host.classList.add("atlas-legend");
    redraw(host, [
      el("p", { class: "atlas-legend-title" }, sheet.title,
        sheet.unit ? el("span", { class: "atlas-legend-unit" },
          say(words, "map.unit", { unit: sheet.unit })) : null),
      period ? el("p", { class: "atlas-legend-period" }, period) : null,
      el("ul", { class: "atlas-legend-rows", "aria-label": say(words, "map.legend") },
        ...rows.map((row) => entry(row, options))),
      frame.size_rows?.length
        ? section(say(words, "map.legend-sizes"), atlas.glyphs.sizes(frame.size_rows)) : null,
      known.length ? section(say(words, "map.legend-kinds"), kinds(known)) : null,
      el("p", { class: "atlas-legend-coverage" }, frame.coverage),
      missing ? el("p", { class: "atlas-legend-missing" },
        say(words, "map.unplaced", { n: missing })) : null,
      ...frame.warnings.map((text) => el("p", { class: "atlas-legend-warning" }, text)),
      sheet.note ? el("p", { class: "atlas-legend-note" }, sheet.note) : null,
      frame.credit ? el("p", { class: "atlas-legend-credit" }, frame.credit) : null,
    ]);
  }

  atlas.legend = { render };
})((window.atlas = window.atlas || {}));

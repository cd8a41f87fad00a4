/* The same places as a table: everything the map says, in words, in any order. */

import { el, redraw, say } from "./dom.js";
import * as shapes from "./shapes.js";
import * as sheets from "./sheets.js";

/**
 * @import { Source } from "./layer_file.d.ts"
 * @import { ListOptions } from "./ranking.js"
 */

/**
 * @typedef {object} TableSettings
 * @property {Sort | null} [sort]
 * @property {(sort: Sort) => void} [onSort]
 */

/** @typedef {ListOptions & TableSettings} TableOptions */

/**
 * @typedef {object} Sort
 * @property {string} key
 * @property {"asc" | "desc"} dir
 */

/** @typedef {{ key: string, label: string, text: (index: number) => string,
 *   by: (index: number) => string | number | null, numeric?: boolean }} Column */

/** @param {TableOptions} options @returns {Column[]} */
function columns(options) {
  const { sheet, words } = options;
  const cells = sheets.frame(options).cells;
  const period = sheet.period_words[options.period] || "";
  const facts = [...new Set(sheet.items.flatMap((item) =>
    sheets.facts(item).map(([label]) => label)))];
  /** @param {number} index @param {string} label */
  const fact = (index, label) =>
    (sheets.facts(sheet.items[index]).find(([name]) => name === label) || ["", ""])[1];
  /** @param {number} index */
  const source = (index) => sheets.sources(sheet, cells[index])
    .map((one) => one.title).join("; ");
  /** @param {string} key @param {(index: number) => string} text */
  const plain = (key, text, label = say(words, `map.${key}`)) =>
    ({ key, label, text, by: text });
  /** @type {(Column | null)[]} */
  const all = [
    cells.some((one) => one.rank) ? { key: "rank", label: say(words, "map.rank"),
      text: (index) => String(cells[index].rank ?? ""),
      by: (index) => cells[index].rank ?? null, numeric: true } : null,
    plain("place", (index) => sheet.items[index].name),
    { key: "value", label: sheet.unit ? sheet.title + sheet.unit_label : say(words, "map.value"),
    text: (index) => sheets.published(sheet, cells[index]),
    numeric: cells.some((one) => one.value !== null),
    by: (index) => cells[index].value ?? (cells[index].state === "value"
      ? cells[index].words : null) },
    cells.some((one) => one.status)
      ? plain("status", (index) => cells[index].status || "") : null,
    period ? plain("period", (index) =>
      cells[index].as_of || (options.period === sheets.LATEST ? "" : period)) : null,
    ...facts.map((label) => plain(`fact:${label}`, (index) => fact(index, label), label)),
    plain("source", source),
  ];
  return all.filter((column) => column !== null);
}

/** Item indices in the asked order; what is not known comes last either way.
 * @param {TableOptions} options @param {Column | undefined} column */
function order(options, column) {
  const start = sheets.order(options);
  if (!column) return start;
  const sign = options.sort?.dir === "desc" ? -1 : 1;
  const words = new Intl.Collator(options.sheet.lang, { numeric: true });
  return start.sort((a, b) => {
    const [x, y] = [column.by(a), column.by(b)];
    const [left, right] = [x === null || x === "", y === null || y === ""];
    if (left || right) return Number(left) - Number(right);
    const step = typeof x === "number" && typeof y === "number"
      ? x - y : words.compare(String(x), String(y));
    return sign * step;
  });
}

/** @param {Column} column @param {TableOptions} options */
function heading(column, { sort, onSort, words }) {
  const dir = sort && sort.key === column.key ? sort.dir : null;
  const arrow = dir === "asc" ? "↑" : dir === "desc" ? "↓" : "";
  const next = dir === "asc" ? "desc" : "asc";
  return el("th", { scope: "col", class: column.numeric ? "is-number" : null,
    "aria-sort": dir === null ? null : dir === "asc" ? "ascending" : "descending" },
  onSort ? el("button", { type: "button", "data-key": `sort ${column.key}`,
    title: say(words, "map.sort-by", { label: column.label }),
    click: () => onSort({ key: column.key, dir: next }) },
  column.label, el("span", { class: "atlas-sort", "aria-hidden": "true" }, arrow))
    : column.label);
}

/** The address of a source, when it is one that a browser should follow.
 * @param {Source} source */
function link(source) {
  const web = /^https?:\/\//i.test(source.url);
  return web
    ? el("a", { href: source.url, rel: "noopener noreferrer", target: "_blank" }, source.title)
    : el("span", {}, source.title);
}

/** @param {TableOptions} options @param {Column} column @param {number} index */
function cell(options, column, index) {
  const { sheet, onSelect } = options;
  const one = sheets.frame(options).cells[index];
  const { id } = sheet.items[index];
  if (column.key === "place") {
    const text = column.text(index);
    return el("th", { scope: "row" }, onSelect
      ? el("button", { type: "button", "data-key": `row ${id}`, click: () => onSelect(id) }, text)
      : text);
  }
  if (column.key === "source") {
    const links = sheets.sources(sheet, one).map(link);
    return el("td", { class: "is-source" },
      ...links.flatMap((node, at) => (at ? ["; ", node] : [node])));
  }
  if (column.key === "value") {
    const look = sheets.look(options, sheets.chars(options)[index]);
    return el("td", { class: `is-value is-${one.state}${column.numeric ? " is-number" : ""}` },
      shapes.swatch(look, sheet.kind), el("span", {}, one.words),
      // Why the data refuse a figure; other notes are in the box of the place.
      one.state === "no-data" && one.note ? el("small", {}, one.note) : null);
  }
  return el("td", { class: column.numeric ? "is-number" : null }, column.text(index));
}

/** @param {TableOptions} options @param {Column[]} all @param {number} index */
function row(options, all, index) {
  const { sheet, hidden = [], selected, onHover, onSelect, words } = options;
  const { id } = sheet.items[index];
  const off = hidden.includes(sheets.chars(options)[index]);
  const hover = (/** @type {string | null} */ next) => () => onHover && onHover(next);
  return el("tr", { "data-place": id, class: off ? "is-off" : null,
    "aria-current": id === selected ? "true" : null,
    title: off ? say(words, "map.hidden-class") : null,
    mouseenter: hover(id), mouseleave: hover(null), focusin: hover(id), focusout: hover(null),
    click: (event) => {
      const inside = event.target instanceof Element && event.target.closest("a, button");
      if (!inside && onSelect) onSelect(id);
    } }, ...all.map((column) => cell(options, column, index)));
}

/** @type {(el: Element, options: TableOptions) => void} */
export function renderTable(host, options) {
  const { sheet, sort } = options;
  const all = columns(options);
  const period = sheet.period_words[options.period] || "";
  const caption = [sheet.title, period].filter(Boolean).join(" · ");
  const indices = order(options, all.find((column) => sort && column.key === sort.key));
  host.classList.add("atlas-table-host");
  redraw(host, [el("div", { class: "atlas-table-scroll", role: "group", tabindex: 0,
    "aria-label": caption, "data-key": "scroll" },
  el("table", { class: "atlas-table" },
    el("caption", {}, el("div", { class: "atlas-table-caption" }, caption,
      el("span", { class: "atlas-table-coverage" }, sheets.frame(options).coverage))),
    el("thead", {}, el("tr", {}, ...all.map((column) => heading(column, options)))),
    el("tbody", {}, ...indices.map((index) => row(options, all, index)))))]);
}

/* The choice: what is asked of the registry. The address says it, the form shows it. */

/** @import { Choice, FamilyMeta, Kind, RegistryMeta } from "./registry_meta.d.ts" */

const MANY = /** @type {const} */ (["field", "founded"]);
/** Closed ones count only where they are asked for: those of which nothing is known may be open. */
const OPEN = ["active", "unknown"];
const ANY = "any";
const NAMES = [...MANY, "status", "cell", "page"];

/** What the address says; what tiles do not tell apart cannot be chosen.
 * @param {RegistryMeta} meta @returns {Choice} */
export function read({ families }) {
  const said = new URLSearchParams(location.search);
  const open = families.open.kinds.length > 1;
  /** @param {string} name @param {boolean} told */
  const many = (name, told) => (told ? said.get(name) || "" : "").split(",").filter(Boolean);
  return { field: many("field", open), founded: many("founded", Boolean(families.all)),
    status: (families.all && said.get("status")) || "",
    cell: said.get("cell") || "", page: Math.max(1, Number(said.get("page")) || 1) };
}

/** The address of a choice; its other words stay as they are written. @param {Choice} choice */
export function address({ field, founded, status, cell, page }) {
  const rest = location.search.slice(1).split("&").filter((pair) =>
    pair && !NAMES.includes(pair.split("=")[0]));
  /** @type {Record<string, string>} */
  const mine = { field: field.join(","), founded: founded.join(","), status, cell,
    page: page > 1 ? String(page) : "" };
  const said = Object.entries(mine).filter(([, text]) => text).map(([name, text]) =>
    `${name}=${encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%3A", ":")}`);
  const search = [...said, ...rest].join("&");
  return `${location.pathname}${search && `?${search}`}${location.hash}`;
}

/** What a form says. @param {HTMLFormElement} form @param {Choice} before @returns {Choice} */
export function formed(form, before) {
  const data = new FormData(form);
  /** @param {string} name */
  const many = (name) => data.getAll(name).map(String).filter(Boolean);
  return { ...before, field: many("field"), founded: many("founded"),
    status: String(data.get("status") || ""), cell: "", page: 1 };
}

/** Show a choice in its form. @param {HTMLFormElement} form @param {Choice} choice */
export function show(form, choice) {
  for (const input of form.querySelectorAll("input")) {
    const { name, value } = input;
    if (name === "status") input.checked = value === choice.status;
    if (name === "field" || name === "founded") input.checked = choice[name].includes(value);
  }
}

/** Whether a choice needs what not every tile tells apart. @param {Choice} choice */
export const fine = ({ status, founded }) => Boolean(status || founded.length);

/** Whether a kind is chosen.
 * @param {Kind} kind @param {Choice} choice @param {RegistryMeta} meta */
function wanted([field, status, years], choice, meta) {
  /** @param {string[]} asked @param {{ id: string }[]} known @param {number} at */
  const among = (asked, known, at) => at < 0 || !asked.length || asked.includes(known[at].id);
  const states = choice.status ? [choice.status] : OPEN;
  return among(choice.field, meta.fields, field) && among(choice.founded, meta.years, years)
    && (choice.status === ANY || among(states, meta.statuses, status));
}

/** 1 for each kind of a family that is chosen. @param {FamilyMeta} family @param {Choice} choice
 * @param {RegistryMeta} meta */
export function mask({ kinds }, choice, meta) {
  return Uint8Array.from(kinds, (kind) => Number(wanted(kind, choice, meta)));
}

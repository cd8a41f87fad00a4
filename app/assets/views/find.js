/* Find: a field that leaves, of a list that stands in the page, what has its words. Without a
 * script the whole list is there, and the field is not. */

/** @param {string} text */
const plain = (text) => text.normalize("NFKC").toLowerCase();

/** @param {HTMLInputElement} field */
function filter(field) {
  const list = document.getElementById(field.dataset.findIn || "");
  if (!list) return;
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const row of list.querySelectorAll("li")) {
    const text = plain(row.dataset.find || "");
    row.hidden = !words.every((word) => text.includes(word));
    if (!row.hidden) count += 1;
  }
  for (const more of list.querySelectorAll("details")) {
    more.open = words.length > 0 && more.querySelector("li:not([hidden])") !== null;
  }
  const said = field.parentElement?.querySelector("output");
  const found = (field.dataset.found || "").replace("{count}", `${count}`);
  if (said) said.textContent = words.length ? found : "";
}

/** Fields that work now can be seen. @type {() => void} */
export function offer() {
  for (const field of document.querySelectorAll("[data-find-in]")) {
    field.parentElement?.removeAttribute("hidden");
  }
}

/** @type {() => void} */
export function listen() {
  document.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement && target.dataset.findIn) filter(target);
  });
}

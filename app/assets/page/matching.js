/* Matching: which names a text may mean, the best first. Names are found by any part of them, in
 * Chinese, English or digits, and in pinyin by syllables or by their first letters. */

/** @import { Entry } from "./manifest.d.ts" */

/** What rows of a kind stand under. @type {Record<string, string>} */
const GROUPS = { province: "region", prefecture: "region", county: "region", campus: "platform" };
const MOST = 10;
/** Of one group, so that platforms of a name do not hide the rest. */
const MOST_OF_ONE = 4;
const NONE = 9;
/** One letter is the first of too many names. */
const FEWEST_INITIALS = 2;

/** @typedef {(kind: string) => string} Label what a group is called */

/** @type {(kind: string) => string} */
export const groupOf = (kind) => GROUPS[kind] || kind;

/** @param {string} text */
const plain = (text) => text.normalize("NFKC").toLowerCase();

/** How well syllables sound like a word: 1 from the first one on, 3 from another.
 * @param {string} word @param {string} spelled */
function sounds(word, spelled) {
  const syllables = spelled.split(" ");
  const initials = syllables.map((one) => one[0]).join("");
  if (syllables.join("").startsWith(word)) return 1;
  if (word.length >= FEWEST_INITIALS && initials.startsWith(word)) return 2;
  const within = syllables.some((_, at) => syllables.slice(at).join("").startsWith(word));
  return within && word.length >= FEWEST_INITIALS ? 3 : NONE;
}

/** Whether Chinese is a short form of a name: 高企, 研发强度. Its letters stand in the name
 * in their order, the first of them first.
 * @param {string} word @param {string} name */
function shortens(word, name) {
  if (word.length < FEWEST_INITIALS || !/^[\u4e00-\u9fff]+$/.test(word) || name[0] !== word[0]) {
    return false;
  }
  let at = -1;
  return [...word].every((letter) => {
    at = name.indexOf(letter, at + 1);
    return at >= 0;
  });
}

/** How well a row is meant by a word: 0 best, NONE if not at all.
 * @param {string} word @param {Entry} row @param {string} label */
function rank(word, [id, , name, others, spelled, beside], label) {
  const own = plain(name);
  if (own.startsWith(word) || id === word) return 0;
  const rest = ` ${plain(others)}`;
  if (rest.includes(` ${word}`)) return 1;
  const heard = /^[a-z]+$/.test(word) && spelled ? sounds(word, spelled) : NONE;
  if (heard < 2) return heard;
  // A Chinese word begins anywhere.
  const begins = ` ${own}`.includes(` ${word}`) || (own.includes(word) && !/^[a-z]/.test(word));
  if (begins || plain(label) === word) return 2;
  if (heard < NONE) return heard;
  if (own.includes(word) || rest.includes(word) || id.startsWith(word)) return 3;
  if (plain(`${label} ${beside}`).includes(word)) return 4;
  return shortens(word, own) ? 5 : NONE;
}

/** The rows that have every word of a text, by group, the group of the best row first. Rows that
 * fit equally well stand as the gazetteer lists them.
 * @type {(rows: Entry[], text: string, label: Label) => Entry[][]} */
export function matches(rows, text, label) {
  const words = plain(text).trim().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const found = rows.map((row, at) => {
    const said = label(groupOf(row[1]));
    return { row, at, rank: Math.max(...words.map((word) => rank(word, row, said))) };
  }).filter((one) => one.rank < NONE).sort((a, b) => a.rank - b.rank || a.at - b.at);
  /** @type {Map<string, Entry[]>} */
  const groups = new Map();
  const rest = [];
  let count = 0;
  for (const { row } of found) {
    const group = groups.get(groupOf(row[1])) || [];
    groups.set(groupOf(row[1]), group);
    if (count < MOST && group.length < MOST_OF_ONE) {
      group.push(row);
      count += 1;
    } else {
      rest.push(row);
    }
  }
  for (const row of rest.slice(0, MOST - count)) groups.get(groupOf(row[1]))?.push(row);
  return [...groups.values()].filter((group) => group.length);
}

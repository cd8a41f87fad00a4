/* Tiles of the registry: each is asked for once, and only where the one above says that there is
 * something in it. Where a branch has ended, the last tile of it says all. */

import { reach, refusal } from "../page/reach.js";
import { decode } from "../runtime/registry_tile.js";

/**
 * @import { RegistryTile } from "../runtime/registry_tile.js"
 * @import { FamilyMeta } from "./registry_meta.d.ts"
 */

/** @typedef {RegistryTile & { z: number, x: number, y: number }} Placed */

/** Milliseconds of decoding after which a frame may be drawn. */
const SLICE = 6;
let since = 0;

/** Until there is time: tiles that come together are not decoded in one frame. */
async function turn() {
  while (performance.now() - since > SLICE) {
    await new Promise((go) => { setTimeout(go); });
    if (performance.now() - since > SLICE) since = performance.now();
  }
}

/** Whether a tile has anything in one of its four quarters.
 * @param {RegistryTile} tile @param {number} right @param {number} low */
function holds({ side, at }, right, low) {
  const half = side / 2;
  for (let nth = 0; nth < at.length; nth += 1) {
    const row = Math.floor(at[nth] / side);
    if ((row >= half) === Boolean(low) && (at[nth] % side >= half) === Boolean(right)) return true;
  }
  return false;
}

/**
 * @typedef {object} CellTiles
 * @property {(z: number, x: number, y: number) => Promise<Placed | null>} covering The tile that
 *   says what lies in a square: its own, or the one above with which the branch ended.
 */

/** @param {FamilyMeta} family @returns {CellTiles} */
export function createTiles({ url, least }) {
  /** @type {Map<string, Promise<Placed | null>>} */
  const asked = new Map();

  /** @param {number} z @param {number} x @param {number} y */
  async function fetched(z, x, y) {
    const answer = await reach(Object.entries({ z, x, y }).reduce((text, [name, at]) =>
      text.replace(`{${name}}`, String(at)), url));
    // Where nothing lies, nothing is: of the first zoom alone nobody has said so before.
    if (answer.status === 404 || answer.status === 204) return null;
    if (!answer.ok) throw new Error(refusal(answer));
    const buffer = await answer.arrayBuffer();
    await turn();
    return { ...decode(buffer), z, x, y };
  }

  /** @type {CellTiles["covering"]} */
  function load(z, x, y) {
    const key = `${z}/${x}/${y}`;
    const known = asked.get(key);
    if (known) return known;
    const coming = fetched(z, x, y);
    asked.set(key, coming);
    // What did not come is asked for again.
    coming.catch(() => asked.delete(key));
    return coming;
  }

  /** @type {CellTiles["covering"]} */
  async function covering(z, x, y) {
    if (z < least) return null;
    if (z === least) return load(z, x, y);
    const above = await covering(z - 1, x >> 1, y >> 1);
    if (!above || above.leaf) return above;
    return holds(above, x & 1, y & 1) ? load(z, x, y) : null;
  }

  return { covering };
}

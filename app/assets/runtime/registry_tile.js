/* A tile of the registry: bytes in, how many enterprises of each kind lie in each cell out.

   docs/registry-tiles.md says how a tile is written; geo/registry/registry_tile.py writes it, and
   both are held against the same tiles. */

/**
 * @typedef {object} TilePoints enterprises of a tile, in the order of registry.parquet
 * @property {Uint16Array} x from the west, in 65,536ths of the side of the tile
 * @property {Uint16Array} y from the north
 * @property {Uint16Array} kind
 * @property {Uint16Array} year 0 where none is known
 * @property {Uint32Array} row position in registry.parquet, from 0
 */

/**
 * @typedef {object} RegistryTile one entry for each cell and kind, by kind and then by cell
 * @property {number} side cells of a side
 * @property {boolean} leaf the branch ends here: zoomed in, its cells stay what they are
 * @property {Uint32Array} at row × side + column, rows from the north
 * @property {Uint16Array} kind
 * @property {Uint32Array} count never 0
 * @property {TilePoints} [points] where the tile has them, cells are counted from them
 */

const VERSION = 1;
const LEAF = 1;
const POINTS = 2;
const POINT_BITS = 16;

/** Return what reads whole numbers, one after the other: seven bits a byte, the lowest first.
 * @param {Uint8Array} bytes */
function reader(bytes) {
  let at = 0;
  return {
    /** @returns {number} */
    next() {
      let number = 0;
      for (let scale = 1; ; scale *= 128) {
        if (at >= bytes.length) throw new RangeError("a tile of the registry is cut off");
        const byte = bytes[at++];
        number += (byte & 127) * scale;
        if (byte < 128) return number;
      }
    },
    done: () => at === bytes.length,
  };
}

/** Return the tile that bytes hold; throws RangeError for what is none.
 * @param {ArrayBuffer} buffer
 * @returns {RegistryTile} */
export function decode(buffer) {
  const { next, done } = reader(new Uint8Array(buffer));
  if (next() !== VERSION) throw new RangeError("this is no tile of the registry");
  const flags = next();
  const bits = next();
  const count = next();
  const leaf = Boolean(flags & LEAF);
  const read = flags & POINTS ? ofPoints : ofCells;
  const tile = read(next, count, bits, leaf);
  if (!done()) throw new RangeError("a tile of the registry has more than it says");
  return tile;
}

/** @param {() => number} next @param {number} kinds @param {number} bits @param {boolean} leaf
 * @returns {RegistryTile} */
function ofCells(next, kinds, bits, leaf) {
  const listed = Array.from({ length: kinds }, () => [next(), next()]);
  const total = listed.reduce((sum, [, size]) => sum + size, 0);
  const at = new Uint32Array(total);
  const kind = new Uint16Array(total);
  const count = new Uint32Array(total);
  let entry = 0;
  for (const [name, size] of listed) {
    let cell = -1;
    for (let nth = 0; nth < size; nth += 1) {
      cell += next() + 1;
      at[entry] = cell;
      kind[entry] = name;
      entry += 1;
    }
  }
  for (let nth = 0; nth < total; nth += 1) count[nth] = next() + 1;
  return { side: 2 ** bits, leaf, at, kind, count };
}

/** @param {() => number} next @param {number} size @param {number} bits @param {boolean} leaf
 * @returns {RegistryTile} */
function ofPoints(next, size, bits, leaf) {
  const x = side(next, size);
  const y = side(next, size);
  const kind = Uint16Array.from({ length: size }, next);
  const year = Uint16Array.from({ length: size }, next);
  const row = new Uint32Array(size);
  let last = -1;
  for (let nth = 0; nth < size; nth += 1) {
    last += next() + 1;
    row[nth] = last;
  }
  return { ...counted(x, y, kind, bits), leaf, points: { x, y, kind, year, row } };
}

/** Return coordinates that stand as differences from those before, the sign in the lowest bit.
 * @param {() => number} next @param {number} size */
function side(next, size) {
  const found = new Uint16Array(size);
  let last = 0;
  for (let nth = 0; nth < size; nth += 1) {
    const folded = next();
    last += folded % 2 ? -(folded + 1) / 2 : folded / 2;
    found[nth] = last;
  }
  return found;
}

/** Return the cells of enterprises, as a tile without them says it.
 * @param {Uint16Array} x @param {Uint16Array} y @param {Uint16Array} kind @param {number} bits */
function counted(x, y, kind, bits) {
  const shift = POINT_BITS - bits;
  const cells = 4 ** bits;
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (let nth = 0; nth < x.length; nth += 1) {
    const key = kind[nth] * cells + (y[nth] >> shift) * 2 ** bits + (x[nth] >> shift);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const keys = Float64Array.from(counts.keys()).sort();
  return {
    side: 2 ** bits,
    at: Uint32Array.from(keys, (key) => key % cells),
    kind: Uint16Array.from(keys, (key) => Math.floor(key / cells)),
    count: Uint32Array.from(keys, (key) => counts.get(key) ?? 0),
  };
}

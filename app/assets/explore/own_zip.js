/* A ZIP file of a few parts: written as they are, read whoever packed it.
 *
 * A library would bring a way to compress, which a browser has, and none to see that a byte is
 * another. */

/** @typedef {{ name: string, at: number, packed: number, size: number, method: number,
 *   crc: number }} Part */

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Sizes without names, and how far from its end the list of a file may stand. */
const HEADS = { local: 30, central: 46, end: 22, comment: 0xffff };
/** Names are UTF-8; the first day that there is. */
const UTF8 = 0x0800;
const DAY = 0x21;
const STORED = 0;
const DEFLATED = 8;
const LOCKED = 1;
const VERSION = 20;
/** So many parts are looked at: a workbook has as many sheets, and is none of ours. */
const MOST_PARTS = 5000;

/** A file that is no whole ZIP. */
export class Damaged extends Error {}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let code = byte;
  for (let bit = 0; bit < 8; bit += 1) code = code & 1 ? (code >>> 1) ^ 0xedb88320 : code >>> 1;
  return code;
});

/** @param {Uint8Array} bytes */
function checked(bytes) {
  let code = 0xffffffff;
  for (const byte of bytes) code = (code >>> 8) ^ CRC[(code ^ byte) & 0xff];
  return (code ^ 0xffffffff) >>> 0;
}

/** Numbers as ZIP has them, each with how many bytes it takes.
 * @param {[number, 2 | 4][]} numbers */
function head(numbers) {
  const view = new DataView(new ArrayBuffer(numbers.reduce((sum, [, bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [number, bytes] of numbers) {
    if (bytes === 2) view.setUint16(at, number, true);
    else view.setUint32(at, number, true);
    at += bytes;
  }
  return view.buffer;
}

/** Parts as one file, each as it is. @type {(parts: [string, Blob][]) => Promise<Blob>} */
export async function packed(parts) {
  /** @type {BlobPart[]} */
  const bodies = [];
  /** @type {BlobPart[]} */
  const list = [];
  let at = 0;
  let long = 0;
  for (const [name, body] of parts) {
    const called = new TextEncoder().encode(name);
    const crc = checked(new Uint8Array(await body.arrayBuffer()));
    /** @type {[number, 2 | 4][]} */
    const facts = [[VERSION, 2], [UTF8, 2], [STORED, 2], [0, 2], [DAY, 2], [crc, 4],
      [body.size, 4], [body.size, 4], [called.length, 2], [0, 2]];
    bodies.push(head([[LOCAL, 4], ...facts]), called, body);
    list.push(head([[CENTRAL, 4], [VERSION, 2], ...facts, [0, 2], [0, 2], [0, 2], [0, 4],
      [at, 4]]), called);
    at += HEADS.local + called.length + body.size;
    long += HEADS.central + called.length;
  }
  const end = head([[END, 4], [0, 2], [0, 2], [parts.length, 2], [parts.length, 2], [long, 4],
    [at, 4], [0, 2]]);
  return new Blob([...bodies, ...list, end], { type: "application/zip" });
}

/** @param {Blob} file @param {number} from @param {number} to */
const seen = async (file, from, to) =>
  new DataView(await file.slice(Math.max(0, from), to).arrayBuffer());

/** What a file has, by its list at the end; no part is unpacked.
 * @type {(file: Blob) => Promise<Part[]>} */
export async function listed(file) {
  const from = Math.max(0, file.size - HEADS.end - HEADS.comment);
  const tail = await seen(file, from, file.size);
  let end = tail.byteLength - HEADS.end;
  while (end >= 0 && tail.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new Damaged();
  const [size, at] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  const view = await seen(file, at, Math.min(at + size, from + end));
  /** @type {Part[]} */
  const parts = [];
  for (let here = 0; here + HEADS.central <= view.byteLength && parts.length < MOST_PARTS;) {
    if (view.getUint32(here, true) !== CENTRAL) throw new Damaged();
    const long = view.getUint16(here + 28, true);
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, here + HEADS.central,
      Math.min(long, view.byteLength - here - HEADS.central)));
    const locked = view.getUint16(here + 8, true) & LOCKED;
    parts.push({ name, at: view.getUint32(here + 42, true), crc: view.getUint32(here + 16, true),
      packed: view.getUint32(here + 20, true), size: view.getUint32(here + 24, true),
      method: locked ? -1 : view.getUint16(here + 10, true) });
    here += HEADS.central + long + view.getUint16(here + 30, true)
      + view.getUint16(here + 32, true);
  }
  return parts;
}

/** The bytes of a stream, and no more than a part says that it has.
 * @param {ReadableStream<Uint8Array>} stream @param {number} most */
async function whole(stream, most) {
  const bytes = new Uint8Array(most);
  const reader = stream.getReader();
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (size + value.length > most) {
      await reader.cancel();
      throw new Damaged();
    }
    bytes.set(value, size);
    size += value.length;
  }
  return bytes.subarray(0, size);
}

/** What a part holds; a byte that is another is seen.
 * @type {(file: Blob, part: Part) => Promise<Uint8Array<ArrayBuffer>>} */
export async function unpacked(file, { at, packed: long, size, method, crc }) {
  const view = await seen(file, at, at + HEADS.local);
  if (view.byteLength < HEADS.local || view.getUint32(0, true) !== LOCAL) throw new Damaged();
  const start = at + HEADS.local + view.getUint16(26, true) + view.getUint16(28, true);
  const body = file.slice(start, start + long);
  /** @type {Uint8Array<ArrayBuffer>} */
  let bytes;
  if (method === STORED) bytes = new Uint8Array(await body.arrayBuffer());
  else if (method === DEFLATED && "DecompressionStream" in window) {
    const stream = body.stream().pipeThrough(new DecompressionStream("deflate-raw"));
    bytes = await whole(stream, size).catch(() => { throw new Damaged(); });
  } else throw new Damaged();
  if (bytes.length !== size || checked(bytes) !== crc) throw new Damaged();
  return bytes;
}

/* Painting: a square as cells in the colors of their classes, or as points. Canvas alone. */

/**
 * @import { CellClasses } from "./registry_meta.d.ts"
 * @import { Square } from "./cell_squares.js"
 */

/** Smaller cells, in pixels of the screen, have no line between them. */
const LINED = 6;
const POINT = 2.4;
const HALO = 1;

/** A color as the bytes of a picture have it. @param {string} color */
function bytes(color) {
  const value = parseInt(color.slice(1), 16);
  return (255 << 24 | (value & 255) << 16 | (value >> 8 & 255) << 8 | value >> 16) >>> 0;
}

/** The class that a count falls into. @param {number[]} bounds @param {number} count */
export function classOf(bounds, count) {
  let at = 0;
  while (at < bounds.length && count > bounds[at]) at += 1;
  return at;
}

/** @type {HTMLCanvasElement | null} */
let small = null;

/** One pixel a cell. @param {Square} square @param {CellClasses} classes */
function picture({ side, sums }, { bounds, colors }) {
  small ||= document.createElement("canvas");
  if (small.width !== side) small.width = small.height = side;
  const context = /** @type {CanvasRenderingContext2D} */ (small.getContext("2d"));
  const image = context.createImageData(side, side);
  const pixels = new Uint32Array(image.data.buffer);
  const palette = colors.map(bytes);
  for (let cell = 0; cell < sums.length; cell += 1) {
    if (sums[cell]) pixels[cell] = palette[classOf(bounds, sums[cell])];
  }
  context.putImageData(image, 0, 0);
  return small;
}

/** Paint the cells of a square on a canvas of so many pixels a side.
 * @param {HTMLCanvasElement} canvas @param {Square} square @param {CellClasses} classes
 * @param {{ size: number, pixel: number }} screen `pixel` is how many of its pixels make one of
 *   the page */
export function paintCells(canvas, square, classes, { size, pixel }) {
  if (canvas.width !== size) canvas.width = canvas.height = size;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.clearRect(0, 0, size, size);
  if (!square.at.length) return;
  context.imageSmoothingEnabled = false;
  context.drawImage(picture(square, classes), 0, 0, size, size);
  const cell = size / square.side;
  if (cell < LINED * pixel) return;
  const line = Math.max(1, Math.round(pixel / 2));
  for (let at = 0; at < square.side; at += 1) {
    const edge = Math.round(at * cell);
    context.clearRect(edge, 0, line, size);
    context.clearRect(0, edge, size, line);
  }
}

/** Paint the chosen points of a square.
 * @param {HTMLCanvasElement} canvas @param {Square} square @param {Uint8Array} chosen
 * @param {{ size: number, pixel: number, edge: number, color: string, halo: string }} screen
 *   `edge` is how much more is painted on each side: points stand on edges, too */
export function paintPoints(canvas, { points }, chosen, { size, pixel, edge, color, halo }) {
  const whole = size + 2 * edge;
  if (canvas.width !== whole) canvas.width = canvas.height = whole;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.clearRect(0, 0, whole, whole);
  if (!points) return;
  for (const [radius, fill] of /** @type {[number, string][]} */ (
    [[POINT + HALO, halo], [POINT, color]])) {
    context.beginPath();
    for (let nth = 0; nth < points.x.length; nth += 1) {
      if (!chosen[points.kind[nth]]) continue;
      const [x, y] = [edge + points.x[nth] * size, edge + points.y[nth] * size];
      context.moveTo(x + radius * pixel, y);
      context.arc(x, y, radius * pixel, 0, 2 * Math.PI);
    }
    context.fillStyle = fill;
    context.fill();
  }
}

/* Where a name may stand, as steps from its place in pixels: which of them is free is told where
 * names are placed. */

/** @import { Label } from "./naming.js" */

/** Pixels around a name that are its own. */
export const GAP = 3;
/** From the edge of a symbol to its name, of which a gap is the name's own. */
const CLEAR = GAP + 2;
const STEP = 11;
const AROUND = [[0, -1], [0, 1], [1, 0], [-1, 0], [0.7, 0.7], [-0.7, 0.7], [0.7, -0.7],
  [-0.7, -0.7]];

/** Where a name may stand around its place, best first: beside a symbol, or near the middle
 * of an area in growing rings.
 * @type {(label: Label, width: number, height: number) => [number, number][]} */
export function offsets(label, width, height) {
  if (label.turn !== undefined) {
    const [x, y] = [Math.sin(label.turn), Math.cos(label.turn)].map((part) =>
      part * (height / 2 + 1));
    return [[x, -y], [-x, y]];
  }
  if (label.radius > 0) {
    // Clear of its own symbol by a pixel: what only just touches it would be taken to cover it.
    const aside = label.radius + CLEAR + width / 2;
    const above = label.radius + CLEAR + height / 2;
    const [slip, lean] = [above * 0.6, aside * 0.5];
    const edge = (label.radius + CLEAR) * Math.SQRT1_2;
    const [right, down] = [edge + width / 2, edge + height / 2];
    return [[aside, 0], [0, above], [-aside, 0], [0, -above], [right, -down], [right, down],
      [-right, -down], [-right, down], [aside, -slip], [-aside, -slip],
      [aside, slip], [-aside, slip], [lean, -above], [-lean, -above], [lean, above],
      [-lean, above]];
  }
  /** @type {[number, number][]} */
  const found = [[0, 0]];
  for (let ring = 0.5; ring <= 4; ring += 0.5) {
    for (const [x, y] of AROUND) found.push([x * ring * STEP * 1.5, y * ring * STEP]);
  }
  return found;
}

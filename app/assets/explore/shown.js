/* Shown: what the map shows now, for those who begin from there. */

/** @import { View } from "../runtime/sheets.js" */

/** @type {View | null} */
let shown = null;

/** @param {View} theme */
export function keep(theme) {
  shown = theme;
}

/** The theme on the map, if there is one yet. */
export const theme = () => shown;

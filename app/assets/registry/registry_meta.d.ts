/** What the page of the registry knows before a tile comes, as app/pages/registry writes it. */

import type { Words } from "../runtime/layer_file.d.ts";

export type Family = "open" | "all";
/** What a number of a tile stands for, as positions in the lists of fields, statuses and years; -1
 * where the family does not tell them apart. */
export type Kind = [field: number, status: number, years: number];
export interface FamilyMeta {
  /** Where a tile is, with {z}, {x} and {y} for which. */
  url: string;
  kinds: Kind[];
  /** The zoom of its first tiles. */
  least: number;
}
/** How cells look at a zoom: their size in words, the highest count of each class (none for the
 * last), and the words of each class. */
export interface CellClasses { size: string; bounds: number[]; labels: string[]; colors: string[] }
export interface Choosable { id: string; name: string }
export interface RegistryMeta {
  /** Where cells with few are withheld, all else is too: then there is one family of one kind. */
  families: { open: FamilyMeta, all?: FamilyMeta };
  classes: Record<string, CellClasses>;
  /** Cells are never smaller than the whole world over two to this power. */
  finest: number;
  /** West, south, east, north of all enterprises. */
  bounds: [number, number, number, number] | null;
  points: boolean;
  least: number;
  fields: Choosable[];
  statuses: Choosable[];
  years: Choosable[];
  total: number;
  source: string;
  extracted: string;
  synthetic: boolean;
  point: string;
  /** Where rows are asked for; blank where nobody answers. */
  rows: string;
  lang: string;
  words: Words;
}
/** What is asked of the registry: ids of fields, of a status (blank is what is open), of classes of
 * years; a cell that is kept (`level:column:row`), and which page of the list. */
export interface Choice {
  field: string[];
  status: string;
  founded: string[];
  cell: string;
  page: number;
}

import type { FlatRow } from '../meaning/flat-row.js';

/** The fewest neighbours that show an order: fewer are often in it by chance. */
const fewest = 6;

/**
 * Whether the rows of a table stand in the order of the alphabet within each object: no more neighbours go back than
 * there are objects that may end between them, and most do not.
 */
export function areAlphabetical(rows: readonly FlatRow[]): boolean {
  let neighbours = 0;
  let back = 0;
  let objects = 0;
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    if (row.type.value.kind === 'object' || row.type.value.kind === 'array') objects++;
    if (before === undefined || before.type.value.kind === 'object' || before.type.value.kind === 'array') continue;
    neighbours++;
    if (!inOrder(before.name, row.name)) back++;
  }
  return neighbours >= fewest && back <= objects && back * 4 <= neighbours;
}

/** Whether a name may come before another in the order of the alphabet, whatever is thought of capitals. */
export function inOrder(one: string, other: string): boolean {
  return one <= other || one.toLowerCase() <= other.toLowerCase();
}

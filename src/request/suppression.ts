/** Figures of fewer people than this are not given. */
export const FEWEST = 5;

export interface Cell {
  count: number;
  people: number;
}

/**
 * The counts of the cells of one total, null where suppressed. Cells of too few people are; and so that these do not
 * follow from the total, further ones are, smallest first, until two at least are hidden and hold enough people together.
 */
export function suppressed(cells: readonly Cell[]): (number | null)[] {
  const hidden = new Set(cells.filter(({ people }) => people < FEWEST));
  for (const cell of cells.toSorted((a, b) => a.people - b.people)) {
    const people = [...hidden].reduce((sum, { people: some }) => sum + some, 0);
    if (hidden.size === 0 || (hidden.size > 1 && people >= FEWEST)) break;
    hidden.add(cell);
  }
  return cells.map((cell) => (hidden.has(cell) ? null : cell.count));
}

/** Figures of fewer people than this are not given. */
export const FEWEST = 5;

export interface Cell {
  count: number;
  people: number;
  /** The people, where they are fewer than FEWEST. */
  persons: readonly string[] | null;
}

/**
 * Those of the cells of one total whose counts may be told. Cells of too few people may not; and so that these do not
 * follow from the total, further ones are kept back, smallest first, until they hold enough people together: the same
 * person in several cells is one.
 */
export function told<C extends Cell>(cells: readonly C[]): C[] {
  const hidden = new Set(cells.filter(({ people }) => people < FEWEST));
  for (const cell of cells.toSorted((a, b) => a.people - b.people)) {
    if (hidden.size === 0 || isEnough(hidden)) break;
    hidden.add(cell);
  }
  return cells.filter((cell) => !hidden.has(cell));
}

function isEnough(cells: Iterable<Cell>): boolean {
  const people = new Set<string>();
  for (const { persons } of cells) {
    if (persons === null) return true;
    for (const person of persons) people.add(person);
  }
  return people.size >= FEWEST;
}

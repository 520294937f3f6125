/** What somebody knows who asked and got an answer: of these cells together, so many people, or that it is not told. */
export interface Answer {
  cells: readonly number[];
  people: number | null;
}

/** Whether a set of so many people can have been answered so, as the rules of the service are published. */
export type Possible = (size: number, answer: number | null) => boolean;

/** Of each cell, the sizes that no answer rules out; `most` is more than any cell has. */
export function solve(
  cells: number,
  answers: readonly Answer[],
  possible: Possible,
  most: number,
): Set<number>[] {
  const sizes = Array.from({ length: cells }, () => new Set<number>());
  const vector = Array.from({ length: cells }, () => 0);
  // An answer is weighed as soon as its last cell has a size: what cannot be is not gone into.
  const byLast = Map.groupBy(answers, (answer) => Math.max(...answer.cells));
  const search = (at: number): void => {
    if (at === cells) {
      for (const [i, size] of vector.entries()) sizes[i]!.add(size);
      return;
    }
    for (let size = 0; size <= most; size += 1) {
      vector[at] = size;
      const fits = (byLast.get(at) ?? []).every(({ cells: of, people }) =>
        possible(
          of.reduce((sum, cell) => sum + vector[cell]!, 0),
          people,
        ),
      );
      if (fits) search(at + 1);
    }
  };
  search(0);
  return sizes;
}

/** Exact answers. */
export const exactly: Possible = (size, answer) => size === answer;

/** Fewer than five are hidden, more are told exactly: what a guard that only hides would do. */
export const hiding: Possible = (size, answer) => (size < 5 ? answer === null : answer === size);

/** Fewer than five are hidden, more are rounded to a multiple of five beside them. */
export const rounding: Possible = (size, answer) =>
  size < 5 ? answer === null : answer !== null && answer % 5 === 0 && Math.abs(answer - size) < 5;

/** The service: also hides more than five at times, and moves a multiple by others, down to five. */
export const guarded: Possible = (size, answer) => {
  if (answer === null) return true;
  if (size < 5 || answer % 5 !== 0) return false;
  for (const beside of [Math.floor(size / 5) * 5, Math.ceil(size / 5) * 5]) {
    if (answer === beside) return true;
    const moved = Math.abs(answer - beside);
    if (beside - moved >= 5) return true;
  }
  return false;
};

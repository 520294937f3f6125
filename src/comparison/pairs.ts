/** One thing on two sides; null on the side that does not have it, never on both. */
export interface Pair<T> {
  before: T | null;
  after: T | null;
}

/**
 * Pairs the things of two lists by keys: those with equal first keys, then of the rest those with equal second keys, and
 * so on; of several with one key the earlier goes first. Pairs come in the order of `to`, then the rest of `from`.
 */
export function pairUp<T>(
  from: readonly T[],
  to: readonly T[],
  keys: readonly ((thing: T) => string)[],
): Pair<T>[] {
  const left = new Set(from);
  const partners = new Map<T, T>();
  for (const keyOf of keys) {
    const byKey = Map.groupBy(left, keyOf);
    for (const after of to) {
      const before = partners.has(after) ? undefined : byKey.get(keyOf(after))?.shift();
      if (before === undefined) continue;
      partners.set(after, before);
      left.delete(before);
    }
  }
  return [
    ...to.map((after) => ({ before: partners.get(after) ?? null, after })),
    ...[...left].map((before) => ({ before, after: null })),
  ];
}

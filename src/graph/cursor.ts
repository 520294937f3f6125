import { badRequest, type Bilingual } from '../errors.ts';

/** A cursor: what it is a place of, and the place. */
export const toCursor = (order: string, place: readonly unknown[]): string =>
  Buffer.from(JSON.stringify([order, ...place])).toString('base64url');

/**
 * The place that a cursor of this order holds. Throws BAD_CURSOR when it is no cursor, or `isPlace` says that the place is
 * none, and CURSOR_OF_ANOTHER_ORDER, with these words, when it is another order's.
 */
export function fromCursor(
  cursor: string,
  order: string,
  isPlace: (place: readonly unknown[]) => boolean,
  another: Bilingual,
): readonly unknown[] {
  const [given, ...place] = read(cursor);
  if (typeof given !== 'string') throw badCursor();
  if (given !== order) throw badRequest('CURSOR_OF_ANOTHER_ORDER', another.zh, another.en);
  if (!isPlace(place)) throw badCursor();
  return place;
}

export const badCursor = () => badRequest('BAD_CURSOR', '游标无效', 'Not a cursor');

function read(cursor: string): unknown[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(values) ? values : [];
  } catch {
    return [];
  }
}

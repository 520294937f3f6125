import type { Row } from '../graph/plan.ts';

export interface Move<Entry = Row> {
  before: Entry;
  after: Entry;
}

/** How an edition differs from the one before it. */
export interface Changes<Entry = Row> {
  added: Entry[];
  removed: Entry[];
  cancelled: Entry[];
  moved: Move<Entry>[];
  reworded: Move<Entry>[];
}

/** What the comparison reads of each entry. */
export const COMPARED = [
  'activity',
  'startsAt',
  'endsAt',
  'place',
  'status',
  'title',
  'organizerName',
] as const;

export type Compared = (typeof COMPARED)[number];

/** What an entry says; two entries differ where that does. */
type Reading<Entry> = (entry: Entry, name: Compared) => unknown;

/** Compares two editions by their activities; each stands in one list at most, the graver change wins. */
export function changesOf<Entry>(
  before: readonly Entry[],
  after: readonly Entry[],
  read: Reading<Entry>,
): Changes<Entry> {
  const known = new Map(before.map((entry) => [read(entry, 'activity'), entry]));
  const kept = new Set(after.map((entry) => read(entry, 'activity')));
  const changes: Changes<Entry> = {
    added: after.filter((entry) => !known.has(read(entry, 'activity'))),
    removed: before.filter((entry) => !kept.has(read(entry, 'activity'))),
    cancelled: [],
    moved: [],
    reworded: [],
  };
  for (const entry of after) {
    const was = known.get(read(entry, 'activity'));
    if (!was) continue;
    const differs = (...names: Compared[]): boolean =>
      names.some((name) => read(was, name) !== read(entry, name));
    if (differs('status')) changes.cancelled.push(entry);
    else if (differs('startsAt', 'endsAt', 'place')) changes.moved.push({ before: was, after: entry });
    else if (differs('title', 'organizerName')) changes.reworded.push({ before: was, after: entry });
  }
  return changes;
}

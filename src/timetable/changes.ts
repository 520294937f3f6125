import type { Row } from '../graph/plan.ts';

export interface Move {
  before: Row;
  after: Row;
}

/** How an edition differs from the one before it. */
export interface Changes {
  added: Row[];
  removed: Row[];
  cancelled: Row[];
  moved: Move[];
  reworded: Move[];
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

type Compared = (typeof COMPARED)[number];

/** Compares two editions by their activities; each stands in one list at most, the graver change wins. */
export function changesOf(before: readonly Row[], after: readonly Row[]): Changes {
  const known = new Map(before.map((entry) => [entry['$activity'], entry]));
  const kept = new Set(after.map((entry) => entry['$activity']));
  const changes: Changes = {
    added: after.filter((entry) => !known.has(entry['$activity'])),
    removed: before.filter((entry) => !kept.has(entry['$activity'])),
    cancelled: [],
    moved: [],
    reworded: [],
  };
  for (const entry of after) {
    const was = known.get(entry['$activity']);
    if (!was) continue;
    const differs = (...names: Compared[]): boolean =>
      names.some((name) => was[`$${name}`] !== entry[`$${name}`]);
    if (differs('status')) changes.cancelled.push(entry);
    else if (differs('startsAt', 'endsAt', 'place')) changes.moved.push({ before: was, after: entry });
    else if (differs('title', 'organizerName')) changes.reworded.push({ before: was, after: entry });
  }
  return changes;
}

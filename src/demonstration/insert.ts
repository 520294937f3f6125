import type { PoolClient } from 'pg';
import { pinyinKey } from '../database/columns.ts';

/** Names and texts are ours, never a person's. */
type Row = Readonly<Record<string, unknown>>;

/** Tables whose rows are sorted by the pinyin of their title. */
export const TITLED: ReadonlySet<string> = new Set([
  ...['activity', 'story', 'service_request', 'course', 'difficulty', 'good_practice'],
  ...['incentive_rule', 'award_round', 'allocation', 'purchase_item'],
]);

/** Inserts rows that all have the same columns, in one statement; columns left out get their defaults. */
export async function insert(client: PoolClient, table: string, given: readonly Row[]): Promise<void> {
  if (given.length === 0) return;
  const rows = TITLED.has(table)
    ? given.map((row) => ({ ...row, title_key: pinyinKey(row['title'] as string) }))
    : given;
  const columns = Object.keys(rows[0]!)
    .map((name) => `"${name}"`)
    .join();
  await client.query(
    `insert into "${table}" (${columns}) select ${columns} from json_populate_recordset(null::"${table}", $1)`,
    [JSON.stringify(rows)],
  );
}

/** The instant as PostgreSQL reads it. */
export const instant = (at: number): string => new Date(at).toISOString();

export const instantOrNull = (at: number | null): string | null => (at === null ? null : instant(at));

/** Codes from the sequences that the services draw them from, e.g. `370117-A-000123`. */
export async function codesOf(
  client: PoolClient,
  sequence:
    | 'venue_code'
    | 'volunteer_number'
    | 'activity_code'
    | 'activity_series_code'
    | 'service_request_number'
    | 'inspection_code'
    | 'course_code'
    | 'training_session_code'
    | 'story_code',
  prefix: string,
  count: number,
): Promise<string[]> {
  const { rows } = await client.query<{ n: string }>(
    `select nextval('${sequence}')::text as n from generate_series(1, $1::int)`,
    [count],
  );
  return rows.map(({ n }) => `${prefix}-${n.padStart(6, '0')}`);
}

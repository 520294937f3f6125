import type { PoolClient } from 'pg';

/** Names and texts are ours, never a person's. */
type Row = Readonly<Record<string, unknown>>;

/** Inserts rows that all have the same columns, in one statement; columns left out get their defaults. */
export async function insert(client: PoolClient, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
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

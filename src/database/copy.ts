import { pipeline } from 'node:stream/promises';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { DERIVED, WRITES } from '../cache/watched-tables.ts';
import { OperatorError } from '../operator-error.ts';

/** How far a copy has come. */
export interface Progress {
  table: string;
  /** Its place among all tables, from 1. */
  place: number;
  tables: number;
  /** Rows of it that have been read, and all there are. */
  rows: number;
  of: number;
}

/** What the migrator keeps for itself: the target has its own. */
const MIGRATIONS = 'zhiyuan_migrations';
/** Neither are the rows of what is kept about transactions: those of the target are others. Sums are made anew of what arrives. */
const OWN = [MIGRATIONS, WRITES, ...DERIVED];

/** Values as text mean the same in every session; nothing waits for longer than the rows need. */
const SESSION = `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local extra_float_digits = 1; set local statement_timeout = 0; set local lock_timeout = 0;
  set local idle_in_transaction_session_timeout = 0`;

/**
 * Copies every row of every table, and where the sequences stand, into a database of the same structure that has no
 * rows. One transaction on either side: the source as it is at this moment, the target whole or untouched. Rows pass
 * through as they come, none is held. `alongside` is waited for before the target is committed: when it fails, nothing
 * was copied. Returns the number of rows of each table.
 *
 * Throws OperatorError when the target has rows, or another structure.
 */
export async function copyDatabase(
  source: Pool,
  target: Pool,
  onProgress: (progress: Progress) => void = () => undefined,
  alongside: () => Promise<void> = async () => {},
): Promise<Map<string, number>> {
  const from = await source.connect();
  const to = await target.connect().catch((error: unknown) => {
    from.release();
    throw error;
  });
  try {
    await from.query(`begin isolation level repeatable read read only; ${SESSION}`);
    await to.query(`begin; ${SESSION}`);
    const copied = await copyAll(from, to, onProgress);
    await alongside();
    await to.query('commit');
    await from.query('commit');
    // The planner and the estimated totals know nothing of new rows otherwise.
    await to.query('analyze');
    from.release();
    to.release();
    return copied;
  } catch (error) {
    // Closed, not given back: whatever state a broken copy left them in, both transactions end.
    from.release(true);
    to.release(true);
    throw error;
  }
}

async function copyAll(
  from: PoolClient,
  to: PoolClient,
  onProgress: (progress: Progress) => void,
): Promise<Map<string, number>> {
  await demandSameStructure(from, to);
  const tables = await tablesOf(from);
  // Nobody fills it from another side meanwhile.
  await to.query(`lock table ${tables.map(quoted).join(', ')} in exclusive mode`);
  await demandEmpty(to, tables);
  const expected = await countsOf(from, tables);
  for (const [i, table] of tables.entries()) {
    const of = expected.get(table)!;
    const tell = (rows: number) => onProgress({ table, place: i + 1, tables: tables.length, rows, of });
    await copyTable(from, to, table, tell);
  }
  const found = await countsOf(to, tables);
  for (const table of tables) {
    if (found.get(table) === expected.get(table)) continue;
    throw new Error(`${table} has ${expected.get(table)} rows, ${found.get(table)} arrived`);
  }
  await copySequences(from, to);
  return found;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function copyTable(
  from: PoolClient,
  to: PoolClient,
  table: string,
  tell: (rows: number) => void,
): Promise<void> {
  const { rows: columns } = await from.query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [quoted(table)],
  );
  const what = `${quoted(table)} (${columns.map(({ name }) => quoted(name)).join(', ')})`;
  let lines = 0;
  tell(lines);
  const reading = from.query(copyTo(`copy ${what} to stdout`));
  // Line breaks within values are escaped: each one ends a row.
  reading.on('data', (chunk: Buffer) => {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
    tell(lines);
  });
  await pipeline(reading, to.query(copyFrom(`copy ${what} from stdin`)));
}

/** Every table but those that each database has of its own, those that others refer to first. */
async function tablesOf(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string; needs: string[] }>(
    `select t.relname as name, coalesce((select json_agg(distinct r.relname) from pg_constraint k join pg_class r on r.oid = k.confrelid
       where k.conrelid = t.oid and k.contype = 'f' and k.confrelid <> t.oid), '[]') as needs
     from pg_class t where t.relnamespace = current_schema()::regnamespace and t.relkind = 'r' and t.relname <> all ($1)
     order by t.relname`,
    [OWN],
  );
  const ordered: string[] = [];
  while (ordered.length < rows.length) {
    const ready = rows.filter(
      ({ name, needs }) => !ordered.includes(name) && needs.every((need) => ordered.includes(need)),
    );
    if (ready.length === 0) throw new Error('Tables refer to each other in a circle');
    ordered.push(...ready.map(({ name }) => name));
  }
  return ordered;
}

async function demandSameStructure(from: PoolClient, to: PoolClient): Promise<void> {
  const migrations = async (client: PoolClient) =>
    (await client.query<{ name: string }>(`select name from ${MIGRATIONS} order by name`)).rows
      .map(({ name }) => name)
      .join('\n');
  if ((await migrations(from)) === (await migrations(to))) return;
  throw new OperatorError(
    '两个数据库的结构不是同一版本；请都用这一版的程序升级（migrate）',
    'The two databases are not of one version: bring both up to this one (migrate)',
  );
}

async function demandEmpty(client: PoolClient, tables: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    tables
      .map((table) => `select '${table}' as name where exists (select 1 from ${quoted(table)})`)
      .join(' union all '),
  );
  if (rows.length === 0) return;
  const names = rows.map(({ name }) => name).join(', ');
  throw new OperatorError(
    `目标数据库已有数据（${names}），未作改动；请给一个新建的空数据库`,
    `The target has data already (${names}), nothing was changed: give a new, empty database`,
  );
}

async function countsOf(client: PoolClient, tables: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await client.query<{ name: string; count: number }>(
    tables
      .map((table) => `select '${table}' as name, count(*)::float8 as count from ${quoted(table)}`)
      .join(' union all '),
  );
  return new Map(rows.map(({ name, count }) => [name, count]));
}

/** A sequence from which nothing was taken stands in the target as it does in the source. */
async function copySequences(from: PoolClient, to: PoolClient): Promise<void> {
  const { rows } = await from.query<{ name: string; value: string }>(
    `select sequencename as name, last_value::text as value from pg_sequences
     where schemaname = current_schema() and last_value is not null
       and not exists (select 1 from unnest($1::text[]) t where starts_with(sequencename, t))`,
    [OWN],
  );
  for (const { name, value } of rows) await to.query('select setval($1, $2)', [quoted(name), value]);
}

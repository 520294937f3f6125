import type { Pool, PoolClient } from 'pg';
import { OperatorError } from '../errors.ts';
import { DEMONSTRATION_LOCK } from './demonstration.ts';

/** Rows that hang on a volunteer and have no flag of their own: they are the volunteer's, and go with them. */
const PARTS: ReadonlySet<string> = new Set(['consent', 'team_membership']);

/** A foreign key to a table with demonstration rows. */
interface Link {
  table: string;
  column: string;
  to: string;
  /** Whether the table has rows that are flagged one by one. */
  isFlagged: boolean;
  cascades: boolean;
}

const LINKS = `
  with flagged as (select attrelid as oid from pg_attribute join pg_class on pg_class.oid = attrelid
    where attname = 'is_demo' and relkind = 'r' and relnamespace = current_schema()::regnamespace)
  select c.conrelid::regclass::text as table, a.attname as column, c.confrelid::regclass::text as to,
    c.conrelid in (select oid from flagged) as "isFlagged", c.confdeltype = 'c' as cascades
  from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
  where c.contype = 'f' and c.confrelid in (select oid from flagged) order by 1, 2`;

const FLAGGED = `select attrelid::regclass::text as table from pg_attribute join pg_class on pg_class.oid = attrelid
  where attname = 'is_demo' and relkind = 'r' and relnamespace = current_schema()::regnamespace order by 1`;

/**
 * Removes every row flagged as demonstration data, with what is told of it in the public feed, in one transaction;
 * the plan, the audit trail and everything real stay. Tables and their order come from the database's own foreign
 * keys, so that a module added later is not forgotten. Returns how many rows went, by table. Throws OperatorError
 * when something real hangs on a demonstration row.
 */
export async function removeDemonstration(pool: Pool): Promise<Map<string, number>> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [DEMONSTRATION_LOCK]);
    const tables = (await client.query<{ table: string }>(FLAGGED)).rows.map(({ table }) => table);
    const { rows: links } = await client.query<Link>(LINKS);
    // Nothing may come to hang on a row between the look and the deletion.
    const involved = new Set([...tables, ...links.map(({ table }) => table)]);
    await client.query(`lock table ${[...involved].join()} in share row exclusive mode`);
    await refuseIfReal(client, links);
    const removed = new Map<string, number>();
    for (const table of tables) await client.query(forget(table));
    for (const { table, column, to } of links.filter((link) => PARTS.has(link.table))) {
      await client.query(`delete from ${table} t using ${to} r where r.id = t.${column} and r.is_demo`);
    }
    for (const table of ordered(tables, links)) {
      const { rowCount } = await client.query(`delete from ${table} where is_demo`);
      removed.set(table, rowCount ?? 0);
    }
    await client.query('commit');
    await client.query(`analyze ${tables.join()}`);
    return removed;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

/** What stands in the feed about the rows: their ids there are base64url of `Model:key`. */
function forget(table: string): string {
  const model = table.replaceAll(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
  return `delete from change c using ${table} r where r.is_demo
    and c.subject_id = translate(encode(convert_to('${model}:' || r.id, 'UTF8'), 'base64'), '+/=' || chr(10), '-_')`;
}

/** Tables after all those that refer to them. */
function ordered(tables: readonly string[], links: readonly Link[]): string[] {
  const left = new Set(tables);
  const order: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter(
      (table) => !links.some((link) => link.to === table && link.table !== table && left.has(link.table)),
    );
    if (free.length === 0) throw new Error(`Foreign keys in a circle: ${[...left].join()}`);
    for (const table of free) left.delete(table);
    order.push(...free);
  }
  return order;
}

const NAMES: Record<string, readonly [zh: string, en: string]> = {
  activity: ['活动', 'activities'],
  activity_series: ['活动系列', 'series'],
  certificate: ['证书', 'certificates'],
  measurement: ['测评值', 'measurements'],
  media_asset: ['图片', 'pictures'],
  role_model: ['典型', 'role models'],
  service_request: ['服务请求', 'service requests'],
  service_record: ['服务记录', 'records of service'],
  sign_up: ['报名', 'sign-ups'],
  story: ['报道', 'stories'],
  venue: ['场所', 'venues'],
  volunteer: ['志愿者', 'volunteers'],
};

async function refuseIfReal(client: PoolClient, links: readonly Link[]): Promise<void> {
  const found: { zh: string; en: string }[] = [];
  for (const { table, column, to, isFlagged, cascades } of links) {
    if (!isFlagged && (cascades || PARTS.has(table))) continue;
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from ${table} t join ${to} r on r.id = t.${column}
       where r.is_demo${isFlagged ? ' and not t.is_demo' : ''}`,
    );
    const { count } = rows[0]!;
    if (count === 0) continue;
    const [zh, en] = NAMES[table] ?? [table, table];
    const [zhTo, enTo] = NAMES[to] ?? [to, to];
    found.push({ zh: `${count} 条${zh}（挂在示例${zhTo}上）`, en: `${count} ${en} on ${enTo}` });
  }
  if (found.length === 0) return;
  throw new OperatorError(
    `有真实数据挂在示例数据上，未作任何改动：${found.map(({ zh }) => zh).join('；')}`,
    `Something real hangs on demonstration rows; nothing was changed: ${found.map(({ en }) => en).join('; ')}`,
  );
}

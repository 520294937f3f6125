import type { PoolClient } from 'pg';

/** A foreign key to a table with demonstration rows. */
export interface Link {
  table: string;
  column: string;
  to: string;
  /** Whether the table has rows that are flagged one by one. */
  isFlagged: boolean;
  /** What becomes of the row when the one it refers to goes: it goes too, loses the reference, or stands in the way. */
  onDelete: 'CASCADE' | 'SET_NULL' | 'STAYS';
}

/** Rows that are real and refer to demonstration rows. */
export interface Hanging extends Link {
  count: number;
  /** Codes or numbers by which to find some of them. */
  names: string[];
}

/** What keeps the ledger's entries from being changed. */
const LEDGER_GUARD = 'service_record_update_delete_trigger';

const FLAGGED = `select attrelid as oid, attrelid::regclass::text as table from pg_attribute join pg_class on pg_class.oid = attrelid
  where attname = 'is_demo' and relkind = 'r' and relnamespace = current_schema()::regnamespace order by 2`;

const LINKS = `with flagged as (${FLAGGED})
  select c.conrelid::regclass::text as table, a.attname as column, c.confrelid::regclass::text as to,
    c.conrelid in (select oid from flagged) as "isFlagged",
    case c.confdeltype when 'c' then 'CASCADE' when 'n' then 'SET_NULL' else 'STAYS' end as "onDelete"
  from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
  where c.contype = 'f' and c.confrelid in (select oid from flagged) order by 1, 2`;

export const tablesOf = async (client: PoolClient): Promise<string[]> =>
  (await client.query<{ table: string }>(FLAGGED)).rows.map(({ table }) => table);

export const linksOf = async (client: PoolClient): Promise<Link[]> => (await client.query<Link>(LINKS)).rows;

/** Rows that hang on a volunteer and have no flag of their own: they are the volunteer's, and go with them. */
const PARTS: ReadonlySet<string> = new Set(['consent', 'team_membership']);

/** Whether rows of the table go with what they refer to, whoever wrote them. */
export const isPart = ({ table, isFlagged, onDelete }: Link): boolean =>
  !isFlagged && (onDelete === 'CASCADE' || PARTS.has(table));

/** SQL of what people call a row by. */
const NAMES: Readonly<Record<string, string>> = {
  activity: 'code',
  activity_series: 'code',
  venue: 'code',
  volunteer: 'number',
  service_request: 'number',
  story: 'code',
};
const SOME = 10;

/** Everything real that refers to demonstration rows, by foreign key. */
export async function hangingOn(client: PoolClient, links: readonly Link[]): Promise<Hanging[]> {
  const found: Hanging[] = [];
  for (const link of links) {
    if (isPart(link)) continue;
    const { table, column, to, isFlagged } = link;
    // A row without a name of its own is found by what it hangs on.
    const own = NAMES[table];
    const name = own ? `t.${own}` : NAMES[to] ? `r.${NAMES[to]}` : 'null::text';
    const { rows } = await client.query<{ count: number; names: string[] | null }>(
      `select count(*)::int as count, (array_agg(distinct ${name}) filter (where ${name} is not null))[:${SOME}] as names
       from ${table} t join ${to} r on r.id = t.${column} where r.is_demo${isFlagged ? ' and not t.is_demo' : ''}`,
    );
    const { count, names } = rows[0]!;
    if (count > 0) found.push({ ...link, count, names: names ?? [] });
  }
  return found;
}

/**
 * Takes sign-ups that were cancelled, and left nothing in the ledger, for part of the demonstration: somebody tried it out.
 */
export async function adoptTrials(client: PoolClient): Promise<void> {
  await client.query(`update sign_up s set is_demo = true where not s.is_demo and s.status = 'CANCELLED'
    and not exists (select 1 from service_record r where r.sign_up_id = s.id)
    and exists (select 1 from activity a where a.id = s.activity_id and a.is_demo)`);
}

/**
 * Flags everything that cannot stay without the demonstration, and what hangs on that in turn. What merely refers to it,
 * such as an activity to its venue, stays and loses the reference.
 */
export async function adoptHanging(client: PoolClient, links: readonly Link[]): Promise<void> {
  const doomed = links.filter(({ isFlagged, onDelete }) => isFlagged && onDelete !== 'SET_NULL');
  // The ledger takes no changes; this is none that anybody could make by the contract. Other triggers go on as they do.
  await client.query(`alter table service_record disable trigger ${LEDGER_GUARD}`);
  for (let flagged = 1; flagged > 0;) {
    flagged = 0;
    for (const { table, column, to } of doomed) {
      const { rowCount } = await client.query(
        `update ${table} t set is_demo = true from ${to} r where r.id = t.${column} and r.is_demo and not t.is_demo`,
      );
      flagged += rowCount ?? 0;
    }
  }
  await client.query(`alter table service_record enable trigger ${LEDGER_GUARD}`);
}

/** Counts the places anew where a sign-up is to go from an activity that stays. */
export async function countPlaces(client: PoolClient): Promise<void> {
  const placed = `status in ('CONFIRMED', 'ATTENDED', 'NO_SHOW') and not is_demo`;
  const lost = (column: string): string =>
    `not t.is_demo and exists (select 1 from sign_up where ${column} = t.id and is_demo)`;
  await client.query(`update activity t set
    sign_up_count = (select count(*) from sign_up where activity_id = t.id and ${placed}),
    waiting_count = (select count(*) from sign_up where activity_id = t.id and status = 'WAITING' and not is_demo)
    where ${lost('activity_id')}`);
  await client.query(`update shift t set sign_up_count = (select count(*) from sign_up where shift_id = t.id and ${placed})
    where ${lost('shift_id').replace('not t.is_demo and ', '')}
    and exists (select 1 from activity a where a.id = t.activity_id and not a.is_demo)`);
}

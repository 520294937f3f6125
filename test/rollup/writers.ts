import type { Pool, PoolClient } from 'pg';
import type { Dice } from '../graph/random-document.ts';

const some = (table: string, condition = 'true'): string =>
  `(select id from ${table} where ${condition} order by random() limit 1)`;

/** A month and more about which instants are easily taken for another month's. */
const START = `(array['2026-02-28T15:59:59.999Z', '2026-02-28T16:00:00Z', '2025-12-31T16:00:00Z', '2026-07-10T01:00:00Z']::timestamptz[])[1 + floor(random() * 4)::int]`;

/** Two entries of the ledger like others, of some other day: nobody is at two places at one time. */
const entries = (values: string): string => `insert into service_record select r.* from
    (select s.*, (floor(random() * 30000) + 500) * interval '1 day' as later from service_record s
     where kind = 'SERVICE' and activity_id in (select id from activity where status = 'COMPLETED') order by random() limit 2) s,
    jsonb_populate_record(null::service_record, to_jsonb(s) || jsonb_build_object('id', gen_random_uuid(), ${values},
      'started_at', s.started_at + s.later, 'ended_at', s.ended_at + s.later)) r on conflict do nothing`;

/** Whatever changes an activity or what hangs on it, each in one statement. Rows flagged as demonstration may go. */
const WRITES = {
  insert: `insert into activity select r.* from (select * from activity where status <> 'VOID' order by random() limit 3) a,
    jsonb_populate_record(null::activity, to_jsonb(a) || jsonb_build_object('id', gen_random_uuid(), 'code', gen_random_uuid()::text,
      'starts_at', ${START}, 'ends_at', '2027-01-01T00:00:00Z'::timestamptz)) r`,
  move: `update activity set starts_at = ${START}, ends_at = '2027-01-01T00:00:00Z' where id in (select id from activity order by random() limit 2)`,
  organizer: `update activity set organizer_id = ${some('party')} where id = ${some('activity')}`,
  program: `update activity set program_id = ${some('program')}, venue_id = ${some('venue')} where id = ${some('activity')}`,
  publish: `update activity set status = 'PUBLISHED', cancel_reason = null where id = ${some('activity')}`,
  complete: `update activity set status = 'COMPLETED', cancel_reason = null where id = ${some('activity')}`,
  cancel: `update activity set status = 'CANCELLED', cancel_reason = '雨' where id = ${some('activity')}`,
  draft: `update activity set status = 'DRAFT', cancel_reason = null where id = ${some('activity')}`,
  places: `update activity set capacity = 50, sign_up_count = floor(random() * 50)::int, waiting_count = 1 where id = ${some('activity')}`,
  delete: `delete from activity a where id in (select id from activity where length(code) = 36 order by random() limit 2)
    and not exists (select 1 from service_record r where r.activity_id = a.id)`,
  serve: entries(`'activity_id', ${some('activity')}, 'confirmed_at', null`),
  confirmed: entries(`'minutes', 90, 'confirmed_at', now(), 'not_counted_reason', null`),
  confirm: `update service_record set confirmed_at = now() where id in (select id from service_record where confirmed_at is null order by random() limit 3)`,
  strike: `delete from service_record r where id in (select id from service_record where is_demo order by random() limit 2)
    and not exists (select 1 from service_record c where c.corrects_id = r.id)`,
  street: `update venue set street_id = ${some('party', `unit_type = 'STREET'`)} where id = ${some('venue')}`,
} as const;

export type Write = keyof typeof WRITES;
export const WRITE_NAMES = Object.keys(WRITES) as Write[];

export const write = (client: Pick<PoolClient, 'query'>, name: Write) => client.query(WRITES[name]);

/** What concurrent writers do to one another, and what the ledger refuses. */
const EXPECTED = new Set(['40P01', '40001', '23P01', '23503', '23505', '23514', 'P0001']);

/** Writes in transactions of a few statements, every third of which is rolled back, until `isOver`. Returns how many were committed. */
export async function keepWriting(pool: Pool, dice: Dice, isOver: () => boolean): Promise<number> {
  let committed = 0;
  while (!isOver()) {
    const client = await pool.connect();
    try {
      await client.query('begin');
      for (let left = 1 + dice.below(4); left > 0; left -= 1) await write(client, dice.pick(WRITE_NAMES));
      const isKept = dice.chance(0.66);
      await client.query(isKept ? 'commit' : 'rollback');
      if (isKept) committed += 1;
    } catch (error) {
      await client.query('rollback');
      if (!EXPECTED.has((error as { code: string }).code)) throw error;
    } finally {
      client.release();
    }
  }
  return committed;
}

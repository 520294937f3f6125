import type { Pool, PoolClient } from 'pg';
import { v7 } from 'uuid';
import { isShown } from '../change/shown.ts';
import { matching } from './subjects.ts';

/** Changes that one transaction makes deliveries of, at most, for one endpoint. */
const BATCH = 500;

/** SQL: endpoints that have not been given all there is, and that no other process is giving it. */
const BEHIND = `select e.id from webhook_endpoint e where e.is_active and e.removed_at is null
  and exists (select 1 from change c where ${isShown('c')} and (c.xid, c.position) > (e.cursor_xid, e.cursor_position))`;

interface Behind {
  kinds: string[];
  program: string | null;
  party: string | null;
  district: string;
  xid: string;
  position: string;
}

interface NewChange {
  id: string;
  kind: string;
  districtCode: string;
  subjectId: string;
  xid: string;
  position: string;
}

/**
 * Makes deliveries of what is new in the feed, each endpoint in a transaction that also moves its place in the feed: a
 * process killed in between has done both or nothing. Endpoints that another process is at are left to it.
 */
export async function takeIn(pool: Pool, now: Date): Promise<number> {
  const { rows } = await pool.query<{ id: string }>(BEHIND);
  let made = 0;
  for (const { id } of rows) {
    const client = await pool.connect();
    try {
      for (let isMore = true; isMore;) {
        await client.query('begin');
        const taken = await takeInFor(client, id, now);
        await client.query('commit');
        made += taken?.made ?? 0;
        isMore = taken?.isMore ?? false;
      }
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  }
  return made;
}

async function takeInFor(
  client: PoolClient,
  endpoint: string,
  now: Date,
): Promise<{ made: number; isMore: boolean } | null> {
  const found = await client.query<Behind>(
    `select kinds, program_id as program, party_id as party, district_code as district,
       cursor_xid::text as xid, cursor_position::text as position
     from webhook_endpoint where id = $1 and is_active and removed_at is null for no key update skip locked`,
    [endpoint],
  );
  const [behind] = found.rows;
  if (!behind) return null;
  const { rows: changes } = await client.query<NewChange>(
    `select c.id, c.kind, c.district_code as "districtCode", c.subject_id as "subjectId", c.xid::text, c.position::text
     from change c where ${isShown('c')} and (c.xid, c.position) > ($1, $2) order by c.xid, c.position limit ${BATCH}`,
    [behind.xid, behind.position],
  );
  const last = changes.at(-1);
  if (!last) return null;
  const meant = changes.filter(
    ({ kind, districtCode }) =>
      districtCode === behind.district && (behind.kinds.length === 0 || behind.kinds.includes(kind)),
  );
  const wanted = await matching(client, meant, behind);
  await client.query(
    `insert into webhook_delivery (id, endpoint_id, change_id, state, attempts, tries, next_attempt_at, created_at)
     select v.id::uuid, $1, v.change::uuid, 'PENDING', 0, 0, $2, $2
     from jsonb_to_recordset($3::jsonb) v(id text, change text) on conflict (endpoint_id, change_id) do nothing`,
    [endpoint, now, JSON.stringify(wanted.map(({ id }) => ({ id: v7(), change: id })))],
  );
  await client.query('update webhook_endpoint set cursor_xid = $2, cursor_position = $3 where id = $1', [
    endpoint,
    last.xid,
    last.position,
  ]);
  return { made: wanted.length, isMore: changes.length === BATCH };
}

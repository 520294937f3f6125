import type { Pool } from 'pg';
import type { ToldChange } from './message.ts';
import type { PostOutcome } from './post.ts';
import { GIVE_UP_AFTER, nextAttempt } from './schedule.ts';

/** Deliveries of one endpoint that are under way at one time in one process. */
export const PER_ENDPOINT = 4;
/** Milliseconds after which a delivery that was begun and not ended may be begun again: its process is gone. */
const LEASE = 60_000;

/** A delivery that this process carries out. */
export interface Claim extends Omit<ToldChange, 'cursor'> {
  delivery: string;
  endpoint: string;
  url: string;
  secretGeneration: number;
  secretChangedAt: Date;
  attempts: number;
  tries: number;
  xid: string;
  position: string;
}

/**
 * Takes deliveries that are due, none that another process has taken. They are taken by a statement of its own and not
 * by a transaction that stays open: as long as one is, nobody is shown a newer change.
 */
export async function claim(
  pool: Pick<Pool, 'query'>,
  { now, count, busy }: { now: Date; count: number; busy: readonly string[] },
): Promise<Claim[]> {
  const { rows } = await pool.query<Claim>(
    `with due as (
       select d.id from webhook_endpoint e cross join lateral (
         select d.id from webhook_delivery d where d.endpoint_id = e.id and d.state = 'PENDING' and d.next_attempt_at <= $1
         order by d.next_attempt_at limit ${PER_ENDPOINT} for update skip locked) d
       where e.is_active and e.removed_at is null and e.id <> all($3::uuid[]) limit $2),
     taken as (
       update webhook_delivery d set attempts = attempts + 1, tries = tries + 1, last_attempt_at = $1, next_attempt_at = $4
       from due where d.id = due.id returning d.*)
     select t.id as delivery, t.attempts, t.tries, e.id as endpoint, e.url, e.secret_generation as "secretGeneration",
       e.secret_changed_at as "secretChangedAt", c.id, c.kind, c.at, c.district_code as "districtCode",
       c.subject_id as "subjectId", c.xid::text, c.position::text
     from taken t join webhook_endpoint e on e.id = t.endpoint_id join change c on c.id = t.change_id`,
    [now, count, busy, new Date(now.getTime() + LEASE)],
  );
  // The ORM has its pool give instants as PostgreSQL writes them.
  return rows.map((row) => ({
    ...row,
    at: new Date(row.at),
    secretChangedAt: new Date(row.secretChangedAt),
  }));
}

/** Writes what came of an attempt, unless another process has begun one since. */
export async function settle(
  pool: Pick<Pool, 'query'>,
  claimed: Claim,
  { status, error, retryAfter }: PostOutcome,
  now: Date,
): Promise<void> {
  const isGone = status === 410;
  const next = error === null || isGone ? null : nextAttempt(claimed.tries, now, retryAfter);
  const state = error === null ? 'DELIVERED' : next ? 'PENDING' : 'DEAD';
  await pool.query(
    `update webhook_delivery set state = $3, last_status = $4, last_error = $5, next_attempt_at = $6, delivered_at = $7
     where id = $1 and attempts = $2 and state = 'PENDING'`,
    [claimed.delivery, claimed.attempts, state, status, error, next, error === null ? now : null],
  );
  if (error === null) {
    await pool.query(
      'update webhook_endpoint set failing_since = null where id = $1 and failing_since is not null',
      [claimed.endpoint],
    );
    return;
  }
  await pool.query('update webhook_endpoint set failing_since = $2 where id = $1 and failing_since is null', [
    claimed.endpoint,
    now,
  ]);
  if (state !== 'DEAD') return;
  await pool.query(
    `update webhook_endpoint set is_active = false, inactive_reason = $2, version = version + 1
     where id = $1 and is_active and ($2 = 'GONE' or failing_since <= $3)`,
    [claimed.endpoint, isGone ? 'GONE' : 'FAILING', new Date(now.getTime() - GIVE_UP_AFTER)],
  );
}

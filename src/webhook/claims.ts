import type { Pool } from 'pg';
import type { ToldChange } from './message.ts';
import type { PostOutcome } from './post.ts';
import { GIVE_UP_AFTER, nextAttempt } from './schedule.ts';

/** Deliveries under way at one time in one process: of one endpoint, of all, and of all that have failed lately. */
const PER_ENDPOINT = 4;
const AT_ONCE = 32;
const FAILING_AT_ONCE = AT_ONCE / 2;
/** Of these, kept for endpoints that have none under way: those that answer late do not hold up the others. */
const RESERVED = 8;
/** Milliseconds after which a delivery that was begun and not ended may be begun again: its process is gone. */
const LEASE = 60_000;

/** A delivery that this process carries out. */
export interface Claim extends Omit<ToldChange, 'cursor'> {
  delivery: string;
  endpoint: string;
  url: string;
  /** Whether the last attempt for its endpoint failed. */
  isFailing: boolean;
  secretGeneration: number;
  secretChangedAt: Date;
  attempts: number;
  tries: number;
  xid: string;
  position: string;
}

/** What this process is delivering. */
export type UnderWay = Iterable<Pick<Claim, 'endpoint' | 'isFailing'>>;

/**
 * Takes deliveries that are due, none that another process has taken: first for endpoints that have the fewest under way,
 * and of these what has waited longest. They are taken by a statement of its own and not by a transaction that stays
 * open: as long as one is, nobody is shown a newer change.
 */
export async function claim(pool: Pick<Pool, 'query'>, now: Date, underWay: UnderWay): Promise<Claim[]> {
  const claims = [...underWay];
  const free = AT_ONCE - claims.length;
  if (free <= 0) return [];
  const busy = Object.fromEntries(
    [...Map.groupBy(claims, ({ endpoint }) => endpoint)].map(([endpoint, { length }]) => [endpoint, length]),
  );
  const failing = claims.filter(({ isFailing }) => isFailing).length;
  const { rows } = await pool.query<Claim>(
    `with ranked as (
       select d.id, d.place, d.next_attempt_at, e.failing_since is not null as is_failing
       from webhook_endpoint e left join jsonb_each_text($3::jsonb) busy on busy.key = e.id::text
         cross join lateral (
           select due.*, coalesce(busy.value::int, 0) + row_number() over (order by due.next_attempt_at, due.id) as place
           from (select d.id, d.next_attempt_at from webhook_delivery d
             where d.endpoint_id = e.id and d.state = 'PENDING' and d.next_attempt_at <= $1
             order by d.next_attempt_at, d.id limit greatest(0, ${PER_ENDPOINT} - coalesce(busy.value::int, 0))) due) d
       where e.is_active and e.removed_at is null),
     placed as (
       select ranked.*, row_number() over (order by place, next_attempt_at, id) as rank
       from (select ranked.*, row_number() over (partition by is_failing order by place, next_attempt_at, id) as among
         from ranked) ranked
       where not is_failing or among <= $5),
     due as (
       select d.id from webhook_delivery d
       where d.id in (select id from placed where rank <= $2 and (place = 1 or rank <= $6))
         and d.state = 'PENDING' and d.next_attempt_at <= $1 for update skip locked),
     taken as (
       update webhook_delivery d set attempts = attempts + 1, tries = tries + 1, last_attempt_at = $1, next_attempt_at = $4
       from due where d.id = due.id returning d.*)
     select t.id as delivery, t.attempts, t.tries, e.id as endpoint, e.url, e.failing_since is not null as "isFailing",
       e.secret_generation as "secretGeneration", e.secret_changed_at as "secretChangedAt", c.id, c.kind, c.at,
       c.district_code as "districtCode", c.subject_id as "subjectId", c.xid::text, c.position::text
     from taken t join webhook_endpoint e on e.id = t.endpoint_id join change c on c.id = t.change_id`,
    [
      now,
      free,
      JSON.stringify(busy),
      new Date(now.getTime() + LEASE),
      Math.max(0, FAILING_AT_ONCE - failing),
      free - RESERVED,
    ],
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

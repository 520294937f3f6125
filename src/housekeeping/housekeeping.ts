import type { Pool } from 'pg';
import { ADVISORY_LOCKS } from '../advisory-locks.ts';

const DAY = 86_400_000;

/** What a requester wrote in their own words stands as this, once it is erased. */
export const ERASED_TEXT = '（已清除）';

/** So long what goes by itself is kept, in days. */
const KEPT = { REQUEST: 365, ANSWER: 30, DELIVERY: 30, DEAD_LETTER: 90 } as const;

export interface Cleared {
  /** Requests whose contact and free texts were erased. */
  requests: number;
  /** Idempotent answers that went. */
  answers: number;
  /** Webhook deliveries that were done, or given up long ago. */
  deliveries: number;
}

/**
 * Erases what ended service requests say of people (privacy of beneficiaries, article 21) and removes idempotent
 * answers and records of deliveries that nobody asks for again. Null when another instance is at it.
 */
export async function clear(pool: Pool, now: Date): Promise<Cleared | null> {
  const before = (days: number) => new Date(now.getTime() - days * DAY);
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{ isMine: boolean }>(
      'select pg_try_advisory_xact_lock($1) as "isMine"',
      [ADVISORY_LOCKS.HOUSEKEEPING],
    );
    if (!rows[0]!.isMine) {
      await client.query('rollback');
      return null;
    }
    const requests = await client.query(
      `update service_request set contact_name = null, contact_phone = null, address = null, need = $2,
         comment = case when comment is not null then $2 end
       where ended_at < $1 and contact_phone is not null`,
      [before(KEPT.REQUEST), ERASED_TEXT],
    );
    const answers = await client.query('delete from idempotent_answer where created_at < $1', [
      before(KEPT.ANSWER),
    ]);
    const deliveries = await client.query(
      `delete from webhook_delivery where (state = 'DELIVERED' and delivered_at < $1)
         or (state = 'DEAD' and last_attempt_at < $2)`,
      [before(KEPT.DELIVERY), before(KEPT.DEAD_LETTER)],
    );
    await client.query('commit');
    return {
      requests: requests.rowCount ?? 0,
      answers: answers.rowCount ?? 0,
      deliveries: deliveries.rowCount ?? 0,
    };
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

/** Logs as the service does. */
interface Log {
  info: (values: object, message: string) => void;
  error: (error: unknown, message: string) => void;
}

/** Clears now and once a day, until the returned function is called. A failure is logged: tomorrow is another day. */
export function keepClear(pool: Pool, log: Log): () => void {
  const once = () =>
    clear(pool, new Date()).then(
      (cleared) => cleared && log.info(cleared, 'housekeeping'),
      (error: unknown) => log.error(error, 'housekeeping failed'),
    );
  void once();
  const timer = setInterval(() => void once(), DAY);
  timer.unref();
  return () => clearInterval(timer);
}

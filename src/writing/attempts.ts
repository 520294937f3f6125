import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import { run } from '../database/run.ts';
import { Refusal } from './refusal.ts';

/** What could be found out by trying often enough, with how often an account may try it within 24 hours. */
const PER_DAY = { 'identity-number': 10 } as const;

export type Guess = keyof typeof PER_DAY;

const dayBefore = (now: Date): Date => new Date(now.getTime() - 24 * 3_600_000);

/** Throws TooManyAttempts when the account has no attempt left. */
export async function checkAttempts(
  em: EntityManager,
  account: string,
  kind: Guess,
  now: Date,
): Promise<void> {
  const [made] = await run<{ count: number }>(
    em,
    'select count(*)::int as count from attempt where account_id = $1 and kind = $2 and at > $3',
    [account, kind, dayBefore(now)],
  );
  const most = PER_DAY[kind];
  if (made!.count < most) return;
  throw new Refusal(
    'TooManyAttempts',
    `24 小时内至多核对 ${most} 次，请明日再试`,
    `At most ${most} attempts in 24 hours: try again tomorrow`,
  );
}

/** Counts an attempt, and forgets those that count no more. */
export async function noteAttempt(em: EntityManager, account: string, kind: Guess, now: Date): Promise<void> {
  await run(em, 'delete from attempt where account_id = $1 and at <= $2', [account, dayBefore(now)]);
  await run(em, 'insert into attempt (id, account_id, kind, at) values ($1, $2, $3, $4)', [
    v7(),
    account,
    kind,
    now,
  ]);
}

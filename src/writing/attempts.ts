import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import { run } from '../database/run.ts';
import { Refusal } from './refusal.ts';

/** What could be found out by trying often enough, with how often an account may try it in 24 hours. */
const GUESSES = {
  'identity-number': {
    most: 10,
    zh: '24 小时内至多核对 10 次，请明日再试',
    en: 'At most 10 attempts in 24 hours: try again tomorrow',
  },
  'check-in-code': {
    most: 5,
    zh: '签到码已错 5 次，请由协调员签到、签退',
    en: '5 wrong codes: a coordinator must check you in and out',
  },
} as const;

export type GuessKind = keyof typeof GUESSES;

/** What is guessed at, and of what. */
export interface Guess {
  kind: GuessKind;
  /** Key of what it is of, where each is counted by itself. */
  of: string | null;
}

const dayBefore = (now: Date): Date => new Date(now.getTime() - 24 * 3_600_000);
const named = ({ kind, of }: Guess): string => (of === null ? kind : `${kind} ${of}`);

/** Throws TooManyAttempts when the account has no attempt left. */
export async function checkAttempts(
  em: EntityManager,
  account: string,
  guess: Guess,
  now: Date,
): Promise<void> {
  const [made] = await run<{ count: number }>(
    em,
    'select count(*)::int as count from attempt where account_id = $1 and kind = $2 and at > $3',
    [account, named(guess), dayBefore(now)],
  );
  const { most, zh, en } = GUESSES[guess.kind];
  if (made!.count >= most) throw new Refusal('TooManyAttempts', zh, en);
}

/** Counts an attempt, and forgets those that count no more. */
export async function noteAttempt(
  em: EntityManager,
  account: string,
  guess: Guess,
  now: Date,
): Promise<void> {
  await run(em, 'delete from attempt where account_id = $1 and at <= $2', [account, dayBefore(now)]);
  await run(em, 'insert into attempt (id, account_id, kind, at) values ($1, $2, $3, $4)', [
    v7(),
    account,
    named(guess),
    now,
  ]);
}

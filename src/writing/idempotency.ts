import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import { run } from '../database/run.ts';
import { Refusal } from './refusal.ts';

export interface Idempotent {
  account: string;
  key: string;
  action: string;
  input: unknown;
}

/**
 * Claims the key for this transaction; a twin under way waits here until this one has ended. Returns the key of the
 * object that an earlier request wrote, or null when this one is the first. Throws IdempotencyConflict for other input.
 */
export async function claim(em: EntityManager, { account, key, action, input }: Idempotent) {
  const inputHash = createHash('sha256').update(canonical(input)).digest('base64url');
  const claimed = await run<{ id: string }>(
    em,
    `insert into idempotent_answer (id, account_id, key, action, input_hash, created_at)
     values ($1, $2, $3, $4, $5, now()) on conflict (account_id, key) do nothing returning id`,
    [v7(), account, key, action, inputHash],
  );
  if (claimed.length > 0) return null;
  const [first] = await run<{ action: string; inputHash: string; subject: string }>(
    em,
    `select action, input_hash as "inputHash", subject from idempotent_answer where account_id = $1 and key = $2`,
    [account, key],
  );
  if (first!.action !== action || first!.inputHash !== inputHash) {
    throw new Refusal(
      'IdempotencyConflict',
      '这个幂等键已用于另一内容的请求',
      'This idempotency key was used for other input',
      { path: ['idempotencyKey'] },
    );
  }
  return first!.subject;
}

/** Notes what the claimed request wrote. */
export async function settle(
  em: EntityManager,
  { account, key }: Idempotent,
  subject: string,
): Promise<void> {
  await run(em, `update idempotent_answer set subject = $1 where account_id = $2 and key = $3`, [
    subject,
    account,
    key,
  ]);
}

/** Gives the key back: what is refused may be tried again with it. */
export async function release(em: EntityManager, { account, key }: Idempotent): Promise<void> {
  await run(em, 'delete from idempotent_answer where account_id = $1 and key = $2', [account, key]);
}

/** The same text for the same value, whatever the order of its keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
    .join()}}`;
}

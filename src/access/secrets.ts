import { createHmac, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';

/** The secret of this name, made on first use; every process of one database gets the same. */
export async function secret(
  pool: Pick<Pool, 'query'>,
  name: string,
  make: () => string | Promise<string>,
): Promise<string> {
  const read = () => pool.query<{ value: string }>('select value from secret where name = $1', [name]);
  const { rows } = await read();
  if (rows[0]) return rows[0].value;
  await pool.query('insert into secret (name, value) values ($1, $2) on conflict do nothing', [
    name,
    await make(),
  ]);
  return (await read()).rows[0]!.value;
}

/** Keyed digests: without the key nothing can be guessed from them. */
export type Digest = (purpose: string, text: string) => string;

export async function createDigest(pool: Pick<Pool, 'query'>): Promise<Digest> {
  const key = await secret(pool, 'digest-key', () => randomBytes(32).toString('base64url'));
  return (purpose, text) => createHmac('sha256', key).update(`${purpose}\n${text}`).digest('base64url');
}

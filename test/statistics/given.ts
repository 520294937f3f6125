import { randomUUID } from 'node:crypto';
import { mintToken } from '../../src/access/tokens.ts';
import type { Role } from '../../src/viewer.ts';
import type { TestServer } from '../setup/server.ts';

/** Headers of somebody with a role in the district. */
export async function withRole({ database, send }: TestServer, role?: Role, district = '370117') {
  const subject = randomUUID();
  const headers = { authorization: `Bearer ${await mintToken(database.pool, subject, 24)}` };
  await send('{ viewer { isSignedIn } }', {}, headers);
  if (role) {
    await database.pool.query(
      `insert into role_grant (id, account_id, role, district_code, granted_at, version)
       select gen_random_uuid(), a.id, $2, $3, now(), 1 from account a where a.subject = $1`,
      [subject, role, district],
    );
  }
  return headers;
}

import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { v7 } from 'uuid';
import { run } from '../database/run.ts';
import type { Viewer } from '../viewer.ts';
import type { Claims } from './tokens.ts';

/** The viewer behind a token's claims, in one statement. An account seen for the first time is noted. */
export async function viewerOf(pool: Pick<Pool, 'query'>, claims: Claims): Promise<Viewer> {
  return (await known(pool, claims)) ?? (await introduced(pool, claims));
}

async function introduced(pool: Pick<Pool, 'query'>, claims: Claims): Promise<Viewer> {
  await pool.query(
    'insert into account (id, issuer, subject, created_at) values ($1, $2, $3, now()) on conflict do nothing',
    [v7(), claims.issuer, claims.subject],
  );
  return (await known(pool, claims))!;
}

/** The viewer with this account, as the transaction sees them now. */
export async function viewerWith(em: EntityManager, account: string): Promise<Viewer> {
  const [viewer] = await run<Viewer>(em, viewerIn('select id from account where id = $1'), [account]);
  return viewer!;
}

const viewerIn = (account: string): string => `
  with recursive a as (${account}),
  held as (select g.role, g.district_code as district, g.party_id as party
    from role_grant g join a on a.id = g.account_id where g.revoked_at is null),
  below(id) as (select party from held where party is not null
    union select p.id from party p join below on p.parent_id = below.id)
  select a.id as account, (select v.id from volunteer v where v.account_id = a.id) as volunteer,
    coalesce((select json_agg(held) from held), '[]') as roles,
    coalesce((select json_agg(below.id) from below), '[]') as parties
  from a`;
const BY_CLAIMS = viewerIn('select id from account where issuer = $1 and subject = $2');

async function known(pool: Pick<Pool, 'query'>, { issuer, subject }: Claims): Promise<Viewer | null> {
  const { rows } = await pool.query<Viewer>({
    name: 'zg_viewer',
    text: BY_CLAIMS,
    values: [issuer, subject],
  });
  return rows[0] ?? null;
}

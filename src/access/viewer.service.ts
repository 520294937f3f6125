import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { v7 } from 'uuid';
import { run } from '../database/run.ts';
import type { Viewer } from '../viewer.ts';
import type { Claims } from './tokens.ts';

interface Lookup {
  pool: Pick<Pool, 'query'>;
  /** Whether statements may be prepared by name. */
  isNamed: boolean;
}

/** The viewer behind a token's claims, in one statement. An account seen for the first time is noted. */
export async function viewerOf(lookup: Lookup, claims: Claims): Promise<Viewer> {
  return (await known(lookup, claims)) ?? (await introduced(lookup, claims));
}

async function introduced(lookup: Lookup, claims: Claims): Promise<Viewer> {
  await lookup.pool.query(
    'insert into account (id, issuer, subject, created_at) values ($1, $2, $3, now()) on conflict do nothing',
    [v7(), claims.issuer, claims.subject],
  );
  return (await known(lookup, claims))!;
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

async function known({ pool, isNamed }: Lookup, { issuer, subject }: Claims): Promise<Viewer | null> {
  const statement = { text: BY_CLAIMS, values: [issuer, subject] };
  const { rows } = await pool.query<Viewer>(isNamed ? { ...statement, name: 'zg_viewer' } : statement);
  return rows[0] ?? null;
}

import { v7 } from 'uuid';
import type { Pool, PoolClient } from 'pg';
import { toGlobalId } from '../graph/ids.ts';
import { OperatorError } from '../operator-error.ts';
import type { Wanted } from './granting.ts';

/**
 * Grants a role to whom the issuer names so, with an entry in the audit trail; the account is made when it is not there.
 * Returns false when the role is held already. Throws OperatorError for a district or party that is not there.
 */
export async function grantRole(
  pool: Pool,
  { issuer, subject }: { issuer: string; subject: string },
  wanted: Wanted,
): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const granted = await grant(client, issuer, subject, wanted);
    await client.query('commit');
    client.release();
    return granted;
  } catch (error) {
    // Its end undoes what it began.
    client.release(true);
    throw error;
  }
}

async function grant(client: PoolClient, issuer: string, subject: string, wanted: Wanted): Promise<boolean> {
  const district = await districtOf(client, wanted.district ?? wanted.party?.split('/', 1)[0]);
  const party = wanted.party === null ? null : await partyOf(client, wanted.party);
  const { rows } = await client.query<{ id: string }>(
    `insert into account (id, issuer, subject, created_at) values ($1, $2, $3, now())
     on conflict (issuer, subject) do update set subject = excluded.subject returning id`,
    [v7(), issuer, subject],
  );
  const account = rows[0]!.id;
  const id = v7();
  const { rowCount } = await client.query(
    `insert into role_grant (id, account_id, role, party_id, district_code, granted_at, version)
     select $1, $2, $3, $4, $5, now(), 1 where not exists (select 1 from role_grant g where g.account_id = $2 and g.role = $3
       and g.party_id is not distinct from $4::uuid and g.district_code = $5 and g.revoked_at is null)
     on conflict do nothing`,
    [id, account, wanted.role, party, district],
  );
  if (rowCount === 0) return false;
  const values = {
    account: toGlobalId('Account', account),
    role: wanted.role,
    ...(party !== null && { party: toGlobalId('Party', party) }),
    districtCode: district,
  };
  const changes = Object.entries(values).map(([property, value]) => ({
    property,
    before: null,
    after: JSON.stringify(value),
  }));
  await client.query(
    `insert into audit_entry (id, at, account_id, action, district_code, subject_type, subject_id, kind, changes, reason)
     values ($1, now(), null, 'roleGrant', $2, 'RoleGrant', $3, 'CREATED', $4, $5)`,
    [
      v7(),
      district,
      toGlobalId('RoleGrant', id),
      JSON.stringify(changes),
      '由命令行授予 Granted on the command line',
    ],
  );
  return true;
}

/** The district of that code, or the only one there is. */
async function districtOf(client: PoolClient, code: string | undefined): Promise<string> {
  const { rows } = await client.query<{ code: string }>(
    'select distinct district_code as code from plan order by 1',
  );
  const codes = rows.map((row) => row.code);
  if (codes.length === 0) {
    throw new OperatorError('还没有规划；请先导入', 'There is no plan yet: import one first', 2);
  }
  if (code !== undefined && codes.includes(code)) return code;
  if (code === undefined && codes.length === 1) return codes[0]!;
  throw new OperatorError(
    code === undefined
      ? `请用 --district 给出区划代码：${codes.join('、')}`
      : `没有规划属于区划 ${code}；有 ${codes.join('、')}`,
    code === undefined
      ? `Give the code of the district with --district: ${codes.join(', ')}`
      : `No plan is of the district ${code}; there are ${codes.join(', ')}`,
    2,
  );
}

async function partyOf(client: PoolClient, code: string): Promise<string> {
  const { rows } = await client.query<{ id: string; kind: string }>(
    'select id, kind from party where code = $1',
    [code],
  );
  const [party] = rows;
  if (!party) throw new OperatorError(`没有单位或队伍 ${code}`, `There is no party ${code}`, 2);
  if (party.kind === 'COLLECTIVE') {
    throw new OperatorError(
      `${code} 是集合主体，没有协调员，其成员单位才有`,
      `${code} is a collective and has no coordinator, its members have`,
      2,
    );
  }
  return party.id;
}

import { v7 } from 'uuid';
import { run } from '../database/run.ts';
import type { MutationRoleGrantArgs, MutationRoleRevokeArgs } from '../generated/resolvers.ts';
import { districtOf } from '../party/district.ts';
import { Party } from '../party/party.entity.ts';
import { textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Account, RoleGrant } from '../access/access.entity.ts';
import { viewerWith } from '../access/viewer.service.ts';

/** Grants a role in a district. Granting what is held already is refused, so that each grant is one row to revoke. */
export async function roleGrant(w: Writing, { input }: MutationRoleGrantArgs): Promise<string> {
  w.demand({ district: input.districtCode });
  const party = await w.referIfGiven(Party, 'Party', input.party, ['input', 'party']);
  if ((party !== null) !== (input.role === 'COORDINATOR')) {
    throw invalidInput(
      ['input', 'party'],
      '协调员须有单位或队伍，其他角色没有',
      'A coordinator needs a unit or team, the other roles have none',
    );
  }
  if (party?.kind === 'COLLECTIVE') {
    throw invalidInput(
      ['input', 'party'],
      '集合主体没有协调员，其成员单位才有',
      'A collective has no coordinator, its members have',
    );
  }
  if (party && districtOf(party) !== input.districtCode) {
    throw invalidInput(['input', 'party'], '不是本区的单位或队伍', 'It is not of this district');
  }
  const account = await accountOf(
    w,
    await issuerOf(w, input.issuer),
    textOf(input.subject, ['input', 'subject']),
  );
  const { role, districtCode } = input;
  if (await w.em.count(RoleGrant, { account, role, party, districtCode, revokedAt: null })) {
    throw alreadyGranted();
  }
  const grant = w.em.create(
    RoleGrant,
    { account, role, party, districtCode, grantedAt: w.now, revokedAt: null },
    { persist: true },
  );
  await w.em.flush();
  await renewViewer(w, account.id);
  return grant.id;
}

/** Also what the database says when the same is granted twice at one time. */
export const alreadyGranted = () => invalidTransition('GRANTED', '已有这个角色', 'The role is held already');

/** Revokes a grant; it stays as a record. */
export async function roleRevoke(w: Writing, args: MutationRoleRevokeArgs): Promise<string> {
  w.reason = textOf(args.reason, ['reason'], 500);
  const grant = await w.change(
    RoleGrant,
    'RoleGrant',
    args.id,
    ({ districtCode }) => ({ district: districtCode }),
    args.expectedVersion,
  );
  if (grant.revokedAt) throw invalidTransition('REVOKED', '已经收回', 'It is revoked already');
  grant.revokedAt = w.now;
  await w.em.flush();
  await renewViewer(w, grant.account.id);
  return grant.id;
}

/** The issuer whose tokens are taken here: the one that proved who grants. Throws InvalidInput for any other. */
async function issuerOf(w: Writing, given: string | null | undefined): Promise<string> {
  const { issuer } = await w.em.findOneOrFail(Account, { id: w.viewer.account! });
  if (given === null || given === undefined || given === issuer) return issuer;
  throw invalidInput(
    ['input', 'issuer'],
    `本服务只接受 ${issuer} 签发的令牌`,
    `Only tokens of ${issuer} are taken here`,
  );
}

/** Whoever changes their own roles goes on with the new ones in the rest of the request. */
async function renewViewer(w: Writing, account: string): Promise<void> {
  if (account !== w.viewer.account) return;
  const renewed = await viewerWith(w.em, account);
  w.afterwards.push(() => Object.assign(w.viewer, renewed));
}

async function accountOf(w: Writing, issuer: string, subject: string): Promise<Account> {
  await run(
    w.em,
    'insert into account (id, issuer, subject, created_at) values ($1, $2, $3, $4) on conflict do nothing',
    [v7(), issuer, subject, w.now],
  );
  return w.em.findOneOrFail(Account, { issuer, subject });
}

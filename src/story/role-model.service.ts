import { run } from '../database/run.ts';
import type {
  MutationRoleModelProposeArgs,
  MutationRoleModelRevokeArgs,
  MutationRoleModelSelectArgs,
} from '../generated/resolvers.ts';
import { districtOf } from '../party/district.ts';
import { Party } from '../party/party.entity.ts';
import { textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { demandConsent, type Named, refuseNames, volunteersOf } from './consent.ts';
import { RoleModel, Story } from './story.entity.ts';
import { ownerOfStory } from './story.policy.ts';

/** Proposes a team or a volunteer as an example to others. */
export async function roleModelPropose(w: Writing, { input }: MutationRoleModelProposeArgs): Promise<string> {
  const at = (name: keyof typeof input): string[] => ['input', name];
  const owner = await w.refer(Party, 'Party', input.owner, at('owner'));
  const districtCode = districtOf(owner);
  w.demand({ district: districtCode, parties: [owner.id] });
  if ((input.team == null) === (input.volunteerNumber == null)) {
    throw invalidInput(at('team'), '队伍与志愿者给且只给一项', 'Give a team or a volunteer, not both');
  }
  const team = await w.referIfGiven(Party, 'Party', input.team, at('team'));
  if (team && (team.kind !== 'TEAM' || districtOf(team) !== districtCode)) {
    throw invalidInput(at('team'), '应为本区的队伍', 'Must be a team of the district');
  }
  const [volunteer = null] =
    input.volunteerNumber == null
      ? []
      : await volunteersOf(w, [input.volunteerNumber], at('volunteerNumber'));
  const roleModel = w.em.create(
    RoleModel,
    {
      team,
      volunteer,
      deeds: textOf(input.deeds, at('deeds'), 5_000),
      status: 'CANDIDATE',
      owner,
      story: await w.referIfGiven(Story, 'Story', input.story, at('story')),
      districtCode,
      proposedAt: w.now,
      selectedAt: null,
      revokedAt: null,
      revokeReason: null,
    },
    { persist: true },
  );
  await checkPublishable(w, roleModel, volunteer ? at('volunteerNumber') : null);
  await w.em.flush();
  return roleModel.id;
}

/** Selects a candidate. */
export async function roleModelSelect(w: Writing, args: MutationRoleModelSelectArgs): Promise<string> {
  const roleModel = await w.change(RoleModel, 'RoleModel', args.id, ownerOfStory, args.expectedVersion);
  if (roleModel.status !== 'CANDIDATE') {
    throw invalidTransition(roleModel.status, '只有候选者可以选树', 'Only a candidate can be selected');
  }
  await checkPublishable(w, roleModel);
  w.em.assign(roleModel, { status: 'SELECTED', selectedAt: w.now });
  w.announce('ROLE_MODEL_SELECTED', 'RoleModel', roleModel);
  return roleModel.id;
}

/** Revokes a selection or candidacy. */
export async function roleModelRevoke(w: Writing, args: MutationRoleModelRevokeArgs): Promise<string> {
  const reason = textOf(args.reason, ['reason'], 500);
  w.reason = reason;
  const roleModel = await w.change(RoleModel, 'RoleModel', args.id, ownerOfStory, args.expectedVersion);
  if (roleModel.status === 'REVOKED') {
    throw invalidTransition('REVOKED', '已经撤销', 'It is revoked already');
  }
  revoke(w, roleModel, reason);
  return roleModel.id;
}

export function revoke(w: Writing, roleModel: RoleModel, reason: string): void {
  const wasPublic = roleModel.status === 'SELECTED';
  w.em.assign(roleModel, { status: 'REVOKED', revokedAt: w.now, revokeReason: reason });
  if (wasPublic) w.announce('ROLE_MODEL_REVOKED', 'RoleModel', roleModel);
}

/** Throws ConsentMissing: for the volunteer, and for members of the team whose names stand in the deeds. */
async function checkPublishable(
  w: Writing,
  { volunteer, team, deeds }: RoleModel,
  path: string[] | null = null,
): Promise<void> {
  if (volunteer) await demandConsent(w, [volunteer.id], 'PUBLISH_NAME', path);
  if (!team) return;
  const members = await run<Named>(
    w.em,
    `select v.number, v.name from volunteer v join team_membership m on m.volunteer_id = v.id
     where m.team_id = $1 and v.status = 'ACTIVE' and not exists (select 1 from consent c
       where c.volunteer_id = v.id and c.kind = 'PUBLISH_NAME' and c.withdrawn_at is null)`,
    [team.id],
  );
  refuseNames(members, [deeds]);
}

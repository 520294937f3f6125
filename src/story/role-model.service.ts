import { run } from '../database/run.ts';
import type {
  MutationRoleModelProposeArgs,
  MutationRoleModelRevokeArgs,
  MutationRoleModelSelectArgs,
} from '../generated/resolvers.ts';
import { districtOf } from '../party/district.ts';
import { Party } from '../party/party.entity.ts';
import { Bind } from '../graph/sql.ts';
import { type Named, refuseNames } from '../volunteer/naming.ts';
import { mayPublish } from '../volunteer/publication-consent.ts';
import type { Volunteer } from '../volunteer/volunteer.entity.ts';
import { textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition, notFound } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { demandConsent, volunteersOf } from './consent.ts';
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
  // Whoever is a candidate of one owner can be none of another's: it takes a right over them, too.
  if (team && !w.may({ district: districtCode, parties: [team.id, team.parent?.id] }))
    throw notFound(at('team'));
  if (volunteer && !w.may({ district: volunteer.districtCode, parties: await partiesOf(w, volunteer) })) {
    throw notFound(at('volunteerNumber'));
  }
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

/**
 * Throws ConsentMissing: for the volunteer, and for whoever else is named in the deeds without having agreed to it, of
 * the team, of the volunteer's teams, and of the people of the story's activity.
 */
async function checkPublishable(
  w: Writing,
  { volunteer, team, deeds, story }: RoleModel,
  path: string[] | null = null,
): Promise<void> {
  if (volunteer) await demandConsent(w, [volunteer.id], 'PUBLISH_NAME', path);
  const bind = new Bind();
  const [subject, its, told] = [volunteer?.id ?? null, team?.id ?? null, story?.id ?? null].map((key) =>
    bind.add(key),
  );
  const others = await run<Named>(
    w.em,
    `select v.number, v.name from volunteer v where v.id is distinct from ${subject}::uuid and v.status = 'ACTIVE'
       and not ${mayPublish('v', 'PUBLISH_NAME', bind, w.today)}
       and (exists (select 1 from team_membership m where m.volunteer_id = v.id and (m.team_id = ${its}::uuid
           or m.team_id in (select o.team_id from team_membership o where o.volunteer_id = ${subject}::uuid)))
         or exists (select 1 from sign_up s join story t on t.activity_id = s.activity_id where s.volunteer_id = v.id and t.id = ${told}::uuid))`,
    bind.values,
  );
  refuseNames(others, [deeds]);
}

/** The unit and teams that somebody is of. */
async function partiesOf(w: Writing, { id, unit }: Volunteer): Promise<(string | undefined)[]> {
  const teams = await run<{ team: string }>(
    w.em,
    'select team_id as team from team_membership where volunteer_id = $1 and left_on is null',
    [id],
  );
  return [unit?.id, ...teams.map(({ team }) => team)];
}

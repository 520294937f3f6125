import type { Owner } from '../access/rights.ts';
import type { MutationTeamJoinArgs, MutationTeamLeaveArgs } from '../generated/resolvers.ts';
import { Party } from '../party/party.entity.ts';
import { districtOf } from '../party/district.ts';
import { invalidInput, invalidTransition, notAllowed } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { TeamMembership, Volunteer } from './volunteer.entity.ts';
import { ownerOfVolunteer } from './volunteer.policy.ts';
import { volunteerOf } from './volunteer-of.ts';

/** Whose a membership is: the volunteer's and the team's. */
const ownerOfMembership = (volunteer: Volunteer, team: string): Owner => {
  const owner = ownerOfVolunteer(volunteer);
  return { ...owner, parties: [...(owner.parties ?? []), team] };
};

/** Joins a team: oneself as a member, others or a leader by the team's coordinator or the office. */
export async function teamJoin(w: Writing, { input }: MutationTeamJoinArgs): Promise<string> {
  const team = await w.refer(Party, 'Party', input.team, ['input', 'team']);
  if (team.kind !== 'TEAM') throw invalidInput(['input', 'team'], '不是队伍', 'Not a team');
  const volunteer = await volunteerOf(w, input.volunteer, (row) => ownerOfMembership(row, team.id));
  if (input.role === 'LEADER' && !w.may({ district: districtOf(team), parties: [team.id] })) {
    throw notAllowed();
  }
  if (await w.em.count(TeamMembership, { volunteer, team, leftOn: null })) {
    throw invalidTransition('MEMBER', '已在这支队伍中', 'Is in this team already');
  }
  const membership = w.em.create(
    TeamMembership,
    { volunteer, team, role: input.role, joinedOn: w.today, leftOn: null },
    { persist: true },
  );
  await w.em.flush();
  return membership.id;
}

/** Leaves a team; that one was in it stays on record. */
export async function teamLeave(w: Writing, args: MutationTeamLeaveArgs): Promise<string> {
  const membership = await w.change(
    TeamMembership,
    'TeamMembership',
    args.id,
    async ({ volunteer, team }) => ownerOfMembership(await volunteer.loadOrFail(), team.id),
    args.expectedVersion,
  );
  if (membership.leftOn) throw invalidTransition('LEFT', '已经退出', 'Has left already');
  membership.leftOn = w.today;
  return membership.id;
}

import type { Bilingual } from '../errors.ts';
import type { Owner } from '../access/rights.ts';
import { run } from '../database/run.ts';
import type {
  MutationNominationReviewArgs,
  MutationNominationSubmitArgs,
  MutationNominationWithdrawArgs,
  NominationInput,
} from '../generated/resolvers.ts';
import { districtOf } from '../party/district.ts';
import { Party } from '../party/party.entity.ts';
import { volunteerOf } from '../volunteer/volunteer-of.ts';
import { ERASED_TEXT } from '../volunteer/volunteer.service.ts';
import type { Volunteer } from '../volunteer/volunteer.entity.ts';
import { ownerOfVolunteer } from '../volunteer/volunteer.policy.ts';
import { optionalTextOf, textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition, Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { ownerInDistrict } from './incentive.policy.ts';
import { figuresOf, isMet, judge } from './judging.ts';
import { AwardRound, Nomination } from './nomination.entity.ts';
import { heldStatus } from './round.service.ts';

/** Nominates a volunteer or team, with what the ledger says of them over the round's period at this moment. */
export async function nominationSubmit(w: Writing, { input }: MutationNominationSubmitArgs): Promise<string> {
  const statement = textOf(input.statement, ['input', 'statement'], 2_000);
  const round = await w.refer(AwardRound, 'AwardRound', input.round, ['input', 'round']);
  const { volunteer, team, districtCode } = await subjectOf(w, input);
  if (districtCode !== round.districtCode) {
    throw invalidInput(
      ['input', team ? 'team' : 'volunteer'],
      '不在评选所在的区',
      'Not of the round’s district',
    );
  }
  const status = await heldStatus(w, round.id);
  if (status !== 'OPEN' || w.today < round.opensOn || w.today > round.closesOn) throw roundNotOpen(status);
  const known = { round, volunteer, team, status: { $ne: 'WITHDRAWN' as const } };
  if ((await w.em.count(Nomination, known)) > 0) throw alreadyNominated();
  const subject = team ? 'TEAM' : 'VOLUNTEER';
  const { id } = team ?? volunteer;
  const { minutes, activities, score } = await figuresOf(w.em, subject, id, {
    ...{ from: round.periodFrom, to: round.periodTo, now: w.now },
  });
  const judged = await judge(w.em, { incentive: round.award.id, subject, key: id }, w);
  const nomination = w.em.create(
    Nomination,
    {
      round,
      volunteer,
      team,
      nominator: nominatorOf(w, volunteer, team),
      statement,
      minutes,
      activityCount: activities,
      meanScore: score,
      isEligible: judged && judged.length > 0 ? judged.some(isMet) : null,
      status: 'SUBMITTED',
      reviewReason: null,
      submittedAt: w.now,
      reviewedAt: null,
      districtCode,
    },
    { persist: true },
  );
  await w.em.flush();
  return nomination.id;
}

/** Whom a nomination is of, if the viewer may nominate them. */
async function subjectOf(w: Writing, { volunteer: volunteerId, team: teamId }: NominationInput) {
  if (teamId == null) {
    const volunteer = await volunteerOf(w, volunteerId, ownerOfVolunteer);
    return { volunteer, team: null, districtCode: volunteer.districtCode };
  }
  const path = ['input', 'team'];
  if (volunteerId != null) {
    throw invalidInput(path, '志愿者与队伍只能给一项', 'Give a volunteer or a team, not both');
  }
  const team = await w.refer(Party, 'Party', teamId, path);
  if (team.kind !== 'TEAM') throw invalidInput(path, '不是队伍', 'Not a team');
  w.demand(ownerOfTeam(team));
  return { volunteer: null, team, districtCode: districtOf(team) };
}

const ownerOfTeam = (team: Party): Owner => ({ district: districtOf(team), parties: [team.id] });

function nominatorOf(w: Writing, volunteer: Volunteer | null, team: Party | null): Nomination['nominator'] {
  if (volunteer && volunteer.id === w.viewer.volunteer) return 'SELF';
  const unit = team?.id ?? volunteer?.unit?.id;
  return unit !== undefined && w.viewer.parties.includes(unit) ? 'UNIT' : 'OFFICE';
}

const ownerOfNomination = async ({ volunteer, team }: Nomination): Promise<Owner> =>
  volunteer ? ownerOfVolunteer(await volunteer.loadOrFail()) : ownerOfTeam(await team!.loadOrFail());

/** Withdraws a nomination that was not reviewed; what was said in it goes. */
export async function nominationWithdraw(w: Writing, args: MutationNominationWithdrawArgs): Promise<string> {
  w.reason = optionalTextOf(args.reason, ['reason'], 500);
  const nomination = await w.change(
    ...([Nomination, 'Nomination', args.id, ownerOfNomination, args.expectedVersion] as const),
  );
  if (nomination.status !== 'SUBMITTED') {
    throw invalidTransition(
      nomination.status,
      '只有待评审的推荐可以撤回',
      'Only one that waits for review can be withdrawn',
    );
  }
  w.em.assign(nomination, { status: 'WITHDRAWN', statement: ERASED_TEXT });
  return nomination.id;
}

/** Accepts or rejects, while its round is under review; another decision replaces the first. */
export async function nominationReview(w: Writing, args: MutationNominationReviewArgs): Promise<string> {
  const { decision, reason: given } = args.input;
  const path = ['input', 'reason'];
  const isAccepted = decision === 'ACCEPT';
  const reason = isAccepted ? optionalTextOf(given, path, 500) : textOf(given ?? '', path, 500);
  w.reason = reason;
  const nomination = await w.change(
    ...([Nomination, 'Nomination', args.id, ownerInDistrict, args.expectedVersion] as const),
  );
  const status = isAccepted ? 'ACCEPTED' : 'REJECTED';
  if (nomination.status === 'WITHDRAWN' || nomination.status === status) {
    throw invalidTransition(
      nomination.status,
      '已撤回，或已是这个结论',
      'It is withdrawn, or reviewed so already',
    );
  }
  if (isAccepted) {
    const volunteer = await nomination.volunteer?.loadOrFail();
    if (volunteer && volunteer.status !== 'ACTIVE') {
      throw invalidTransition(volunteer.status, '这名志愿者已退出', 'This volunteer has withdrawn');
    }
    await takePlace(w, nomination.round.id);
  } else await leavePlace(w, nomination.round.id, nomination.status === 'ACCEPTED');
  w.em.assign(nomination, { status, reviewReason: reason, reviewedAt: w.now });
  return nomination.id;
}

/** One conditional update, which no race takes beyond the quota. Throws RoundNotOpen or QuotaReached. */
async function takePlace(w: Writing, round: string): Promise<void> {
  const taken = await run(
    w.em,
    `update award_round set accepted_count = accepted_count + 1 where id = $1 and status = 'REVIEW'
       and (quota is null or accepted_count < quota) returning 1`,
    [round],
  );
  if (taken.length > 0) return;
  const { status, quota } = await w.em.findOneOrFail(AwardRound, round, { refresh: true });
  if (status !== 'REVIEW') throw roundNotOpen(status);
  throw new Refusal('QuotaReached', `名额已满（${quota}）`, `All ${quota} places are given`, { quota });
}

async function leavePlace(w: Writing, round: string, hadPlace: boolean): Promise<void> {
  const left = await run(
    w.em,
    `update award_round set accepted_count = accepted_count - $2 where id = $1 and status = 'REVIEW' returning 1`,
    [round, hadPlace ? 1 : 0],
  );
  if (left.length === 0) throw roundNotOpen(await heldStatus(w, round));
}

const STATES: Readonly<Record<AwardRound['status'], Bilingual>> = {
  PLANNED: { zh: '还在筹备', en: 'planned' },
  OPEN: { zh: '正在征集', en: 'open' },
  REVIEW: { zh: '正在评审', en: 'under review' },
  DECIDED: { zh: '已评定', en: 'decided' },
  PUBLISHED: { zh: '已公布', en: 'published' },
};

const roundNotOpen = (status: AwardRound['status']) =>
  new Refusal(
    'RoundNotOpen',
    `这一届${STATES[status].zh}：征集中才收推荐，评审中才评审`,
    `The round is ${STATES[status].en}: nominations are taken while it is open, and reviewed while it is under review`,
    { status },
  );

/** What the index of one nomination each means. */
export const alreadyNominated = () =>
  new Refusal(
    'AlreadyNominated',
    '这一届已有对其的推荐',
    'There is a nomination of them in this round already',
  );

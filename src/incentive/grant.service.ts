import type { GrantInput, MutationGrantGiveArgs, MutationGrantRevokeArgs } from '../generated/resolvers.ts';
import { activeVolunteer } from '../volunteer/volunteer-of.ts';
import { randomCode } from '../writing/codes.ts';
import { textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition, Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Grant } from './grant.entity.ts';
import { Incentive } from './incentive.entity.ts';
import { ownerInDistrict } from './incentive.policy.ts';
import { highest, isMet, judge, type Judged } from './judging.ts';
import { AwardRound, Nomination } from './nomination.entity.ts';
import { heldStatus } from './round.service.ts';

const at = (name: keyof GrantInput): string[] => ['input', name];

/** Gives a courtesy to a volunteer who meets a rule today, or an award to a nomination that was accepted. */
export async function grantGive(w: Writing, { input }: MutationGrantGiveArgs): Promise<string> {
  const { validFrom, validTo = null } = input;
  if (validTo !== null && validTo < validFrom) {
    throw invalidInput(at('validTo'), '止日早于起日', 'The last day is before the first');
  }
  const given =
    input.nomination == null ? await courtesyOf(w, input) : await awardOf(w, input, input.nomination);
  const { isPublic, ...values } = given;
  const grant = w.em.create(
    Grant,
    {
      ...values,
      number: `${values.districtCode}-H${w.today.slice(0, 4)}-${randomCode()}`,
      validFrom,
      validTo,
      grantedAt: w.now,
      revokedAt: null,
      revokeReason: null,
    },
    { persist: true },
  );
  await w.em.flush();
  if (isPublic) w.announce('GRANT_GIVEN', 'Grant', grant);
  return grant.id;
}

async function courtesyOf(w: Writing, input: GrantInput) {
  if (input.incentive == null || input.volunteer == null) {
    throw invalidInput(
      at(input.incentive == null ? 'incentive' : 'volunteer'),
      '给出礼遇与志愿者，或给出推荐',
      'Give the courtesy and the volunteer, or the nomination',
    );
  }
  const incentive = await w.refer(Incentive, 'Incentive', input.incentive, at('incentive'));
  if (incentive.kind !== 'COURTESY') {
    throw invalidInput(at('incentive'), '表彰经推荐授予', 'An award is given to a nomination');
  }
  // The volunteer's row is locked, so that two grants to one person are judged one after the other.
  const volunteer = await activeVolunteer(w, input.volunteer);
  const judged = await judge(w.em, { incentive: incentive.id, subject: 'VOLUNTEER', key: volunteer.id }, w);
  const rules = chosen(w, input, judged ?? []);
  const met = highest(rules.filter(isMet));
  if (!met) {
    throw input.rule == null
      ? new Refusal('NotEligible', '不满足任何一条今天有效的规则', 'No rule in force today is met', {
          path: at('volunteer'),
        })
      : new Refusal('NotEligible', '不满足这条规则', 'This rule is not met', { path: at('rule') });
  }
  const known = await w.em.findOne(Grant, {
    ...{ incentive, volunteer, rule: met.rule, revokedAt: null },
    $or: [{ validTo: null }, { validTo: { $gte: w.today } }],
  });
  if (known) throw alreadyGranted(known.number);
  return {
    ...{ incentive, rule: met.rule, round: null, nomination: null, volunteer, team: null, isPublic: true },
    ...{ minutes: met.minutes, activityCount: met.activities, meanScore: met.score },
    districtCode: volunteer.districtCode,
  };
}

/** The rules in force, or the one that is asked for. */
function chosen(w: Writing, { rule }: GrantInput, judged: readonly Judged[]): readonly Judged[] {
  if (rule == null) return judged;
  const key = w.keyOf('IncentiveRule', rule, at('rule'));
  const found = judged.filter((one) => one.rule === key);
  if (found.length > 0) return found;
  throw invalidInput(
    at('rule'),
    '不是这项礼遇今天有效、面向志愿者的规则',
    'It is no rule of this courtesy for volunteers that is in force today',
  );
}

async function awardOf(w: Writing, input: GrantInput, id: string) {
  if (input.incentive != null || input.volunteer != null) {
    throw invalidInput(
      at(input.incentive == null ? 'volunteer' : 'incentive'),
      '给了推荐，就不再给礼遇与志愿者',
      'With a nomination neither courtesy nor volunteer are given',
    );
  }
  if (input.rule != null) {
    throw invalidInput(at('rule'), '授予表彰不依规则', 'An award is not given by a rule');
  }
  const nomination = await w.change(Nomination, 'Nomination', id, ownerInDistrict);
  if (nomination.status !== 'ACCEPTED') {
    throw invalidTransition(nomination.status, '推荐未通过评审', 'The nomination was not accepted');
  }
  const status = await heldStatus(w, nomination.round.id);
  if (status !== 'DECIDED' && status !== 'PUBLISHED') {
    throw invalidTransition(status, '这一届还没有评定', 'The round is not decided yet');
  }
  const volunteer = await nomination.volunteer?.loadOrFail();
  if (volunteer && volunteer.status !== 'ACTIVE') {
    throw invalidTransition(volunteer.status, '这名志愿者已退出', 'This volunteer has withdrawn');
  }
  const known = await w.em.findOne(Grant, { nomination, revokedAt: null });
  if (known) throw alreadyGranted(known.number);
  const round = await w.em.findOneOrFail(AwardRound, nomination.round.id);
  const { team, minutes, activityCount, meanScore, districtCode } = nomination;
  return {
    ...{
      incentive: round.award,
      rule: null,
      round,
      nomination,
      volunteer: volunteer ?? null,
      team: team ?? null,
    },
    ...{ minutes, activityCount, meanScore: meanScore ?? null, districtCode },
    isPublic: status === 'PUBLISHED',
  };
}

const alreadyGranted = (number: string) =>
  new Refusal('AlreadyGranted', `已经授予（${number}）`, `Granted already (${number})`, { number });

/** Revokes a grant; that it was given stays on record, its name does not. */
export async function grantRevoke(w: Writing, args: MutationGrantRevokeArgs): Promise<string> {
  const reason = textOf(args.reason, ['reason'], 500);
  w.reason = reason;
  const grant = await w.change(Grant, 'Grant', args.id, ownerInDistrict, args.expectedVersion);
  if (grant.revokedAt) throw invalidTransition('REVOKED', '已经撤销', 'It is revoked already');
  const round = await grant.round?.loadOrFail();
  w.em.assign(grant, { revokedAt: w.now, revokeReason: reason });
  if (!round || round.status === 'PUBLISHED') w.announce('GRANT_REVOKED', 'Grant', grant);
  return grant.id;
}

import { run } from '../database/run.ts';
import type {
  AwardRoundInput,
  MutationAwardRoundAdvanceArgs,
  MutationAwardRoundCreateArgs,
  MutationAwardRoundUpdateArgs,
} from '../generated/resolvers.ts';
import { textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Grant } from './grant.entity.ts';
import { Incentive } from './incentive.entity.ts';
import { ownerInDistrict } from './incentive.policy.ts';
import { AWARD_ROUND_STATUSES, AwardRound, Nomination } from './nomination.entity.ts';

/** Plans a round of an award. */
export async function awardRoundCreate(w: Writing, { input }: MutationAwardRoundCreateArgs): Promise<string> {
  const values = await valuesOf(w, input);
  w.demand({ district: values.districtCode });
  const round = w.em.create(
    AwardRound,
    { ...values, status: 'PLANNED', publishedAt: null },
    { persist: true },
  );
  await w.em.flush();
  w.announce('AWARD_ROUND_CREATED', 'AwardRound', round);
  return round.id;
}

/** Changes a round until its review begins. Evidence was frozen over its period once nominations are taken. */
export async function awardRoundUpdate(w: Writing, args: MutationAwardRoundUpdateArgs): Promise<string> {
  const round = await w.change(AwardRound, 'AwardRound', args.id, ownerInDistrict, args.expectedVersion);
  if (round.status !== 'PLANNED' && round.status !== 'OPEN') {
    throw invalidTransition(
      round.status,
      '评审开始后不能再改',
      'It cannot be changed once the review has begun',
    );
  }
  const { award, ...values } = await valuesOf(w, args.input);
  const at = (name: keyof AwardRoundInput): string[] => ['input', name];
  if (award.id !== round.award.id) {
    throw invalidInput(at('award'), '表彰不能改，请另立一届', 'The award cannot change: plan another round');
  }
  for (const name of ['periodFrom', 'periodTo'] as const) {
    if (round.status === 'OPEN' && values[name] !== round[name]) {
      throw invalidInput(at(name), '征集开始后不能改服务期间', 'The period of service stays once it is open');
    }
  }
  w.em.assign(round, values);
  w.announce('AWARD_ROUND_UPDATED', 'AwardRound', round);
  return round.id;
}

/** Takes the next step of a round. */
export async function awardRoundAdvance(w: Writing, args: MutationAwardRoundAdvanceArgs): Promise<string> {
  const round = await w.change(AwardRound, 'AwardRound', args.id, ownerInDistrict, args.expectedVersion);
  const next = AWARD_ROUND_STATUSES[AWARD_ROUND_STATUSES.indexOf(round.status) + 1];
  if (args.to !== next) {
    throw invalidTransition(
      round.status,
      next ? `下一步是 ${next}` : '已经公布',
      next ? `Its next step is ${next}` : 'It is published already',
    );
  }
  if (next === 'DECIDED' && (await w.em.count(Nomination, { round, status: 'SUBMITTED' })) > 0) {
    throw invalidTransition(round.status, '还有推荐没有评审', 'Nominations wait for their review');
  }
  round.status = next;
  w.announce('AWARD_ROUND_ADVANCED', 'AwardRound', round);
  if (next === 'PUBLISHED') {
    round.publishedAt = w.now;
    for (const grant of await w.em.find(Grant, { round, revokedAt: null }, { orderBy: { id: 'asc' } })) {
      w.announce('GRANT_GIVEN', 'Grant', grant);
    }
  }
  return round.id;
}

/** Makes a step of this round wait until this write has ended, and says which step it is at. */
export async function heldStatus(w: Writing, round: string): Promise<AwardRound['status']> {
  const [held] = await run<{ status: AwardRound['status'] }>(
    w.em,
    'select status from award_round where id = $1 for share',
    [round],
  );
  return held!.status;
}

async function valuesOf(w: Writing, input: AwardRoundInput) {
  const at = (name: keyof AwardRoundInput): string[] => ['input', name];
  const award = await w.refer(Incentive, 'Incentive', input.award, at('award'));
  if (award.kind !== 'AWARD') throw invalidInput(at('award'), '应为表彰', 'Must be an award');
  if (input.periodTo < input.periodFrom) {
    throw invalidInput(at('periodTo'), '止日早于起日', 'The last day is before the first');
  }
  if (input.closesOn < input.opensOn) {
    throw invalidInput(at('closesOn'), '止日早于起日', 'The last day is before the first');
  }
  const { quota = null } = input;
  if (quota !== null && (quota < 1 || quota > 10_000)) {
    throw invalidInput(at('quota'), '应在 1 到 10000 之间', 'Must be from 1 to 10,000');
  }
  return {
    award,
    title: textOf(input.title, at('title'), 100),
    periodFrom: input.periodFrom,
    periodTo: input.periodTo,
    opensOn: input.opensOn,
    closesOn: input.closesOn,
    quota,
    districtCode: (await award.plan.loadOrFail()).districtCode,
  };
}

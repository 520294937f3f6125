import type {
  IncentiveRuleInput,
  MutationIncentiveRuleCreateArgs,
  MutationIncentiveRuleEndArgs,
  MutationIncentiveRuleUpdateArgs,
} from '../generated/resolvers.ts';
import { dateOf } from '../shanghai.ts';
import { optionalTextOf, textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Incentive } from './incentive.entity.ts';
import { ownerInDistrict } from './incentive.policy.ts';
import { IncentiveRule } from './rule.entity.ts';

const DAY = 86_400_000;

/** Enters a rule of a courtesy or award. */
export async function incentiveRuleCreate(
  w: Writing,
  { input }: MutationIncentiveRuleCreateArgs,
): Promise<string> {
  const values = await valuesOf(w, input);
  w.demand({ district: values.districtCode });
  const rule = w.em.create(IncentiveRule, { ...values, origin: 'OPERATOR' }, { persist: true });
  await w.em.flush();
  w.announce('INCENTIVE_RULE_CREATED', 'IncentiveRule', rule);
  return rule.id;
}

/** Changes a rule that has not ended. */
export async function incentiveRuleUpdate(
  w: Writing,
  args: MutationIncentiveRuleUpdateArgs,
): Promise<string> {
  const rule = await changeRule(w, args.id, args.expectedVersion);
  const { incentive, subject, ...values } = await valuesOf(w, args.input);
  if (incentive.id !== rule.incentive.id || subject !== rule.subject) {
    throw invalidInput(
      ['input', incentive.id === rule.incentive.id ? 'subject' : 'incentive'],
      '激励与对象不能改，请另立规则',
      'Incentive and subject cannot change: enter another rule',
    );
  }
  w.em.assign(rule, values);
  w.announce('INCENTIVE_RULE_UPDATED', 'IncentiveRule', rule);
  return rule.id;
}

/** Ends a rule with a day, yesterday at the earliest: what held on a day in the past is not denied afterwards. */
export async function incentiveRuleEnd(w: Writing, args: MutationIncentiveRuleEndArgs): Promise<string> {
  w.reason = textOf(args.reason, ['reason'], 500);
  const rule = await changeRule(w, args.id, args.expectedVersion);
  if (args.validTo < dateOf(w.now.getTime() - DAY)) {
    throw invalidInput(['validTo'], '不能早于昨天', 'It cannot be before yesterday');
  }
  if (rule.validTo != null && args.validTo > rule.validTo) {
    throw invalidInput(['validTo'], '晚于原有的有效期止', 'It is after the last day that it has');
  }
  rule.validTo = args.validTo;
  w.announce('INCENTIVE_RULE_ENDED', 'IncentiveRule', rule);
  return rule.id;
}

async function changeRule(w: Writing, id: string, version: number): Promise<IncentiveRule> {
  const rule = await w.change(IncentiveRule, 'IncentiveRule', id, ownerInDistrict, version);
  if (rule.validTo == null || rule.validTo >= w.today) return rule;
  throw invalidTransition('ENDED', '这条规则已失效', 'This rule has ended');
}

async function valuesOf(w: Writing, input: IncentiveRuleInput) {
  const at = (name: keyof IncentiveRuleInput): string[] => ['input', name];
  const incentive = await w.refer(Incentive, 'Incentive', input.incentive, at('incentive'));
  if (incentive.kind === 'FUNDING_SOURCE') {
    throw invalidInput(at('incentive'), '应为礼遇或表彰', 'Must be a courtesy or an award');
  }
  if (incentive.kind === 'COURTESY' && input.subject === 'TEAM') {
    throw invalidInput(at('subject'), '礼遇只给志愿者', 'Courtesies are for volunteers');
  }
  const { minimumMinutes = null, minimumActivities = null, minimumScore = null, validTo = null } = input;
  if (minimumMinutes === null && minimumActivities === null && minimumScore === null) {
    throw invalidInput(
      at('minimumMinutes'),
      '时长、场数、评分至少要求一项',
      'Require minutes, activities or a score',
    );
  }
  for (const name of ['minimumMinutes', 'minimumActivities'] as const) {
    if ((input[name] ?? 1) < 1) throw invalidInput(at(name), '应大于 0', 'Must be above 0');
  }
  if (minimumScore !== null && !(minimumScore >= 1 && minimumScore <= 5)) {
    throw invalidInput(at('minimumScore'), '应在 1 到 5 之间', 'Must be from 1 to 5');
  }
  if (validTo !== null && validTo < input.validFrom) {
    throw invalidInput(at('validTo'), '止日早于起日', 'The last day is before the first');
  }
  return {
    incentive,
    subject: input.subject,
    title: textOf(input.title, at('title'), 100),
    tier: optionalTextOf(input.tier, at('tier'), 30),
    period: input.period,
    minimumMinutes,
    minimumActivities,
    minimumScore,
    validFrom: input.validFrom,
    validTo,
    note: optionalTextOf(input.note, at('note'), 1_000),
    districtCode: (await incentive.plan.loadOrFail()).districtCode,
  };
}

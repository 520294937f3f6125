import type { Context } from '../context.ts';
import { type Bilingual, badRequest } from '../errors.ts';
import type { EligibilityCondition, QueryEligibilityArgs } from '../generated/resolvers.ts';
import { hoursOf } from '../ledger/counting.ts';
import { volunteerWhole } from '../volunteer/volunteer.policy.ts';
import { figureDefinitions } from './figures.ts';
import { isMet, judge, type Judged, type Subject } from './judging.ts';

/** An `Eligibility` before its objects are read: their keys. */
export interface Judgement {
  incentive: string;
  volunteer: string | null;
  team: string | null;
  asOf: string;
  qualifies: boolean;
  rules: RuleJudgement[];
}

export interface RuleJudgement {
  rule: string;
  qualifies: boolean;
  from: string | null;
  to: string;
  conditions: EligibilityCondition[];
}

/**
 * Whether somebody qualifies for a courtesy or award, and why: oneself unless a volunteer or team is given. Null when
 * there is none, or the viewer may not see them. Throws BAD_VALUE when both are given.
 */
export async function eligibility(ctx: Context, args: QueryEligibilityArgs): Promise<Judgement | null> {
  if (args.volunteer != null && args.team != null) {
    throw badRequest('BAD_VALUE', '志愿者与队伍只能给一项', 'Give a volunteer or a team, not both');
  }
  const incentive = ctx.read.keyOf('Incentive', args.incentive);
  const subject: Subject = args.team == null ? 'VOLUNTEER' : 'TEAM';
  const key =
    args.team == null
      ? args.volunteer == null
        ? ctx.viewer.volunteer
        : ctx.read.keyOf('Volunteer', args.volunteer)
      : ctx.read.keyOf('Party', args.team);
  if (key === null) return null;
  const asking = { viewer: ctx.viewer, today: ctx.today(), now: ctx.now() };
  const visible = subject === 'VOLUNTEER' ? volunteerWhole : undefined;
  ctx.read.tally.check();
  const judged = await judge(ctx.em(), { incentive, subject, key }, asking, visible);
  if (!judged) return null;
  const rules = judged.map((row): RuleJudgement => {
    const conditions = conditionsOf(row, subject, ctx.language);
    return { rule: row.rule, qualifies: isMet(row), from: row.from, to: row.to, conditions };
  });
  ctx.read.tally.add(rules.length, JSON.stringify(rules).length);
  return {
    incentive,
    volunteer: subject === 'VOLUNTEER' ? key : null,
    team: subject === 'TEAM' ? key : null,
    asOf: asking.now.toISOString(),
    qualifies: rules.some(({ qualifies }) => qualifies),
    rules,
  };
}

function conditionsOf(row: Judged, subject: Subject, language: keyof Bilingual): EligibilityCondition[] {
  const definitions = figureDefinitions[subject];
  const condition = (
    code: EligibilityCondition['code'],
    required: number | null,
    actual: number | null,
    text: Bilingual,
    definition: Bilingual,
  ): EligibilityCondition[] =>
    required === null
      ? []
      : [
          {
            ...{ code, required, actual, isMet: actual !== null && actual >= required },
            ...{ text: text[language], definition: definition[language] },
          },
        ];
  const { minimumMinutes, minimumActivities, minimumScore } = row;
  return [
    ...condition(
      'REGISTERED',
      subject === 'VOLUNTEER' ? 1 : null,
      row.isRegistered ? 1 : 0,
      { zh: '在册志愿者', en: 'On the register of volunteers' },
      { zh: '登记且未退出为 1，否则为 0', en: '1 when registered and not withdrawn, else 0' },
    ),
    ...condition(
      'MINUTES',
      minimumMinutes,
      row.minutes,
      {
        zh: `已确认的服务时长不少于 ${hoursOf(minimumMinutes ?? 0)} 小时`,
        en: `At least ${hoursOf(minimumMinutes ?? 0)} confirmed hours of service`,
      },
      definitions.minutes,
    ),
    ...condition(
      'ACTIVITIES',
      minimumActivities,
      row.activities,
      { zh: `活动不少于 ${minimumActivities} 场`, en: `At least ${minimumActivities} activities` },
      definitions.activities,
    ),
    ...condition(
      'SCORE',
      minimumScore,
      row.score,
      {
        zh: `点单服务评分平均不低于 ${minimumScore}`,
        en: `A mean score of service requests of at least ${minimumScore}`,
      },
      definitions.score,
    ),
  ];
}

import type { Context } from '../context.ts';
import { run } from '../database/run.ts';
import type { QueryEligibleVolunteersArgs } from '../generated/resolvers.ts';
import type { Condition } from '../graph/definition.ts';
import type { Bind } from '../graph/sql.ts';
import { volunteerKept } from '../volunteer/volunteer.policy.ts';
import { volunteerFigures } from './figures.ts';
import { inForce, periodStart } from './judging.ts';

interface Rule {
  district: string;
  /** First day of its period; null without one. */
  from: string | null;
  minutes: number | null;
  activities: number | null;
  score: number | null;
}

/** The condition on volunteers that the viewer looks after and who meet a rule in force today. */
export async function eligibleVolunteers(
  ctx: Context,
  args: QueryEligibleVolunteersArgs,
): Promise<Condition> {
  const today = ctx.today();
  const now = ctx.now();
  const rules = await run<Rule>(
    ctx.em(),
    `select r.district_code as district, (${periodStart('r.period', '$2')})::text as "from", r.minimum_minutes as minutes,
       r.minimum_activities as activities, r.minimum_score as score
     from incentive_rule r where r.incentive_id = $1 and r.subject = 'VOLUNTEER' and ${inForce('r', '$2')}
       and ($3::uuid is null or r.id = $3) order by r.valid_from, r.id`,
    [
      ctx.read.keyOf('Incentive', args.incentive),
      today,
      args.rule == null ? null : ctx.read.keyOf('IncentiveRule', args.rule),
    ],
  );
  return (alias, bind) => {
    if (rules.length === 0) return 'false';
    const kept = volunteerKept(alias, bind, { viewer: ctx.viewer, today, now });
    if (kept === 'false') return 'false';
    const span = { now: `${bind.add(now)}::timestamptz`, to: `${bind.add(today)}::date` };
    const met = rules.map((rule) => meets(alias, bind, rule, span));
    return `${alias}.status = 'ACTIVE' and (${kept}) and (${met.join(' or ')})`;
  };
}

/** The volunteers who meet a rule are found once for a statement, not for each volunteer. */
function meets(alias: string, bind: Bind, rule: Rule, span: { now: string; to: string }): string {
  const figures = volunteerFigures({ ...span, from: `${bind.add(rule.from)}::date` });
  const terms = (['minutes', 'activities', 'score'] as const).flatMap((name) =>
    rule[name] === null ? [] : `f.${name} >= ${bind.add(rule[name])}`,
  );
  return `(${alias}.district_code = ${bind.add(rule.district)} and ${alias}.id in (select f.id from (${figures}) f where ${terms.join(' and ')}))`;
}

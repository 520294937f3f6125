import type { Context } from '../context.ts';
import { run } from '../database/run.ts';
import { badRequest } from '../errors.ts';
import type {
  GapKind,
  QueryGapsArgs,
  QueryWeeklyDutiesArgs,
  WeeklyDutyState,
} from '../generated/resolvers.ts';
import { type Page, pageRequest, toPage } from '../graph/page.ts';
import type { Row } from '../graph/plan.ts';
import { Bind } from '../graph/sql.ts';
import { requestStatistics } from '../statistics/requests.ts';
import { ANONYMOUS } from '../viewer.ts';
import { kinds } from './definitions.ts';
import { type GapQuestion, gapSql, weeklyDutySql } from './gap-sql.ts';

/** Days that a question may be about. */
const MOST_DAYS = 400;
const DAY = 86_400_000;

/** A gap as its resolvers read it; keys as in the database. */
export interface GapRow {
  __typename: string;
  kind: GapKind;
  plan: string;
  program: string | null;
  party: string | null;
  schedule: string | null;
  station: string | null;
  month: string | null;
  publishedAt: Date | string | null;
  indicator: string | null;
  citation: string | null;
  /** Mondays. */
  weeks: string[] | null;
  weekCount: number | null;
  count: number | null;
  responsibilities: string[] | null;
  facts: string[];
}

export interface GapPage extends Page {
  byKind: () => Promise<{ kind: GapKind; count: number }[]>;
}

/** A weekly duty of a street as its resolvers read it; keys as in the database. */
export interface WeeklyDutyRow {
  plan: string;
  program: string;
  party: string;
  schedule: string;
  responsibilities: string[];
  facts: string[];
  weeks: { monday: string; isPast: boolean; activities: number }[];
}

/** Whether a week's duty is done. */
export const stateOf = ({ isPast, activities }: WeeklyDutyRow['weeks'][number]): WeeklyDutyState =>
  isPast ? (activities > 0 ? 'KEPT' : 'MISSED') : 'OPEN';

/** The weekly duties of the streets. Throws BAD_VALUE as gaps do. */
export async function weeklyDuties(ctx: Context, args: QueryWeeklyDutiesArgs): Promise<WeeklyDutyRow[]> {
  const bind = new Bind();
  const rows = await run<WeeklyDutyRow>(
    ctx.em(),
    weeklyDutySql(await periodOf(ctx, args), bind),
    bind.values,
  );
  ctx.read.tally.add(rows.length, JSON.stringify(rows).length);
  return rows;
}

/** A page of gaps. Throws BAD_VALUE for a period that is none or too long, and for a district without a plan. */
export async function gapPage(ctx: Context, args: QueryGapsArgs): Promise<GapPage> {
  const request = pageRequest(args);
  const after = request.cursor === null ? null : keyIn(request.cursor);
  const question = await questionOf(ctx, args);
  const bind = new Bind();
  const gaps = gapSql(question, bind);
  const beyond =
    after === null ? '' : ` where key collate "C" ${request.reversed ? '<' : '>'} ${bind.add(after)}`;
  const rows = await run<GapRow & { key: string }>(
    ctx.em(),
    `${gaps} select * from gaps${beyond} order by key collate "C"${request.reversed ? ' desc' : ''} limit ${request.size + 1}`,
    bind.values,
  );
  ctx.read.tally.add(rows.length, JSON.stringify(rows).length);
  let counted: Promise<{ kind: GapKind; count: number }[]> | undefined;
  const byKind = () => (counted ??= countsOf(ctx, question));
  const page = toPage(
    request,
    rows.map(({ key, ...row }) => ({
      // Rows of the reader are what pages hold; these are told apart by their key as well.
      node: { ...row, __typename: kinds[row.kind].type, $id: key } as unknown as Row,
      cursor: Buffer.from(`gap:${key}`).toString('base64url'),
    })),
    async () => {
      const counts = await byKind();
      return { count: counts.reduce((sum, { count }) => sum + count, 0), kind: 'EXACT' };
    },
  );
  return { ...page, byKind };
}

function keyIn(cursor: string): string {
  const [, key] = /^gap:(.+)$/s.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (key === undefined || key.includes('\0')) throw badRequest('BAD_CURSOR', '游标无效', 'Not a cursor');
  return key;
}

function countsOf(ctx: Context, question: GapQuestion): Promise<{ kind: GapKind; count: number }[]> {
  const bind = new Bind();
  return run(
    ctx.em(),
    `${gapSql(question, bind)} select kind, count(*)::int as count from gaps group by kind order by min(key collate "C") collate "C"`,
    bind.values,
  );
}

async function questionOf(ctx: Context, args: QueryGapsArgs): Promise<GapQuestion> {
  const { districts, ...period } = await periodOf(ctx, args);
  const kindsAsked = args.kinds ?? null;
  return {
    ...period,
    kinds: kindsAsked,
    late: (kindsAsked?.includes('REQUEST_LATE') ?? true) ? await lateOf(ctx, districts, args) : 0,
  };
}

/** What both questions are about, and the district of each plan. */
async function periodOf(
  ctx: Context,
  args: Pick<QueryGapsArgs, 'of' | 'from' | 'to' | 'program' | 'party'>,
): Promise<Omit<GapQuestion, 'kinds' | 'late'> & { districts: string[] }> {
  const { from, to } = args;
  const days = (Date.parse(to) - Date.parse(from)) / DAY + 1;
  if (days < 1) throw badRequest('BAD_VALUE', 'to 早于 from', 'to is before from');
  if (days > MOST_DAYS) {
    throw badRequest('BAD_VALUE', `一次至多查 ${MOST_DAYS} 天`, `At most ${MOST_DAYS} days at a time`);
  }
  const plans = await plansOf(ctx, args.of);
  return {
    plans: plans.map(({ id }) => id),
    districts: plans.map(({ district }) => district),
    from,
    to,
    today: ctx.today(),
    program: args.program == null ? null : ctx.read.keyOf('Program', args.program),
    party: args.party == null ? null : ctx.read.keyOf('Party', args.party),
  };
}

interface PlanKey {
  id: string;
  district: string;
}

/** The plan with this code, or those of the district that no other supersedes. Throws BAD_VALUE when there is none. */
async function plansOf(ctx: Context, { plan, districtCode }: QueryGapsArgs['of']): Promise<PlanKey[]> {
  const plans = await run<PlanKey>(
    ctx.em(),
    `select p.id, p.district_code as district from plan p
     where p.code = $1 or (p.district_code = $2 and not exists (select 1 from plan n where n.supersedes_id = p.id))`,
    [plan ?? null, districtCode ?? null],
  );
  if (plans.length > 0) return plans;
  throw plan == null ? noPlanOf(districtCode) : await noPlan(ctx, plan);
}

const noPlanOf = (district: string) =>
  badRequest('BAD_VALUE', `没有规划属于区划 ${district}`, `No plan is of the district ${district}`, {
    argument: ['of', 'districtCode'],
  });

/** Says the code where the plan was asked for by its document number. */
async function noPlan(ctx: Context, plan: string) {
  const [meant] = await run<{ code: string }>(ctx.em(), 'select code from plan where document_number = $1', [
    plan,
  ]);
  const argument = ['of', 'plan'];
  if (meant) {
    return badRequest(
      'BAD_VALUE',
      `plan 是规划的代码，不是文号：${plan} 的代码是 ${meant.code}`,
      `plan is the code of a plan, not its document number: that of ${plan} is ${meant.code}`,
      { argument },
    );
  }
  return badRequest(
    'BAD_VALUE',
    `没有代码为 ${plan} 的规划；代码见 plans { nodes { code } }`,
    `No plan has the code ${plan}; the codes stand in plans { nodes { code } }`,
    { argument },
  );
}

/** Late requests of the district, as far as everybody may know. */
async function lateOf(
  ctx: Context,
  [district]: readonly string[],
  { from, to }: QueryGapsArgs,
): Promise<number> {
  const period = { districtCode: district!, from, to };
  const { months } = await ctx.read.heavily(() =>
    requestStatistics(ctx.em(), period, { viewer: ANONYMOUS, now: () => ctx.now() }),
  );
  return months.reduce((sum, { lateCount }) => sum + (lateCount ?? 0), 0);
}

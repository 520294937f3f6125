import { anyOf, coordinated, inDistrict } from '../access/conditions.ts';
import type { Context } from '../context.ts';
import { run } from '../database/run.ts';
import type { Bilingual } from '../errors.ts';
import type { StoryLeadReasonCode } from '../generated/resolvers.ts';
import { fromCursor, toCursor } from '../graph/cursor.ts';
import { isKey } from '../graph/ids.ts';
import { type Page, type PageArguments, pageRequest, toPage, type Total } from '../graph/page.ts';
import { Bind } from '../graph/sql.ts';
import { served } from '../ledger/counting.ts';
import { dateOf } from '../shanghai.ts';

export interface Lead {
  /** Key of the activity. */
  key: string;
  score: number;
  reasons: { code: StoryLeadReasonCode; points: number; text: string }[];
}

export type LeadPage = Page<Lead>;

/** What is older is no news. */
const DAYS = 90;

const CODES = [
  'ATTENDANCE',
  'HOURS',
  'CAMPAIGN',
  'OCCASION',
  'FIVE_GROUPS',
  'FIRST_OF_ITS_KIND',
  'RECENCY',
] as const satisfies readonly StoryLeadReasonCode[];

interface Row extends Record<StoryLeadReasonCode, number> {
  id: string;
  score: number;
  people: number;
  minutes: number;
  days: number;
  campaign: string | null;
  occasion: string | null;
}

/**
 * Activities of the last 90 days, completed and attended, of which nobody tells: best first. Points are for what makes
 * a story: how many came and how long they served, a campaign, an occasion, one of the five groups, the organizer's
 * first in its program, and that it is recent. Days, not hours, count, so that pages of one day are of one order.
 */
export async function storyLeads(ctx: Context, args: PageArguments): Promise<LeadPage> {
  const request = pageRequest(args);
  const order = orderOf(ctx);
  const after =
    request.cursor === null
      ? null
      : (fromCursor(request.cursor, order, isPlace, ANOTHER) as [score: number, id: string]);
  const bind = new Bind();
  const leads = leadsSql(ctx, bind);
  const beyond =
    after === null
      ? 'true'
      : `(score, id) ${request.reversed ? '>' : '<'} (${bind.add(after[0])}::int, ${bind.add(after[1])}::uuid)`;
  const direction = request.reversed ? '' : ' desc';
  ctx.read.tally.check();
  const rows = await run<Row>(
    ctx.em(),
    `${leads} select * from lead where ${beyond} order by score${direction}, id${direction} limit ${request.size + 1}`,
    bind.values,
  );
  const read = rows.map((row) => ({ node: leadOf(row, ctx), cursor: toCursor(order, [row.score, row.id]) }));
  ctx.read.tally.add(rows.length, rows.length * 500);
  return toPage(request, read, () => totalOf(ctx));
}

/** Nobody need be scored to be counted. */
async function totalOf(ctx: Context): Promise<Total> {
  const bind = new Bind();
  const rows = await run<{ count: number }>(
    ctx.em(),
    `select count(*)::int as count from activity a where ${untold(ctx, bind)}
       and exists (${served('r.activity_id = a.id')})`,
    bind.values,
  );
  return { count: rows[0]!.count, kind: 'EXACT' };
}

/** SQL: an activity of which a story could be told, by whom the viewer writes for. */
function untold({ viewer, now }: Context, bind: Bind): string {
  const mine = anyOf(
    inDistrict('a.district_code', bind, viewer),
    inDistrict('a.district_code', bind, viewer, 'MEDIA'),
    coordinated('a.organizer_id', bind, viewer),
  );
  const from = bind.add(new Date(now().getTime() - DAYS * 86_400_000));
  return `a.status = 'COMPLETED' and a.starts_at > ${from}::timestamptz and (${mine})
    and not exists (select 1 from story s where s.activity_id = a.id and s.status <> 'RETRACTED')`;
}

/** With the leads that the viewer may have, as `lead`, scored. */
function leadsSql(ctx: Context, bind: Bind): string {
  const condition = untold(ctx, bind);
  const day = bind.add(ctx.today());
  return `with untold as (select a.id, a.organizer_id, a.program_id, a.campaign_id, a.occasion, a.ends_at from activity a where ${condition}),
    -- As Activity.attendance and minutes count.
    served as (select v.activity_id, count(*)::int as people, sum(v.minutes)::int as minutes
      from (${served('r.activity_id in (select id from untold)')}) v group by 1),
    -- Looked up once for each organizer and program, of which there are few.
    first as materialized (select p.organizer_id, p.program_id, o.id from (select distinct organizer_id, program_id from untold) p
      cross join lateral (select o.id from activity o where o.organizer_id = p.organizer_id and o.program_id = p.program_id
        and o.status = 'COMPLETED' order by o.starts_at, o.id limit 1) o),
    scored as (select a.id, a.occasion, c.title as campaign, x.people, x.minutes,
        ${day}::date - (a.ends_at at time zone 'Asia/Shanghai')::date as days,
        exists (select 1 from activity_beneficiary_group g where g.activity_id = a.id) as serves,
        a.id = f.id as is_first
      from untold a join served x on x.activity_id = a.id
        join first f on f.organizer_id = a.organizer_id and f.program_id = a.program_id left join campaign c on c.id = a.campaign_id
      where x.people > 0),
    pointed as (select id, people, minutes, days, campaign, occasion,
        least(people, 30) as "ATTENDANCE",
        least(greatest(minutes, 0) / 120, 20) as "HOURS",
        case when campaign is null then 0 else 15 end as "CAMPAIGN",
        case when occasion is null then 0 else 10 end as "OCCASION",
        case when serves then 10 else 0 end as "FIVE_GROUPS",
        case when is_first then 15 else 0 end as "FIRST_OF_ITS_KIND",
        greatest(20 - days, 0) as "RECENCY"
      from scored),
    lead as (select *, ${CODES.map((code) => `"${code}"`).join(' + ')} as score from pointed)`;
}

const TEXTS: Readonly<Record<StoryLeadReasonCode, (row: Row) => Bilingual>> = {
  ATTENDANCE: ({ people }) => ({
    zh: `到场 ${people} 人（有已确认时长）`,
    en: `${people} were present (with confirmed minutes)`,
  }),
  HOURS: ({ minutes }) => {
    const hours = Math.round(minutes / 6) / 10;
    return { zh: `服务 ${hours} 小时`, en: `${hours} hours served` };
  },
  CAMPAIGN: ({ campaign }) => ({ zh: `属品牌活动：${campaign}`, en: `Part of the campaign ${campaign}` }),
  OCCASION: ({ occasion }) => ({ zh: `重大活动期间：${occasion}`, en: `On the occasion of ${occasion}` }),
  FIVE_GROUPS: () => ({ zh: '服务“五为”对象', en: 'It served a group of the five-for' }),
  FIRST_OF_ITS_KIND: () => ({
    zh: '主办者在该项目的首场',
    en: 'The organizer’s first in its program',
  }),
  RECENCY: ({ days }) =>
    days <= 0
      ? { zh: '今日结束', en: 'Ended today' }
      : { zh: `${days} 日前结束`, en: `Ended ${days} days ago` },
};

function leadOf(row: Row, { language }: Context): Lead {
  const reasons = CODES.map((code) => ({ code, points: row[code], text: TEXTS[code](row)[language] }))
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points);
  return { key: row.id, score: row.score, reasons };
}

/** Scores change with the day: so do the cursors. */
const orderOf = ({ now }: Context): string => `leads ${dateOf(now())}`;

const isPlace = ([score, id]: readonly unknown[]): boolean =>
  Number.isInteger(score) && Math.abs(score as number) < 2 ** 31 && isKey(id);

const ANOTHER = {
  zh: '游标来自另一个列表，或另一天的线索（分数每日变化），不能用于此处',
  en: 'The cursor comes from another list, or from the leads of another day, whose scores differ',
};

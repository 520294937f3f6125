import type { Bilingual } from '../errors.ts';
import { counts } from '../ledger/counting.ts';
import { FEWEST } from '../statistics/guard.ts';

/** SQL of the values that figures are taken over. */
export interface Span {
  /** The clock: what was confirmed or evaluated later is not known yet. */
  now: string;
  /** First and last day in Asia/Shanghai, both included; the first may be null. */
  from: string;
  to: string;
}

/** What somebody served within a span. */
export interface Figures {
  minutes: number;
  activities: number;
  /** Null below FEWEST evaluations: the score of a single request is nobody's to know. */
  score: number | null;
}

const startOf = (day: string): string => `(${day})::timestamp at time zone 'Asia/Shanghai'`;

const within = (instant: string, { from, to }: Span): string =>
  `${instant} >= coalesce(${startOf(from)}, '-infinity') and ${instant} < ${startOf(`(${to})::date + 1`)}`;

const mean = (evaluations: string, scores: string): string =>
  `case when ${evaluations} >= ${FEWEST} then round((${scores})::numeric / ${evaluations}, 1)::float8 end`;

/** SQL of the figures (id, minutes, activities, score) of volunteers with records in the span: of all, or of one. */
export const volunteerFigures = (span: Span, volunteer?: string): string =>
  `select s.volunteer_id as id, sum(s.minutes)::int as minutes, count(*) filter (where s.minutes > 0)::int as activities,
     ${mean('sum(q.evaluations)', 'sum(q.scores)')} as score
   from (select r.volunteer_id, r.activity_id, sum(r.minutes) as minutes from service_record r
     where ${counts('r')} and r.confirmed_at <= ${span.now} and ${within('r.started_at', span)}${
       volunteer === undefined ? '' : ` and r.volunteer_id = ${volunteer}`
     } group by 1, 2) s
   left join lateral (select count(*) as evaluations, sum(e.score) as scores from service_request e
     where e.activity_id = s.activity_id and e.status = 'EVALUATED' and e.evaluated_at <= ${span.now}) q on s.minutes > 0
   group by 1`;

/** SQL of the figures of one team. */
export const teamFigures = (span: Span, team: string): string =>
  `select (select coalesce(sum(r.minutes), 0)::int from service_record r join activity a on a.id = r.activity_id
     where a.organizer_id = ${team} and ${counts('r')} and r.confirmed_at <= ${span.now} and ${within('r.started_at', span)}) as minutes,
   (select count(*)::int from activity a where a.organizer_id = ${team} and a.status = 'COMPLETED'
     and a.completed_at <= ${span.now} and ${within('a.starts_at', span)}) as activities,
   (select ${mean('count(*)', 'sum(e.score)')} from service_request e where e.accepted_by_id = ${team}
     and e.status = 'EVALUATED' and e.evaluated_at <= ${span.now} and ${within('e.served_at', span)}) as score`;

type Definitions = Readonly<Record<keyof Figures, Bilingual>>;

/** How the figures are computed, by whose they are. */
export const figureDefinitions: Readonly<Record<'VOLUNTEER' | 'TEAM', Definitions>> = {
  VOLUNTEER: {
    minutes: {
      zh: '期间内开始的服务中，台账已确认且计入的分钟数之和，含更正',
      en: 'sum of the minutes in the ledger that are confirmed and count, corrections included, of service begun in the period',
    },
    activities: {
      zh: '期间内有已确认分钟数的活动场数',
      en: 'activities with confirmed minutes in the period',
    },
    score: {
      zh: `期间内所参加活动的点单服务评分的平均数，保留一位；不足 ${FEWEST} 份评价时不给出`,
      en: `mean score, to one place, of the service requests carried out in those activities; not given below ${FEWEST} evaluations`,
    },
  },
  TEAM: {
    minutes: {
      zh: '期间内开始、由该队主办的活动中，台账已确认且计入的分钟数之和，含更正',
      en: 'sum of the minutes in the ledger that are confirmed and count, corrections included, at activities it organized',
    },
    activities: {
      zh: '期间内开始、由该队主办并已完成的活动场数',
      en: 'activities begun in the period that it organized and completed',
    },
    score: {
      zh: `期间内由该队承接并服务的点单的评分平均数，保留一位；不足 ${FEWEST} 份评价时不给出`,
      en: `mean score, to one place, of the service requests it accepted and served in the period; not given below ${FEWEST} evaluations`,
    },
  },
};

import { type Bind } from '../graph/sql.ts';

/** What gaps are looked for in. Keys as in the database. */
export interface GapQuestion {
  plans: readonly string[];
  /** First and last day, YYYY-MM-DD. */
  from: string;
  to: string;
  today: string;
  kinds: readonly string[] | null;
  program: string | null;
  party: string | null;
  /** Service requests that are late and may be told of. */
  late: number;
}

const DAY = (instant: string) => `(${instant} at time zone 'Asia/Shanghai')::date`;

/** SQL of the days of a question. */
type Days = Pick<GapQuestion, 'from' | 'to' | 'today'>;

function daysOf({ from, to, today }: Days, bind: Bind): Days {
  const day = (date: string): string => `${bind.add(date)}::date`;
  return { from: day(from), to: day(to), today: day(today) };
}

/** SQL of whether a row with dates is valid on a day. */
const valid = (m: string, on: string): string =>
  `(${m}.valid_from is null or ${m}.valid_from <= ${on}) and (${m}.valid_to is null or ${m}.valid_to > ${on})`;

/** SQL of what the plan asks for every week, `s` being its schedule. */
const IS_WEEKLY = `s.kind = 'RECURRENCE' and s.rrule ~ '^FREQ=WEEKLY(;|$)' and s.rrule !~ 'INTERVAL=(?!1(;|$))'`;

/** Columns of every kind; what a kind has not is null. */
const COLUMNS = [
  ['kind', 'text'],
  ['plan', 'uuid'],
  ['program', 'uuid'],
  ['party', 'uuid'],
  ['schedule', 'uuid'],
  ['station', 'uuid'],
  ['month', 'text'],
  ['publishedAt', 'timestamptz'],
  ['indicator', 'uuid'],
  ['citation', 'uuid'],
  ['weeks', 'text[]'],
  ['weekCount', 'int'],
  ['count', 'int'],
  ['responsibilities', 'text[]'],
  /** What is stated in the plan and makes the duty: it has the passages. */
  ['facts', 'uuid[]'],
] as const;

type Name = (typeof COLUMNS)[number][0];

/** A select of one kind: its place among the kinds, its columns, what orders it within the kind, and where it comes from. */
function part(
  place: number,
  { kind, ...columns }: { kind: string } & Partial<Record<Name, string>>,
  order: readonly string[],
  from: string,
): string {
  const values: Partial<Record<Name, string>> = { kind: `'${kind}'`, ...columns };
  const list = COLUMNS.map(([name, type]) => `(${values[name] ?? 'null'})::${type} as "${name}"`);
  return `select concat_ws('/', '${place}', ${order.join(', ')}) as key, ${list.join(', ')} from ${from}`;
}

/** Programs in the order of their plan. */
const PROGRAM_ORDER = ['p.plan_code', `lpad(p.ordinal::text, 4, '0')`];

/**
 * SQL of all gaps, as common table expressions of which the last is called `gaps`; its `key` orders them and tells them
 * apart. One statement whatever there is: programs, duties by the effective matrix, and what was held, each once.
 */
export function gapSql(question: GapQuestion, bind: Bind): string {
  const { from, to, today } = daysOf(question, bind);
  const parts = [
    part(
      1,
      { kind: 'PROGRAM_WITHOUT_ACTIVITY', plan: 'p.plan_id', program: 'p.id', facts: 'array[p.id]' },
      PROGRAM_ORDER,
      `programs p where not exists (select 1 from held h where h.program_id = p.id)`,
    ),
    part(
      2,
      {
        kind: 'PARTY_WITHOUT_ACTIVITY',
        plan: 'p.plan_id',
        program: 'p.id',
        party: 'd.party_id',
        responsibilities: 'd.responsibilities',
        facts: 'd.facts',
      },
      [...PROGRAM_ORDER, 'd.code'],
      `duties d join programs p on p.id = d.program_id
       where not exists (select 1 from done h where h.program_id = d.program_id and h.party_id = d.party_id)`,
    ),
    part(
      3,
      {
        kind: 'WEEKLY_DUTY_MISSED',
        plan: 'p.plan_id',
        program: 'p.id',
        party: 'd.party_id',
        schedule: 's.id',
        weeks: 'w.missed',
        weekCount: 'w.looked_at',
        responsibilities: 'd.responsibilities',
        facts: 'array[s.id] || d.facts',
      },
      [...PROGRAM_ORDER, 's.code', 'd.code'],
      `schedule s join programs p on p.id = s.program_id
       join duties d on d.program_id = p.id and d.unit_type = 'STREET'
       cross join lateral (select count(*) as looked_at, array_agg(m.monday::text order by m.monday) filter (where not exists (
           select 1 from done h where h.program_id = p.id and h.party_id = d.party_id and h.day between m.monday and m.monday + 6)) as missed
         from weeks m where m.is_past) w
       where ${IS_WEEKLY} and w.missed is not null`,
    ),
    part(
      4,
      {
        kind: 'TIMETABLE_MISSING',
        plan: 'p.plan_id',
        program: 'p.id',
        party: 'v.operator_id',
        schedule: 's.id',
        station: 'v.id',
        month: `to_char(m.first, 'YYYY-MM')`,
        publishedAt: 'l.at',
        facts: 'array[s.id]',
      },
      [...PROGRAM_ORDER, 's.code', 'v.code', `to_char(m.first, 'YYYY-MM')`],
      `schedule s join programs p on p.id = s.program_id
       join venue v on v.kind = 'STATION' and v.district_code = p.district_code
       join months m on (v.opened_at is null or ${DAY('v.opened_at')} <= m.first)
         and (v.closed_at is null or ${DAY('v.closed_at')} >= m.first)
       cross join lateral (select min(e.published_at) as at from timetable_edition e
         where e.station_id = v.id and e.month = to_char(m.first, 'YYYY-MM')) l
       where s.kind = 'TIMETABLE' and s.rrule ~ '^FREQ=MONTHLY(;|$)' and (l.at is null or ${DAY('l.at')} > m.first)`,
    ),
    part(
      5,
      {
        kind: 'TARGET_WITHOUT_MEASUREMENT',
        plan: 'p.plan_id',
        program: 'p.id',
        party: 'd.party_id',
        indicator: 'i.id',
        responsibilities: 'd.responsibilities',
        facts: 'array[i.id] || d.facts',
      },
      [...PROGRAM_ORDER, `lpad(i.ordinal::text, 4, '0')`, 'd.code'],
      `indicator i join programs p on p.id = i.program_id
       join duties d on d.program_id = p.id and d.unit_type in ('STREET', 'FUNCTIONAL_ZONE')
       where not exists (select 1 from measurement m where m.indicator_id = i.id and m.party_id = d.party_id
         and m.retracted_at is null and m.measured_on between ${from} and ${to})`,
    ),
    part(
      6,
      {
        kind: 'COLLECTIVE_WITHOUT_MEMBERS',
        plan: 'l.id',
        party: 'c.id',
        responsibilities: 'c.responsibilities',
        facts: 'c.facts',
      },
      ['l.code', 'c.code'],
      `(select r.plan_id, y.id, y.code, array_agg(r.id::text order by r.ordinal, r.id) as responsibilities,
          array_agg(r.id order by r.ordinal, r.id) as facts
        from responsibility r join party y on y.id = r.party_id and y.kind = 'COLLECTIVE'
        where not exists (select 1 from membership m where m.collective_id = y.id and ${valid('m', to)})
        group by 1, 2, 3) c join plans l on l.id = c.plan_id`,
    ),
    part(
      7,
      { kind: 'CITATION_UNRESOLVED', plan: 'l.id', citation: 'c.id', facts: 'array[c.id]' },
      ['l.code', `lpad(c.ordinal::text, 4, '0')`],
      `citation c join plans l on l.document_id = c.document_id where c.target_id is null`,
    ),
    part(
      8,
      {
        kind: 'REQUEST_LATE',
        plan: 't.plan_id',
        program: 't.program_id',
        count: bind.add(question.late),
        facts: 'array[t.id]',
      },
      ['t.code'],
      // The newest plan that has service on request says so.
      `(select t.id, v.program_id, l.id as plan_id, l.code from term t join vocabulary v on v.id = t.vocabulary_id
          join plans l on l.id = v.plan_id where v.code = 'service-modes' and t.code = 'on-request'
        order by l.issued_on desc limit 1) t where ${bind.add(question.late)}::int > 0`,
    ),
  ];
  const filters = [
    question.kinds === null ? null : `g.kind = any(${bind.add(question.kinds)}::text[])`,
    question.program === null ? null : `g.program = ${bind.add(question.program)}::uuid`,
    question.party === null ? null : `g.party = ${bind.add(question.party)}::uuid`,
  ].filter((filter) => filter !== null);
  return `${foundations({ from, to, today, plans: question.plans }, bind)},
    gaps as (select * from (${parts.join(' union all ')}) g${filters.length === 0 ? '' : ` where ${filters.join(' and ')}`})`;
}

/**
 * SQL of every street's weekly duties with all whole weeks of the period: on each whether it is past, and how many
 * activities it has.
 */
export function weeklyDutySql(question: Omit<GapQuestion, 'kinds' | 'late'>, bind: Bind): string {
  const filters = [
    question.program === null ? null : `p.id = ${bind.add(question.program)}::uuid`,
    question.party === null ? null : `d.party_id = ${bind.add(question.party)}::uuid`,
  ].filter((filter) => filter !== null);
  return `${foundations({ ...daysOf(question, bind), plans: question.plans }, bind)},
    counted as materialized (
      select program_id, party_id, date_trunc('week', day::timestamp)::date as monday, count(distinct id)::int as activities
      from done group by 1, 2, 3)
    select p.plan_id as plan, p.id as program, d.party_id as party, s.id as schedule, d.responsibilities,
      (array[s.id] || d.facts)::text[] as facts,
      (select coalesce(json_agg(json_build_object('monday', m.monday, 'isPast', m.is_past, 'activities', coalesce(c.activities, 0))
          order by m.monday), '[]')
        from weeks m left join counted c on c.program_id = p.id and c.party_id = d.party_id and c.monday = m.monday) as weeks
    from schedule s join programs p on p.id = s.program_id
    join duties d on d.program_id = p.id and d.unit_type = 'STREET'
    where ${[IS_WEEKLY, ...filters].join(' and ')}
    order by p.plan_code collate "C", p.ordinal, s.code collate "C", d.code collate "C"`;
}

/**
 * What both questions are asked of, as common table expressions: programs, duties by the effective matrix, what was
 * held, and the weeks and months of the period.
 */
function foundations({ from, to, today, plans }: Pick<GapQuestion, 'plans'> & Days, bind: Bind): string {
  return `with recursive plans as materialized (select * from plan where id = any(${bind.add(plans)}::uuid[])),
    programs as materialized (select p.*, l.code as plan_code, l.district_code from program p join plans l on l.id = p.plan_id),
    duties as materialized (
      select r.program_id, r.party_id, y.code, y.unit_type, array_agg(r.id order by r.ordinal, r.id) as responsibilities,
        array_agg(distinct r.declared_id) as facts
      from effective_responsibility r join programs p on p.id = r.program_id join party y on y.id = r.party_id
      where y.kind <> 'COLLECTIVE' and (r.membership_id is null or (${valid('r', to)}))
      group by 1, 2, 3, 4),
    tree as (
      select party_id as top, party_id as id from duties
      union select t.top, y.id from tree t join party y on y.parent_id = t.id),
    held as materialized (
      select a.id, a.program_id, a.organizer_id, ${DAY('a.starts_at')} as day
      from activity a join programs p on p.id = a.program_id
      where a.status in ('PUBLISHED', 'COMPLETED') and a.starts_at >= ${from}::timestamp at time zone 'Asia/Shanghai'
        and a.starts_at < (${to} + 1)::timestamp at time zone 'Asia/Shanghai'),
    done as materialized (
      select distinct x.id, x.program_id, t.top as party_id, x.day from (
        select id, program_id, organizer_id as party, day from held
        union select h.id, h.program_id, c.party_id, h.day from held h join activity_co_organizer c on c.activity_id = h.id) x
      join tree t on t.id = x.party),
    weeks as materialized (
      select d::date as monday, d::date + 6 < ${today} as is_past
      from generate_series(date_trunc('week', ${from}::timestamp), ${to}::timestamp, interval '7 days') d
      where d::date >= ${from} and d::date + 6 <= ${to}),
    months as materialized (
      select d::date as first from generate_series(date_trunc('month', ${from}::timestamp), ${to}::timestamp, interval '1 month') d
      where d::date >= ${from} and d::date <= ${today})`;
}

/**
 * What SQL answers to the thirty questions, by their numbers: written by hand over the tables alone. A statement gives a
 * list of the answer, `rest` what stands in none; its columns are called by the way to the value. The session's clock is
 * that of Shanghai; today is 2026-11-24, 12:00.
 */
export interface Answer {
  sql: Record<string, string>;
  /** Columns that are told roughly, and when they are near enough. */
  rough?: Record<string, (told: number, truth: number, row: Record<string, unknown>) => boolean>;
  /** Columns that have only zeros and nulls. */
  idle?: string[];
}

/** What of the ledger counts, and who served in which activity. */
const LEDGER = `counted as (select * from service_record where confirmed_at is not null and not_counted_reason is null),
  net as (select activity_id, volunteer_id, sum(minutes) as minutes from counted group by 1, 2)`;

/** The activities completed that began in 2026. */
const HELD = `${LEDGER},
  held as (select a.*, coalesce((select sum(minutes) from counted c where c.activity_id = a.id), 0) as minutes,
      (select count(*) from net n where n.activity_id = a.id and n.minutes > 0) as attendances
    from activity a where a.status = 'COMPLETED' and a.starts_at >= '2026-01-01' and a.starts_at < '2027-01-01')`;

/** The street or zone that each party belongs to, itself or the nearest above. */
const STREETS = `above(id, at, steps) as (select id, id, 0 from party
    union all select u.id, p.parent_id, u.steps + 1 from above u join party p on p.id = u.at where p.parent_id is not null),
  street as (select distinct on (u.id) u.id, s.name, s.name_key from above u join party s on s.id = u.at
    where s.unit_type in ('STREET', 'FUNCTIONAL_ZONE') order by u.id, u.steps)`;

const hours = (minutes: string) => `round(coalesce(${minutes}, 0) / 60.0, 2)::float8`;
const monthOf = (at: string) => `to_char(${at}, 'YYYY"年"FMMM"月"')`;
const weekOf = (at: string) => `to_char(${at}, 'IYYY"年第"') || to_char(${at}, 'IW')::int || '周'`;
const instant = (at: string) => `to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export const ANSWERS: Record<number, Answer> = {
  1: {
    sql: {
      'activityStatistics.groups': `with ${HELD} select p.title as "key.program.title", ${monthOf('m')} as "key.period.label",
          count(h.id)::int as "measures.count", ${hours('sum(h.minutes)')} as "measures.hours"
        from program p cross join generate_series('2026-01-01', '2026-12-01', interval '1 month') m
        left join held h on h.program_id = p.id and date_trunc('month', h.starts_at) = m
        group by p.ordinal, p.title, m order by p.ordinal, m`,
      rest: `with ${HELD} select count(*)::int as "activityStatistics.total.count", ${hours('sum(minutes)')} as "activityStatistics.total.hours" from held`,
    },
  },
  2: {
    sql: {
      'activityStatistics.groups': `with recursive ${HELD}, ${STREETS}
        select to_char(date_trunc('quarter', h.starts_at), 'YYYY"年第"Q"季度"') as "key.period.label", s.name as "key.organizer.name",
          ${hours('sum(h.minutes)')} as "measures.hours", count(*)::int as "measures.count", sum(h.attendances)::int as "measures.attendances"
        from held h left join street s on s.id = h.organizer_id group by date_trunc('quarter', h.starts_at), s.name, s.name_key
        order by date_trunc('quarter', h.starts_at), sum(h.minutes) desc, s.name_key nulls last`,
    },
  },
  3: {
    sql: {
      'programs.nodes': `with ${LEDGER}, done as (
          select a.program_id, date_trunc('month', a.starts_at) as month, coalesce((select sum(minutes) from counted c where c.activity_id = a.id), 0) as minutes
          from activity a where a.status = 'COMPLETED'),
        months as (select p.id, m.month, count(d.minutes)::int as count, ${hours('sum(d.minutes)')} as hours from program p
          cross join (values (timestamptz '2026-11-01'), ('2026-10-01'), ('2025-11-01')) m(month)
          left join done d on d.program_id = p.id and d.month = m.month group by 1, 2)
        select p.title, json_build_array(json_build_object('key', json_build_object('period', json_build_object('label', '2026年11月')),
          'measures', json_build_object('count', n.count, 'hours', n.hours), 'previous', json_build_object('count', o.count, 'hours', o.hours),
          'yearEarlier', json_build_object('count', y.count, 'hours', y.hours))) as "statistics.groups"
        from program p join months n on n.id = p.id and n.month = '2026-11-01' join months o on o.id = p.id and o.month = '2026-10-01'
        join months y on y.id = p.id and y.month = '2025-11-01' order by p.ordinal`,
    },
  },
  4: {
    sql: {
      'activityStatistics.groups': `with ${HELD}, months as (
          select m::date::text as month, coalesce(sum(h.minutes), 0) as minutes from generate_series('2026-01-01', '2026-12-01', interval '1 month') m
          left join held h on date_trunc('month', h.starts_at) = m group by m)
        select month as "key.period.start", ${hours('minutes')} as "measures.hours",
          ${hours('(select sum(e.minutes) from months e where e.month <= m.month)')} as "runningTotal",
          ${hours('minutes')} / ${hours('(select sum(e.minutes) from months e)')} as share
        from months m order by month`,
      rest: `with ${HELD} select ${hours('sum(minutes)')} as "activityStatistics.total.hours" from held`,
    },
  },
  5: {
    sql: {
      'activityStatistics.groups': `with ${HELD}, five as (select h.* from held h join program p on p.id = h.program_id where p.ordinal = 5)
        select g.label as "key.beneficiaryGroup.label", m.label as "key.serviceMode.label", count(*)::int as "measures.count",
          ${hours('sum(f.minutes)')} as "measures.hours", count(*)::float8 / (select count(*) from five) as share
        from five f left join activity_beneficiary_group b on b.activity_id = f.id left join term g on g.id = b.term_id
        left join term m on m.id = f.service_mode_id
        group by g.label, g.ordinal, m.label, m.ordinal order by g.ordinal nulls last, m.ordinal nulls last`,
      rest: `with ${HELD} select count(*)::int as "activityStatistics.total.count", ${hours('sum(h.minutes)')} as "activityStatistics.total.hours"
        from held h join program p on p.id = h.program_id where p.ordinal = 5`,
    },
  },
  6: {
    sql: {
      'activityStatistics.groups': `with ${HELD} select y.name as "key.organizer.name", count(*)::int as "measures.count",
          avg(extract(epoch from h.ends_at - h.starts_at) / 60)::float8 as "measures.distribution.mean",
          max(extract(epoch from h.ends_at - h.starts_at) / 60)::float8 as "measures.distribution.max"
        from held h join party y on y.id = h.organizer_id group by y.id, y.name, y.name_key order by 3 desc, y.name_key limit 10`,
      rest: `with ${HELD}, ranked as (select y.id, row_number() over (order by avg(h.ends_at - h.starts_at) desc, y.name_key) as place
          from held h join party y on y.id = h.organizer_id group by y.id, y.name_key)
        select (select count(*)::int from ranked) as "activityStatistics.groupCount", count(*)::int as "activityStatistics.others.count",
          avg(extract(epoch from h.ends_at - h.starts_at) / 60)::float8 as "activityStatistics.others.distribution.mean",
          max(extract(epoch from h.ends_at - h.starts_at) / 60)::float8 as "activityStatistics.others.distribution.max"
        from held h join ranked r on r.id = h.organizer_id where r.place > 10`,
    },
  },
  7: {
    sql: {
      'activityStatistics.groups': `select p.title as "key.program.title", count(*)::int as "measures.count",
          coalesce(sum(a.capacity), 0)::float8 as "measures.capacity",
          sum(a.sign_up_count) filter (where a.capacity is not null)::float8 / nullif(sum(a.capacity), 0) as "measures.fillRate"
        from activity a join program p on p.id = a.program_id
        where a.status in ('PUBLISHED', 'COMPLETED') and a.starts_at >= '2026-01-01' and a.starts_at < '2027-01-01'
        group by p.title, p.ordinal order by 4 desc nulls last, p.ordinal`,
      rest: `select sum(sign_up_count) filter (where capacity is not null)::float8 / sum(capacity) as "activityStatistics.total.fillRate"
        from activity where status in ('PUBLISHED', 'COMPLETED') and starts_at >= '2026-01-01' and starts_at < '2027-01-01'`,
    },
  },
  8: {
    sql: {
      'activities.nodes': `select a.title, ${instant('a.starts_at')} as "startsAt", y.name as "organizer.name", a.capacity, a.sign_up_count as "signUpCount",
          a.capacity - a.sign_up_count as "placesLeft"
        from activity a join party y on y.id = a.organizer_id
        where a.status = 'PUBLISHED' and a.starts_at >= '2026-11-24 12:00' and a.starts_at < '2026-11-30' and a.sign_up_count < a.capacity
        order by a.starts_at, a.id`,
      rest: `select count(*)::int as "activities.totalCount" from activity
        where status = 'PUBLISHED' and starts_at >= '2026-11-24 12:00' and starts_at < '2026-11-30' and sign_up_count < capacity`,
    },
  },
  9: {
    sql: {
      'activities.nodes': `select a.title, ${instant('a.starts_at')} as "startsAt", y.name as "organizer.name", a.cancel_reason as "cancelReason"
        from activity a join party y on y.id = a.organizer_id
        where a.status = 'CANCELLED' and a.starts_at >= '2026-01-01' and a.starts_at < '2027-01-01' order by a.starts_at, a.id`,
      'activityStatistics.groups': `select p.title as "key.program.title", count(*) filter (where a.status = 'CANCELLED')::int as "measures.cancelled",
          avg((a.status = 'CANCELLED')::int)::float8 as "measures.cancellationRate"
        from activity a join program p on p.id = a.program_id
        where a.status in ('PUBLISHED', 'CANCELLED', 'COMPLETED') and a.starts_at >= '2026-01-01' and a.starts_at < '2027-01-01'
        group by p.title, p.ordinal order by 3 desc, p.ordinal`,
    },
  },
  10: {
    sql: {
      'activityStatistics.groups': `with ${HELD} select y.name as "key.organizer.name", p.ordinal as "key.program.ordinal", p.title as "key.program.title",
          count(*)::int as "measures.count", ${hours('sum(h.minutes)')} as "measures.hours"
        from held h join party y on y.id = h.organizer_id join program p on p.id = h.program_id
        group by y.name, y.name_key, p.ordinal, p.title order by y.name_key, p.ordinal`,
      rest: `with ${HELD} select count(distinct (organizer_id, program_id))::int as "activityStatistics.groupCount" from held`,
    },
  },
  11: {
    sql: {
      'activityStatistics.groups': `with ${HELD} select k.label as "key.placeKind.label", count(distinct h.venue_id)::int as "measures.venues",
          count(*)::int as "measures.count", ${hours('sum(h.minutes)')} as "measures.hours"
        from held h left join venue v on v.id = h.venue_id left join term k on k.id = v.place_kind_id
        group by k.label, k.ordinal order by k.ordinal nulls last`,
    },
  },
  12: {
    sql: (() => {
      const found = `found as (
          select 1 as place, 'PROGRAM' as kind, id, title, summary as body from program
          union all select 2, 'CAMPAIGN', id, title, null from campaign
          union all select 3, 'TERM', id, label, null from term
          union all select 4, 'PARTY', id, name, aliases::text from party
          union all select 5, 'PASSAGE', id, section, quote from passage),
        hits as (select *, case when title = '交通' then 0 when title like '交通%' then 1 when title like '%交通%' then 2 else 3 end as level
          from found where title like '%交通%' or body like '%交通%')`;
      return {
        'search.nodes': `with ${found} select kind, title, (array['EXACT_TITLE', 'TITLE_PREFIX', 'TITLE', 'BODY'])[level + 1] as match
          from hits order by level, char_length(title), place, id`,
        'search.counts': `with ${found} select kind, count(*)::int as count from hits group by kind, place order by place`,
      };
    })(),
  },
  13: {
    sql: (() => {
      const year = `${LEDGER}, year as (select n.*, a.program_id from net n join activity a on a.id = n.activity_id
          where a.starts_at >= '2026-01-01' and a.starts_at < '2027-01-01')`;
      const figures = (
        prefix: string,
      ) => `count(distinct volunteer_id) filter (where minutes > 0)::int as "${prefix}.people",
        count(*) filter (where minutes > 0)::int as "${prefix}.attendances", ${hours('sum(minutes)')} as "${prefix}.hours"`;
      return {
        'serviceRecordStatistics.groups': `with ${year} select p.title as "key.program.title", ${figures('measures')}
          from year join program p on p.id = year.program_id group by p.title, p.ordinal order by p.ordinal`,
        rest: `with ${year} select ${figures('serviceRecordStatistics.total')} from year`,
      };
    })(),
  },
  14: {
    sql: (() => {
      const year = `${LEDGER}, year as (select c.id, c.volunteer_id, a.program_id from counted c join activity a on a.id = c.activity_id
          join net n on n.activity_id = c.activity_id and n.volunteer_id = c.volunteer_id and n.minutes > 0
          where a.starts_at >= '2026-01-01' and a.starts_at < '2027-01-01' and a.status in ('PUBLISHED', 'CANCELLED', 'COMPLETED'))`;
      return {
        'serviceRecordStatistics.groups': `with ${year} select p.title as "key.program.title", count(distinct volunteer_id)::int as "measures.people",
            count(*)::int as "measures.count", 1 as "measures.precision"
          from year join program p on p.id = year.program_id group by p.title, p.ordinal order by p.ordinal`,
        rest: `with ${year} select count(distinct volunteer_id)::int as "serviceRecordStatistics.total.people",
          false as "serviceRecordStatistics.total.isSuppressed" from year`,
      };
    })(),
    // A figure is moved by eight multiples or more once in two million cases.
    rough: {
      'measures.people': (told, truth) => told % 5 === 0 && Math.abs(told - truth) <= 40,
      'serviceRecordStatistics.total.people': (told, truth) => told % 5 === 0 && Math.abs(told - truth) <= 40,
      'measures.count': (told, truth, { 'measures.precision': precision }) =>
        told % (precision as number) === 0 && Math.abs(told - truth) <= 8 * (precision as number),
      'measures.precision': (told, truth) => truth === 1 && told % 5 === 0 && told > 0,
    },
    idle: ['serviceRecordStatistics.total.isSuppressed'],
  },
  15: {
    sql: {
      rest: `with ${LEDGER}, each as (select v.id, coalesce((select sum(minutes) from counted c where c.volunteer_id = v.id), 0) as minutes
          from volunteer v where v.status = 'ACTIVE')
        select count(*)::int as "volunteerStatistics.total.count", count(*) filter (where minutes > 0)::int as "volunteerStatistics.total.serving",
          avg((minutes > 0)::int)::float8 as "volunteerStatistics.total.servingRate", avg(minutes)::float8 as "volunteerStatistics.total.distribution.mean",
          percentile_cont(0.5) within group (order by minutes) as "volunteerStatistics.total.distribution.median",
          percentile_cont(0.9) within group (order by minutes) as "volunteerStatistics.total.distribution.percentile",
          max(minutes)::float8 as "volunteerStatistics.total.distribution.max" from each`,
    },
  },
  16: {
    sql: (() => {
      const year = `from sign_up s join activity a on a.id = s.activity_id join party y on y.id = a.organizer_id
        where a.starts_at >= '2026-01-01' and a.starts_at < '2027-01-01'`;
      const rate = `count(*) filter (where s.status = 'NO_SHOW')::float8 / nullif(count(*) filter (where s.status in ('NO_SHOW', 'ATTENDED')), 0)`;
      return {
        'signUpStatistics.groups': `select y.name as "key.organizer.name", count(*) filter (where s.status = 'ATTENDED')::int as "measures.attended",
            count(*) filter (where s.status = 'NO_SHOW')::int as "measures.noShows", ${rate} as "measures.noShowRate"
          ${year} group by y.name, y.name_key having count(*) >= 20 order by 4 desc nulls last, y.name_key limit 10`,
        rest: `select ${rate} as "signUpStatistics.total.noShowRate" ${year}`,
      };
    })(),
  },
  17: {
    sql: {
      'volunteerStatistics.groups': `with months as (select date_trunc('month', v.registered_at) as month, y.name, y.name_key, count(*) as count
          from volunteer v left join party y on y.id = v.unit_id where v.registered_at >= '2026-01-01' and v.registered_at < '2027-01-01' group by 1, 2, 3)
        select ${monthOf('month')} as "key.period.label", name as "key.unit.name", count::int as "measures.count",
          (select sum(e.count) from months e where e.month <= m.month and e.name is not distinct from m.name)::int as "runningTotal"
        from months m order by month, name_key nulls last`,
      rest: `select count(*)::int as "volunteerStatistics.total.count" from volunteer where registered_at >= '2026-01-01' and registered_at < '2027-01-01'`,
    },
  },
  18: {
    sql: {
      'serviceRequestStatistics.groups': `with each as (select y.name, y.name_key, floor(extract(epoch from r.accepted_at - r.submitted_at) / 60) as minutes
          from service_request r join party y on y.id = r.street_id)
        select name as "key.street.name", count(*)::int as "measures.count",
          percentile_cont(0.5) within group (order by minutes) as "measures.distribution.median",
          percentile_cont(0.9) within group (order by minutes) as "measures.distribution.percentile"
        from each group by name, name_key order by 3 desc nulls last, name_key`,
    },
  },
  19: {
    sql: (() => {
      const late = `late as (select r.*, y.name,
            case when r.status = 'SUBMITTED' then 'REVIEW' when r.status = 'APPROVED' then 'DISPATCH' when r.status = 'OFFERED' then 'ANSWER'
              when r.status = 'ACCEPTED' or a.status in ('CANCELLED', 'VOID') then 'SCHEDULE' when r.status = 'SCHEDULED' then 'SERVICE' end as step,
            case when r.status = 'SCHEDULED' then a.ends_at else r.step_due_at end as due
          from service_request r join party y on y.id = r.street_id left join activity a on a.id = r.activity_id
          where r.status in ('SUBMITTED', 'APPROVED', 'OFFERED', 'ACCEPTED', 'SCHEDULED'))`;
      const pending = `exists (select 1 from dispatch d where d.request_id = r.id and d.answer = 'PENDING')`;
      return {
        'late.nodes': `with ${late} select number, title, name as "street.name", step as "waitsFor", ${instant('due')} as "dueAt"
          from late where due < '2026-11-24 12:00' order by submitted_at, id`,
        'waiting.nodes': `select r.number, r.title, (select json_agg(json_build_object('party', json_build_object('name', y.name), 'answer', d.answer,
              'respondBy', ${instant('d.respond_by')}) order by d.offered_at) from dispatch d join party y on y.id = d.party_id where d.request_id = r.id) as dispatches
          from service_request r where ${pending} order by r.submitted_at, r.id`,
        rest: `with ${late} select (select count(*)::int from late where due < '2026-11-24 12:00') as "late.totalCount",
          (select count(*)::int from service_request r where ${pending}) as "waiting.totalCount"`,
      };
    })(),
  },
  20: {
    sql: {
      'serviceRequestStatistics.groups': `select y.name as "key.acceptedBy.name", count(*)::int as "measures.count",
          avg(r.score)::float8 as "measures.distribution.mean", min(r.score) as "measures.distribution.min"
        from service_request r join party y on y.id = r.accepted_by_id where r.status = 'EVALUATED'
        group by y.name, y.name_key order by avg(r.score) desc, y.name_key`,
      rest: `select count(*)::int as "serviceRequestStatistics.total.count", avg(score)::float8 as "serviceRequestStatistics.total.distribution.mean"
        from service_request where status = 'EVALUATED'`,
    },
  },
  21: {
    sql: (() => {
      const eighth = `eighth as (select id from program where ordinal = 8)`;
      return {
        'program.targets': `with ${LEDGER}, ${eighth}, people as (
            select n.volunteer_id from net n join activity a on a.id = n.activity_id
            where n.minutes > 0 and a.program_id in (select id from eighth) and (t_campaign() is null or a.campaign_id = t_campaign())
            union select e.volunteer_id from enrolment e join training_session s on s.id = e.session_id join course c on c.id = s.course_id
            where c.program_id in (select id from eighth) and e.status = 'COMPLETED' and e.has_passed)
          select t.title, t.basis, t.value, case when t.value is not null then (select count(*)::int from people) end as "progress.value",
            case when t.value is not null then (select count(*) from people)::float8 / t.value end as "progress.share",
            case when t.value is not null then '该项目的课程中合格结业的，或该目标所属品牌（没有则为项目）的活动中时长已确认的人数：同一人只计一次' end as "progress.definition"
          from target t where t.program_id in (select id from eighth) order by t.ordinal`.replaceAll(
          't_campaign()',
          `(select t.campaign_id from target t where t.program_id in (select id from eighth) and t.value is not null)`,
        ),
        'trained.groups': `with ${eighth} select ${monthOf(`date_trunc('month', s.starts_at)`)} as "key.period.label",
            count(distinct e.volunteer_id) filter (where e.status = 'COMPLETED' and e.has_passed)::int as "measures.peopleTrained"
          from enrolment e join training_session s on s.id = e.session_id join course c on c.id = s.course_id
          where c.program_id in (select id from eighth) group by date_trunc('month', s.starts_at) order by date_trunc('month', s.starts_at)`,
        'served.groups': `with ${LEDGER}, ${eighth} select ${monthOf(`date_trunc('month', a.starts_at)`)} as "key.period.label",
            count(distinct n.volunteer_id)::int as "measures.people"
          from activity a join service_record r on r.activity_id = a.id
          left join net n on n.activity_id = r.activity_id and n.volunteer_id = r.volunteer_id and n.minutes > 0
          where a.program_id in (select id from eighth) group by date_trunc('month', a.starts_at) order by date_trunc('month', a.starts_at)`,
      };
    })(),
  },
  22: {
    sql: {
      'enrolmentStatistics.groups': `select c.title as "key.course.title", s.tier as "key.tier", count(*)::int as "measures.count",
          count(*) filter (where e.status = 'COMPLETED')::int as "measures.completed",
          count(*) filter (where e.status = 'COMPLETED' and e.has_passed)::int as "measures.passed",
          count(*) filter (where e.status = 'COMPLETED' and e.has_passed)::float8 / nullif(count(*) filter (where e.status = 'COMPLETED'), 0) as "measures.passRate",
          percentile_cont(0.5) within group (order by e.score) as "measures.distribution.median"
        from enrolment e join training_session s on s.id = e.session_id join course c on c.id = s.course_id
        group by c.code, c.title, s.tier order by c.code, array_position(array['DISTRICT', 'STREET', 'VILLAGE'], s.tier) nulls last`,
      rest: `select count(*) filter (where status = 'COMPLETED' and has_passed)::float8 / count(*) filter (where status = 'COMPLETED')
        as "enrolmentStatistics.total.passRate" from enrolment`,
    },
  },
  23: {
    sql: {
      'findingStatistics.groups': `select f.severity as "key.severity", f.status as "key.status", count(*)::int as "measures.count",
          count(*) filter (where f.status in ('OPEN', 'REOPENED') and f.due_on < '2026-11-24')::int as "measures.late",
          avg(extract(epoch from f.closed_at - i.inspected_on::timestamptz) / 86400)::float8 as "measures.distribution.mean"
        from finding f join inspection i on i.id = f.inspection_id where i.status = 'ISSUED' group by 1, 2
        order by array_position(array['MINOR', 'MODERATE', 'SERIOUS'], f.severity), array_position(array['OPEN', 'RECTIFIED', 'CLOSED', 'REOPENED'], f.status)`,
      rest: `select count(*)::int as "findingStatistics.total.count", avg((f.status = 'CLOSED')::int)::float8 as "findingStatistics.total.closedRate"
        from finding f join inspection i on i.id = f.inspection_id where i.status = 'ISSUED'`,
    },
  },
  24: {
    sql: {
      'findingStatistics.groups': `select y.name as "key.party.name", count(*) filter (where f.status in ('OPEN', 'REOPENED') and f.due_on < '2026-11-24')::int as "measures.late",
          count(*)::int as "measures.count", avg((f.status = 'CLOSED')::int)::float8 as "measures.closedRate"
        from finding f join inspection i on i.id = f.inspection_id join party y on y.id = f.party_id where i.status = 'ISSUED'
        group by y.name, y.name_key having bool_or(f.status in ('OPEN', 'REOPENED') and f.due_on < '2026-11-24') order by 2 desc, y.name_key`,
    },
    idle: ['measures.closedRate'],
  },
  25: {
    sql: {
      'expenditureStatistics.groups': `with spent as (select * from expenditure where spent_on between '2026-01-01' and '2026-12-31')
        select i.title as "key.source.title", p.title as "key.program.title", count(*)::int as "measures.count",
          (sum(e.amount_fen) / 100)::numeric(20, 2)::text as "measures.amount.yuan",
          sum(e.amount_fen)::float8 / (select sum(amount_fen) from spent)::float8 as share
        from spent e join allocation l on l.id = e.allocation_id join incentive i on i.id = l.source_id join program p on p.id = e.program_id
        group by i.code, i.title, p.ordinal, p.title order by i.code collate "C", p.ordinal`,
      rest: `select (sum(amount_fen) / 100)::numeric(20, 2)::text as "expenditureStatistics.total.amount.yuan"
        from expenditure where spent_on between '2026-01-01' and '2026-12-31'`,
    },
  },
  26: {
    sql: (() => {
      const spent = `spent as (select e.program_id, e.activity_id, sum(e.amount_fen) as fen from expenditure e
        where e.activity_id is not null and e.spent_on between '2026-01-01' and '2026-12-31' group by 1, 2)`;
      const figures = (prefix: string) => `count(distinct activity_id)::int as "${prefix}.activities",
        round(sum(fen) / count(distinct activity_id) / 100, 2)::text as "${prefix}.amountPerActivity.yuan"`;
      return {
        'expenditureStatistics.groups': `with ${spent} select p.title as "key.program.title", ${figures('measures')}
          from spent join program p on p.id = spent.program_id group by p.ordinal, p.title order by p.ordinal`,
        rest: `with ${spent} select ${figures('expenditureStatistics.total')} from spent`,
      };
    })(),
  },
  27: {
    sql: {
      'storyStatistics.groups': `select ${monthOf(`date_trunc('month', s.published_at)`)} as "key.period.label", t.label as "key.platform.label",
          count(*)::int as "measures.count"
        from story s left join story_platform l on l.story_id = s.id left join term t on t.id = l.term_id left join vocabulary v on v.id = t.vocabulary_id
        where s.status = 'PUBLISHED' and s.published_at >= '2026-01-01' and s.published_at < '2027-01-01'
        group by date_trunc('month', s.published_at), t.label, t.ordinal, v.ordinal
        order by date_trunc('month', s.published_at), v.ordinal nulls last, t.ordinal`,
      rest: `select count(*)::int as "storyStatistics.total.count", count(distinct activity_id)::int as "storyStatistics.total.activities"
        from story where status = 'PUBLISHED' and published_at >= '2026-01-01' and published_at < '2027-01-01'`,
    },
  },
  28: {
    sql: (() => {
      const idle = `duty as (
            select r.program_id, y.id as party_id, y.code, y.name, r.role, null as via, r.ordinal from responsibility r join party y on y.id = r.party_id
            where r.program_id is not null and y.kind <> 'COLLECTIVE'
            union all select r.program_id, y.id, y.code, y.name, null, c.name, r.ordinal from responsibility r join party c on c.id = r.party_id
            join membership m on m.collective_id = c.id join party y on y.id = m.member_id
            where r.program_id is not null and c.kind = 'COLLECTIVE' and (m.valid_from is null or m.valid_from <= '2026-11-24')
              and (m.valid_to is null or m.valid_to > '2026-11-24')),
          below(top, id) as (select distinct party_id, party_id from duty union select b.top, y.id from below b join party y on y.parent_id = b.id),
          begun as (select * from activity where status in ('PUBLISHED', 'COMPLETED') and starts_at >= '2026-10-01' and starts_at < '2026-11-25'),
          idle as (select * from duty d where not exists (select 1 from begun a join below b on b.top = d.party_id
            where a.program_id = d.program_id and (a.organizer_id = b.id
              or b.id in (select c.party_id from activity_co_organizer c where c.activity_id = a.id))))`;
      return {
        'gaps.nodes': `with recursive ${idle} select p.title as "program.title", i.name as "party.name",
            json_agg(json_build_object('role', i.role, 'via', case when i.via is not null then json_build_object('name', i.via) end) order by i.ordinal) as responsibilities
          from idle i join program p on p.id = i.program_id group by p.ordinal, p.title, i.code, i.name order by p.ordinal, i.code collate "C"`,
        rest: `with recursive ${idle} select count(distinct (program_id, party_id))::int as "gaps.totalCount" from idle`,
      };
    })(),
  },
  29: {
    sql: {
      'gaps.nodes': `with weeks as (select d::date as monday from generate_series(date '2026-10-05', date '2026-11-16', interval '7 days') d),
        streets as (
          select distinct r.program_id, y.id, y.code, y.name from responsibility r join membership m on m.collective_id = r.party_id join party y on y.id = m.member_id
          where y.unit_type = 'STREET' and (m.valid_from is null or m.valid_from <= '2026-11-24') and (m.valid_to is null or m.valid_to > '2026-11-24')
          union select r.program_id, y.id, y.code, y.name from responsibility r join party y on y.id = r.party_id where y.unit_type = 'STREET')
        select p.title as "program.title", s.name as "party.name", c.label as "schedule.label", 7 as "weekCount",
          json_agg(json_build_object('from', w.monday) order by w.monday) as weeks
        from schedule c join program p on p.id = c.program_id join streets s on s.program_id = p.id cross join weeks w
        where c.rrule = 'FREQ=WEEKLY' and not exists (select 1 from activity a where a.program_id = p.id and a.status in ('PUBLISHED', 'COMPLETED')
          and a.starts_at::date between w.monday and w.monday + 6 and (a.organizer_id = s.id or exists (
            select 1 from activity_co_organizer o where o.activity_id = a.id and o.party_id = s.id)))
        group by p.ordinal, p.title, s.code, s.name, c.label order by p.ordinal, s.code collate "C"`,
    },
  },
  30: {
    sql: (() => {
      const duties = `${LEDGER}, duty as (select a.*, (select count(*) from net n where n.activity_id = a.id and n.minutes > 0) as attendances
          from activity a join schedule s on s.id = a.schedule_id join program p on p.id = s.program_id
          where s.kind = 'DAILY_WINDOW' and p.ordinal = 7 and a.status = 'COMPLETED' and a.starts_at >= '2026-10-01' and a.starts_at < '2027-01-01')`;
      return {
        'activityStatistics.groups': `with recursive ${duties}, ${STREETS}, lines as (
            select distinct s.name, s.name_key from duty d left join street s on s.id = d.organizer_id),
          weeks as (select monday from generate_series(timestamptz '2026-09-28', '2026-12-28', interval '7 days') monday)
          select l.name as "key.organizer.name", ${weekOf('w.monday')} as "key.period.label", w.monday::date::text as "key.period.start",
            count(d.id)::int as "measures.count", coalesce(sum(d.attendances), 0)::int as "measures.attendances"
          from lines l cross join weeks w left join (select d.*, s.name as line from duty d left join street s on s.id = d.organizer_id) d
            on d.line is not distinct from l.name and date_trunc('week', d.starts_at) = w.monday
          group by l.name, l.name_key, w.monday order by l.name_key nulls last, w.monday`,
        rest: `with ${duties} select count(*)::int as "activityStatistics.total.count" from duty`,
      };
    })(),
  },
};

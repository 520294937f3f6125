import { SERVICE_REQUEST_STATUSES } from '../request/request.entity.ts';
import { FEWEST } from '../request/suppression.ts';
import { isFindingLate } from '../supervision/supervision.policy.ts';
import { forEverybody, isDemo, monthOf, TODAY, type View, type ViewColumn } from './view.ts';

const monthAndDistrict = (month: string): readonly ViewColumn[] => [
  ['district_code', 'd.district_code', '区划代码', 'code of the district'],
  ['month', month, '提交的月份（当月 1 日）', 'month of submission, its first day'],
];

/** Each month of each district since its first plan, so that a line says nothing by being there. */
const MONTHS = `(select n.district_code, generate_series(date_trunc('month', min(n.issued_on)), date_trunc('month', ${TODAY}::timestamp), '1 month')::date as month
  from plan n group by 1)`;

/** The requests that count in figures, as in `requestStatistics`: those that were reviewed. */
const REQUESTS = `q as (select r.district_code, ${monthOf('r.submitted_at')} as month, r.status, r.beneficiary_group_id as term, r.person
  from service_request r where r.reviewed_at is not null)`;

/**
 * The cells of a month by `by`, and whether each may be told: those of too few people may not, and further ones are
 * kept back, smallest first, until enough people are among them. The API keeps back the same; where cells are of one
 * size and only some must be kept back, the view keeps back all of them, so that both together say no more than either.
 */
const told = (by: 'status' | 'term'): string => `with ${REQUESTS},
  cell as (select district_code, month, ${by}, count(*)::int as count, count(distinct person) as people from q group by 1, 2, 3),
  told as (select c.district_code, c.month, c.${by}, c.count from cell c
    where c.people >= ${FEWEST} and (
      not exists (select 1 from cell f where (f.district_code, f.month) = (c.district_code, c.month) and f.people < ${FEWEST})
      or ${FEWEST} <= (select count(distinct q.person) from q join cell s
        on (s.district_code, s.month, s.${by}) = (q.district_code, q.month, q.${by})
        where (s.district_code, s.month) = (c.district_code, c.month) and s.people < c.people)))`;

const count: ViewColumn = [
  'requests',
  't.count',
  `点单数，只计已审的；没有或不足 ${FEWEST} 人的为空，不是零`,
  `requests that were reviewed; null, not zero, where there are none or fewer than ${FEWEST} people`,
];

const requests: View = {
  name: 'service_requests_by_month',
  zh: `各月点单数：一行一个月；不足 ${FEWEST} 人的不给`,
  en: `Service requests by month; not told where they are of fewer than ${FEWEST} people`,
  with: `with ${REQUESTS}, told as (select district_code, month, count(*)::int as count from q group by 1, 2 having count(distinct person) >= ${FEWEST})`,
  columns: [...monthAndDistrict('d.month'), count],
  from: `${MONTHS} d left join told t on (t.district_code, t.month) = (d.district_code, d.month)`,
};

const byStatus: View = {
  name: 'service_requests_by_status',
  zh: '各月点单数，按现在的状态',
  en: 'Service requests by month and present status',
  with: told('status'),
  columns: [...monthAndDistrict('d.month'), ['status', 's.status', '状态', 'status'], count],
  from: `${MONTHS} d cross join (values ${SERVICE_REQUEST_STATUSES.filter((status) => status !== 'SUBMITTED')
    .map((status) => `('${status}')`)
    .join(', ')}) s (status)
    left join told t on (t.district_code, t.month, t.status) = (d.district_code, d.month, s.status)`,
};

const byGroup: View = {
  name: 'service_requests_by_group',
  zh: '各月点单数，按服务对象',
  en: 'Service requests by month and beneficiary group',
  with: told('term'),
  columns: [
    ...monthAndDistrict('d.month'),
    ['group_code', 'g.code', '服务对象的编码', 'code of the group'],
    ['group_label', 'g.label', '服务对象', 'the group'],
    count,
  ],
  from: `${MONTHS} d join plan n on n.district_code = d.district_code
    join vocabulary v on v.plan_id = n.id and v.code = 'five-groups' join term g on g.vocabulary_id = v.id
    left join told t on (t.district_code, t.month, t.term) = (d.district_code, d.month, g.id)`,
};

const findings = (name: string, condition: string, zh: string, en: string): ViewColumn => [
  name,
  `(count(f.id) filter (where ${condition}))::int`,
  zh,
  en,
];

const supervision: View = {
  name: 'supervision_by_month',
  zh: '督查合计：一行一个月，只计已下发的；单次督查与问题不公开',
  en: 'Supervision by month, inspections that were issued; single ones and findings are not public',
  columns: [
    ['district_code', 'i.district_code', '区划代码', 'code of the district'],
    [
      'month',
      `date_trunc('month', i.inspected_on::timestamp)::date`,
      '督查的月份（当月 1 日）',
      'month of inspection, its first day',
    ],
    ['inspections', 'count(distinct i.id)::int', '督查次数', 'inspections'],
    ['inspected_parties', 'count(distinct i.inspected_id)::int', '被督查单位数', 'parties inspected'],
    ['findings', 'count(f.id)::int', '问题数', 'findings'],
    findings('open', `f.status = 'OPEN'`, '待整改', 'to be rectified'),
    findings('rectified', `f.status = 'RECTIFIED'`, '已整改待复查', 'rectified, to be rechecked'),
    findings('closed', `f.status = 'CLOSED'`, '已销号', 'closed'),
    findings('reopened', `f.status = 'REOPENED'`, '复查未过', 'reopened'),
    findings('late', forEverybody(isFindingLate, 'f'), '今日已逾期', 'late today'),
    isDemo('bool_or(i.is_demo)'),
  ],
  from: `inspection i left join finding f on f.inspection_id = i.id where i.status = 'ISSUED' group by 1, 2`,
};

const calendar: View = {
  name: 'calendar',
  zh: '日历：一行一天，自最早的规划印发之年起，至明年止；放假与调休未收录',
  en: 'Days, one a row, from the year of the first plan to the end of next year; holidays are not known here',
  columns: [
    ['day', 'd.day', '日期', 'day'],
    ['year', `extract(year from d.day)::int`, '年', 'year'],
    ['quarter', `extract(quarter from d.day)::int`, '季度', 'quarter'],
    ['month', `date_trunc('month', d.day::timestamp)::date`, '月份（当月 1 日）', 'month, its first day'],
    ['iso_year', `extract(isoyear from d.day)::int`, '周所属的年', 'year of the week'],
    ['iso_week', `extract(week from d.day)::int`, '第几周（周一起）', 'week, beginning on Monday'],
    ['weekday', `extract(isodow from d.day)::int`, '星期几，1 为周一', 'day of the week, 1 for Monday'],
    [
      'weekday_zh',
      `substr('一二三四五六日', extract(isodow from d.day)::int, 1)`,
      '星期几（汉字）',
      'day of the week in Chinese',
    ],
    [
      'is_weekend',
      `extract(isodow from d.day) > 5`,
      '是否周六周日（不计调休）',
      'whether it is Saturday or Sunday',
    ],
  ],
  from: `(select generate_series(date_trunc('year', coalesce((select min(n.issued_on) from plan n), ${TODAY})::timestamp),
      date_trunc('year', ${TODAY}::timestamp) + interval '2 years' - interval '1 day', '1 day')::date as day) d`,
};

export const figureViews: readonly View[] = [requests, byStatus, byGroup, supervision, calendar];

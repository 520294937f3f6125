import { SERVICE_REQUEST_STATUSES } from '../request/request.entity.ts';
import { hashOf, setOfCounted, toldCount } from '../statistics/guard-sql.ts';
import { isFindingLate } from '../supervision/supervision.policy.ts';
import { forEverybody, isDemo, monthOf, TODAY, type View, type ViewColumn } from './view.ts';

const monthAndDistrict = (alias: string): readonly ViewColumn[] => [
  ['district_code', `${alias}.district_code`, '区划代码', 'code of the district'],
  ['month', `${alias}.month`, '提交的月份（当月 1 日）', 'month of submission, its first day'],
];

/**
 * The requests of each month by a column, or by month alone, as the guard tells of them: those that were reviewed, as in
 * `serviceRequestStatistics`, which gives the same figures.
 */
const told = (by: 'status' | 'beneficiary_group_id' | null): string => {
  const keys = `r.district_code, r.month${by === null ? '' : `, r.${by}`}`;
  return `select ${keys}, ${toldCount(setOfCounted('r'))} as count
  from (select ${keys}, r.person, count(*)::int as count, bit_xor(${hashOf('r.id')}) as rows
    from (select q.id, q.district_code, q.status, q.beneficiary_group_id, q.person, ${monthOf('q.submitted_at')} as month from service_request q where q.reviewed_at is not null and q.person is not null) r
    group by ${keys}, r.person) r group by ${keys}`;
};

/** The months that something is told of: a line that is not there says no more than an empty one. */
const MONTHS = `month as (select * from (${told(null)}) m where m.count is not null)`;

const count: ViewColumn = [
  'requests',
  't.count',
  '点单数，只计已审的，随机取整，同 serviceRequestStatistics；没有或人数过少的为空，不是零',
  'requests that were reviewed, rounded at random as in serviceRequestStatistics; null, not zero, where there are none or of few people',
];

const requests: View = {
  name: 'service_requests_by_month',
  zh: '各月点单数：一行一个月；取整，没有或人数过少的月份不列',
  en: 'Service requests by month; rounded, months without any or of few people are left out',
  with: `with ${MONTHS}`,
  columns: [...monthAndDistrict('t'), count],
  from: 'month t',
};

const byStatus: View = {
  name: 'service_requests_by_status',
  zh: '各月点单数，按现在的状态；月份与 service_requests_by_month 相同',
  en: 'Service requests by month and present status, of the months of service_requests_by_month',
  with: `with ${MONTHS}, told as (${told('status')})`,
  columns: [...monthAndDistrict('d'), ['status', 's.status', '状态', 'status'], count],
  from: `month d cross join (values ${SERVICE_REQUEST_STATUSES.filter((status) => status !== 'SUBMITTED')
    .map((status) => `('${status}')`)
    .join(', ')}) s (status)
    left join told t on (t.district_code, t.month, t.status) = (d.district_code, d.month, s.status)`,
};

const byGroup: View = {
  name: 'service_requests_by_group',
  zh: '各月点单数，按服务对象；月份与 service_requests_by_month 相同',
  en: 'Service requests by month and beneficiary group, of the months of service_requests_by_month',
  with: `with ${MONTHS}, told as (${told('beneficiary_group_id')})`,
  columns: [
    ...monthAndDistrict('d'),
    ['group_code', 'g.code', '服务对象的编码', 'code of the group'],
    ['group_label', 'g.label', '服务对象', 'the group'],
    count,
  ],
  from: `month d join plan n on n.district_code = d.district_code
    join vocabulary v on v.plan_id = n.id and v.code = 'five-groups' join term g on g.vocabulary_id = v.id
    left join told t on (t.district_code, t.month, t.beneficiary_group_id) = (d.district_code, d.month, g.id)`,
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

import { ACTIVITY_STATUSES } from '../../activity/activity.entity.ts';
import { attendancesAt, minutesAt } from '../../ledger/counting.ts';
import { IS_FAR_BEHIND, summedUp, summedUpWhole } from '../../rollup/activity-rollup.ts';
import { type Cube, type Measure, type Rollup, UNITS } from '../cube.ts';
import { dimensionsOfActivity, VENUE_JOIN } from './of-activity.ts';

const ATTENDANCES = attendancesAt('t.id');
const MINUTES = minutesAt('t.id');

/** The street or zone that the organizer is or belongs to: the nearest one upwards. */
const ORGANIZER_STREET_JOIN = `left join (with recursive tree as (
    select p.id, case when p.unit_type in ('STREET', 'FUNCTIONAL_ZONE') then p.id end as street_id from party p where p.parent_id is null
    union all
    select p.id, case when p.unit_type in ('STREET', 'FUNCTIONAL_ZONE') then p.id else tree.street_id end
    from party p join tree on tree.id = p.parent_id) select * from tree) os on os.id = t.organizer_id`;

const activities: Cube = {
  type: 'Activity',
  field: 'activityStatistics',
  zh: '活动',
  en: 'activities',
  joins: { venue: VENUE_JOIN('t'), organizerStreet: ORGANIZER_STREET_JOIN },
  dimensions: {
    ...dimensionsOfActivity('t', 't.id', []),
    VENUE_OR_ORGANIZER_STREET: {
      key: 'street',
      of: 'party',
      sql: 'coalesce(v.street_id, os.street_id)',
      joins: ['venue', 'organizerStreet'],
      zh: '活动场所所在的街道，没有登记的则主办方所属的街道或功能区；与 SQL 视图 activity 的 street_code 相同',
      en: 'street of the venue, where none is on record the street or zone of the organizer; the same as street_code of the SQL view activity',
    },
    STARTS_AT: {
      key: 'period',
      of: 'time',
      sql: 't.starts_at',
      where: ['startsAt'],
      zh: '开始时刻',
      en: 'when it begins',
    },
    PUBLISHED_AT: {
      key: 'period',
      of: 'time',
      sql: 't.published_at',
      where: ['publishedAt'],
      zh: '公开时刻',
      en: 'when it was published',
    },
    COMPLETED_AT: {
      key: 'period',
      of: 'time',
      sql: 't.completed_at',
      where: ['completedAt'],
      zh: '完成时刻',
      en: 'when it was completed',
    },
    STATUS: {
      key: 'status',
      of: 'enum',
      type: 'ActivityStatus',
      values: ACTIVITY_STATUSES,
      sql: 't.status',
      zh: '状态',
      en: 'status',
    },
  },
  measures: {
    COUNT: { field: 'count', of: 'count', unit: UNITS.sessions, zh: '活动场数', en: 'activities' },
    COMPLETED: {
      field: 'completed',
      of: 'count',
      when: `t.status = 'COMPLETED'`,
      unit: UNITS.sessions,
      zh: '已完成的活动场数',
      en: 'activities completed',
    },
    CANCELLED: {
      field: 'cancelled',
      of: 'count',
      when: `t.status = 'CANCELLED'`,
      unit: UNITS.sessions,
      zh: '已取消的活动场数',
      en: 'activities cancelled',
    },
    CAPACITY: {
      field: 'capacity',
      of: 'sum',
      sql: 't.capacity',
      unit: UNITS.places,
      zh: '名额之和；不限名额的活动不计',
      en: 'sum of the places; activities without a limit add none',
    },
    SIGN_UPS: {
      field: 'signUps',
      of: 'sum',
      sql: 't.sign_up_count',
      unit: UNITS.attendances,
      zh: '已占名额之和，即各活动的 signUpCount 之和',
      en: 'sum of the places taken: of each activity’s signUpCount',
    },
    WAITING: {
      field: 'waiting',
      of: 'sum',
      sql: 't.waiting_count',
      unit: UNITS.attendances,
      zh: '候补人次之和，即各活动的 waitingCount 之和',
      en: 'sum of those waiting: of each activity’s waitingCount',
    },
    ATTENDANCES: {
      field: 'attendances',
      of: 'sum',
      sql: ATTENDANCES,
      unit: UNITS.attendances,
      zh: '有已确认时长的到场人次：同一人在同一活动计一次；更正为零的不计',
      en: 'attendances with confirmed minutes: each person once an activity, none where corrections leave nothing',
    },
    MINUTES: {
      field: 'minutes',
      of: 'sum',
      sql: MINUTES,
      unit: UNITS.minutes,
      zh: '台账中已确认且计入的分钟数之和，含更正',
      en: 'sum of the minutes in the ledger that are confirmed and count, corrections included',
    },
    HOURS: {
      field: 'hours',
      of: 'sum',
      sql: MINUTES,
      per: 60,
      unit: UNITS.hours,
      zh: '台账中已确认且计入的小时数之和，含更正，两位小数',
      en: 'sum of the hours in the ledger that are confirmed and count, corrections included, to two places',
    },
    ORGANIZERS: {
      field: 'organizers',
      of: 'distinct',
      sql: 't.organizer_id',
      unit: { zh: '个', en: 'parties' },
      zh: '主办方个数',
      en: 'different organizers',
    },
    VENUES: {
      field: 'venues',
      of: 'distinct',
      sql: 't.venue_id',
      unit: { zh: '处', en: 'venues' },
      zh: '场所个数；未登记场所的活动不计',
      en: 'different venues; activities without one add none',
    },
    FILL_RATE: {
      field: 'fillRate',
      of: 'rate',
      sql: 'case when t.capacity is not null then t.sign_up_count end',
      over: 't.capacity',
      unit: UNITS.rate,
      zh: '满员率：限名额的活动已占名额之和除以名额之和；没有名额时为空',
      en: 'places taken over places, of activities with a limit; null where there are no places',
    },
    CANCELLATION_RATE: {
      field: 'cancellationRate',
      of: 'rate',
      sql: `(t.status = 'CANCELLED')::int`,
      over: `(t.status in ('PUBLISHED', 'CANCELLED', 'COMPLETED'))::int`,
      unit: UNITS.rate,
      zh: '取消率：已取消的场数除以已公开的场数；没有公开的活动时为空',
      en: 'activities cancelled over those made public; null where none was',
    },
  },
  quantities: {
    SIGN_UPS: { sql: 't.sign_up_count', unit: UNITS.attendances, zh: '每场已占名额', en: 'places taken' },
    CAPACITY: {
      sql: 't.capacity',
      unit: UNITS.places,
      zh: '每场名额；不限名额的活动不计',
      en: 'places; activities without a limit are left out',
    },
    ATTENDANCES: {
      sql: `case when t.status = 'COMPLETED' then ${ATTENDANCES} end`,
      unit: UNITS.attendances,
      zh: '每场已完成活动的到场人次',
      en: 'attendances of each completed activity',
    },
    MINUTES: {
      sql: `case when t.status = 'COMPLETED' then coalesce(${MINUTES}, 0) end`,
      unit: UNITS.minutes,
      zh: '每场已完成活动计入的分钟数',
      en: 'minutes that count of each completed activity',
    },
    DURATION: {
      sql: 'extract(epoch from t.ends_at - t.starts_at) / 60',
      unit: UNITS.minutes,
      zh: '每场的时长（分钟）',
      en: 'length in minutes',
    },
  },
};

/** A measure as the sum of this over rows of sums. */
function summed(name: string, sql: string): Measure {
  const { field, zh, en, unit, ...measure } = activities.measures[name]!;
  const per = measure.of === 'sum' ? measure.per : undefined;
  return { field, zh, en, unit, of: 'sum', sql, ...(per !== undefined && { per }) };
}

function rate(name: string, sql: string, over: string): Measure {
  const { field, zh, en, unit } = activities.measures[name]!;
  return { field, zh, en, unit, of: 'rate', sql, over };
}

const of = (...statuses: string[]): string =>
  `case when t.status in (${statuses.map((status) => `'${status}'`).join(', ')}) then t.activities end`;

const SUMMED: Readonly<Record<string, Measure>> = {
  COUNT: summed('COUNT', 't.activities'),
  COMPLETED: summed('COMPLETED', of('COMPLETED')),
  CANCELLED: summed('CANCELLED', of('CANCELLED')),
  CAPACITY: summed('CAPACITY', 't.capacity'),
  SIGN_UPS: summed('SIGN_UPS', 't.sign_ups'),
  WAITING: summed('WAITING', 't.waiting'),
  ATTENDANCES: summed('ATTENDANCES', 't.attendances'),
  MINUTES: summed('MINUTES', 't.minutes'),
  HOURS: summed('HOURS', 't.minutes'),
  FILL_RATE: rate('FILL_RATE', 't.limited_sign_ups', 't.capacity'),
  CANCELLATION_RATE: rate('CANCELLATION_RATE', of('CANCELLED'), of('PUBLISHED', 'CANCELLED', 'COMPLETED')),
};

const byProgram: Rollup = {
  from: summedUpWhole,
  isFarBehind: IS_FAR_BEHIND,
  where: new Set(['status', 'districtCode', 'isDemo', 'program', 'campaign']),
  time: 'startsAt',
  dimensions: new Set(['STARTS_AT', 'STATUS', 'PROGRAM', 'CAMPAIGN']),
  parents: new Set(['t.program_id']),
  measures: SUMMED,
};

const { ORGANIZERS, VENUES } = activities.measures;

const byOrganizer: Rollup = {
  ...byProgram,
  from: summedUp,
  where: new Set([...byProgram.where, 'organizer', 'venue', 'serviceMode']),
  dimensions: new Set([
    ...byProgram.dimensions,
    ...['ORGANIZER', 'VENUE', 'STREET', 'PLACE_KIND', 'VENUE_OR_ORGANIZER_STREET', 'SERVICE_MODE'],
  ]),
  parents: new Set([...byProgram.parents, 't.organizer_id']),
  measures: { ...SUMMED, ORGANIZERS: ORGANIZERS!, VENUES: VENUES! },
};

export const activityCube: Cube = { ...activities, rollups: [byProgram, byOrganizer] };

import { CHECK_IN_METHODS } from '../../activity/sign-up.entity.ts';
import { counts, served } from '../../ledger/counting.ts';
import { NOT_COUNTED_REASONS, SERVICE_RECORD_KINDS } from '../../ledger/ledger.entity.ts';
import { type Cube, UNITS } from '../cube.ts';
import {
  ACTIVITY_JOIN,
  ACTIVITY_STARTS_AT,
  dimensionsOfActivity,
  PUBLIC_ACTIVITY,
  VENUE_JOIN,
  VOLUNTEER_JOIN,
  VOLUNTEER_UNIT,
  PUBLIC_WHERE_OF_ACTIVITY,
} from './of-activity.ts';

/** Who served in which activity: one grouping of the ledger costs less than a look at it for each entry. */
const SERVED_JOIN = `left join (${served('true')}) n on n.activity_id = t.activity_id and n.volunteer_id = t.volunteer_id`;
/** Whether corrections leave the person anything in the activity: only then are they one who served. */
const SERVED = `(${counts('t')} and n.activity_id is not null)`;
const COUNTED = `case when ${counts('t')} then t.minutes end`;

export const serviceRecordCube: Cube = {
  type: 'ServiceRecord',
  field: 'serviceRecordStatistics',
  zh: '台账记录（服务时长）',
  en: 'entries of the ledger of hours',
  joins: { activity: ACTIVITY_JOIN, venue: VENUE_JOIN('a'), served: SERVED_JOIN, volunteer: VOLUNTEER_JOIN },
  people: {
    person: 't.volunteer_id',
    district: 'a.district_code',
    joins: ['activity'],
    rowsJoins: ['served'],
    things: 3,
    rows: `${SERVED} and ${PUBLIC_ACTIVITY}`,
    where: PUBLIC_WHERE_OF_ACTIVITY,
  },
  dimensions: {
    ...dimensionsOfActivity('a', 't.activity_id', ['activity']),
    ACTIVITY_STARTS_AT,
    STARTED_AT: {
      key: 'period',
      of: 'time',
      sql: 't.started_at',
      where: ['startedAt'],
      zh: '服务开始时刻',
      en: 'when the service began',
    },
    CONFIRMED_AT: {
      key: 'period',
      of: 'time',
      sql: 't.confirmed_at',
      where: ['confirmedAt'],
      zh: '确认时刻',
      en: 'when it was confirmed',
    },
    KIND: {
      key: 'kind',
      of: 'enum',
      type: 'ServiceRecordKind',
      values: SERVICE_RECORD_KINDS,
      sql: 't.kind',
      zh: '种类：服务或更正',
      en: 'kind: service or correction',
    },
    SOURCE: {
      key: 'source',
      of: 'enum',
      type: 'CheckInMethod',
      values: CHECK_IN_METHODS,
      sql: 't.source',
      zh: '签到方式',
      en: 'how they checked in',
    },
    NOT_COUNTED_REASON: {
      key: 'notCountedReason',
      of: 'enum',
      type: 'NotCountedReason',
      values: NOT_COUNTED_REASONS,
      sql: 't.not_counted_reason',
      zh: '不计入的原因；计入者为空',
      en: 'why it does not count; null where it does',
    },
    UNIT: VOLUNTEER_UNIT,
  },
  measures: {
    COUNT: {
      field: 'count',
      of: 'count',
      unit: UNITS.rows,
      zh: '台账记录条数，含更正；公开的数只含已确认、计入且未更正为零的',
      en: 'entries, corrections included; in figures for everybody those that are confirmed, count, and are not corrected to nothing',
    },
    PEOPLE: {
      field: 'people',
      of: 'distinct',
      sql: `case when ${SERVED} then t.volunteer_id end`,
      joins: ['served'],
      isPeople: true,
      unit: UNITS.people,
      zh: '有已确认时长的人数：同一人只计一次；更正为零的不计',
      en: 'people with confirmed minutes: each once, none where corrections leave nothing',
    },
    ATTENDANCES: {
      field: 'attendances',
      of: 'distinct',
      sql: `case when ${SERVED} then t.activity_id::text || t.volunteer_id::text end`,
      joins: ['served'],
      unit: UNITS.attendances,
      zh: '有已确认时长的到场人次：同一人在同一活动计一次；更正为零的不计',
      en: 'attendances with confirmed minutes: each person once an activity, none where corrections leave nothing',
    },
    ACTIVITIES: {
      field: 'activities',
      of: 'distinct',
      sql: `case when ${SERVED} then t.activity_id end`,
      joins: ['served'],
      unit: UNITS.sessions,
      zh: '有人服务的活动场数',
      en: 'activities in which somebody served',
    },
    MINUTES: {
      field: 'minutes',
      of: 'sum',
      sql: COUNTED,
      unit: UNITS.minutes,
      zh: '已确认且计入的分钟数之和，含更正',
      en: 'sum of the minutes that are confirmed and count, corrections included',
    },
    HOURS: {
      field: 'hours',
      of: 'sum',
      sql: COUNTED,
      per: 60,
      unit: UNITS.hours,
      zh: '已确认且计入的小时数之和，含更正，两位小数',
      en: 'sum of the hours that are confirmed and count, corrections included, to two places',
    },
    CORRECTION_RATE: {
      field: 'correctionRate',
      of: 'rate',
      sql: `(t.kind = 'CORRECTION')::int`,
      over: `(t.kind = 'SERVICE')::int`,
      unit: UNITS.rate,
      zh: '更正条数除以服务条数；没有服务记录时为空',
      en: 'corrections over entries of service; null where there are none',
    },
  },
  quantities: {
    MINUTES: {
      sql: `case when t.kind = 'SERVICE' then ${COUNTED} end`,
      unit: UNITS.minutes,
      zh: '每条计入的服务记录的分钟数，更正前',
      en: 'minutes of each entry of service that counts, before corrections',
    },
  },
};

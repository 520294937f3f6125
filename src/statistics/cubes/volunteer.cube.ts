import { counts } from '../../ledger/counting.ts';
import { VOLUNTEER_STATUSES } from '../../volunteer/volunteer.entity.ts';
import { type Cube, UNITS } from '../cube.ts';

const MINUTES = `(select sum(r.minutes) from service_record r where r.volunteer_id = t.id and ${counts('r')})`;

export const volunteerCube: Cube = {
  type: 'Volunteer',
  field: 'volunteerStatistics',
  zh: '志愿者',
  en: 'volunteers',
  joins: {},
  people: {
    person: 't.id',
    district: 't.district_code',
    things: 3,
    rows: 'true',
    where: { registeredAt: 'PERIOD' },
  },
  dimensions: {
    REGISTERED_AT: {
      key: 'period',
      of: 'time',
      sql: 't.registered_at',
      where: ['registeredAt'],
      finest: 'MONTH',
      isPublic: true,
      zh: '登记时刻',
      en: 'when they registered',
    },
    STATUS: {
      key: 'status',
      of: 'enum',
      type: 'VolunteerStatus',
      values: VOLUNTEER_STATUSES,
      sql: 't.status',
      zh: '状态',
      en: 'status',
    },
    UNIT: { key: 'unit', of: 'party', sql: 't.unit_id', zh: '所在单位', en: 'unit' },
    TEAM: {
      key: 'team',
      of: 'party',
      sql: 't.id',
      links: {
        table: '(select distinct m.volunteer_id, m.team_id from team_membership m where m.left_on is null)',
        from: 'volunteer_id',
        to: 'team_id',
      },
      zh: '现在所在的队伍；一人在其每支队伍中各计一次',
      en: 'team they are in now; whoever is in several counts in each',
    },
  },
  measures: {
    COUNT: { field: 'count', of: 'count', unit: UNITS.people, zh: '志愿者人数', en: 'volunteers' },
    PEOPLE: {
      field: 'people',
      of: 'distinct',
      sql: 't.id',
      isPeople: true,
      unit: UNITS.people,
      zh: '志愿者人数，与 count 相同',
      en: 'volunteers, the same as count',
    },
    ACTIVE: {
      field: 'active',
      of: 'count',
      when: `t.status = 'ACTIVE'`,
      unit: UNITS.people,
      zh: '在册人数',
      en: 'volunteers on the register',
    },
    SERVING: {
      field: 'serving',
      of: 'count',
      when: `coalesce(${MINUTES}, 0) > 0`,
      unit: UNITS.people,
      zh: '有已确认时长的人数，不论何时',
      en: 'volunteers with confirmed minutes, whenever',
    },
    HOURS: {
      field: 'hours',
      of: 'sum',
      sql: MINUTES,
      per: 60,
      unit: UNITS.hours,
      zh: '其已确认且计入的小时数之和，不论何时何地，两位小数',
      en: 'sum of their hours that are confirmed and count, whenever and wherever, to two places',
    },
    SERVING_RATE: {
      field: 'servingRate',
      of: 'rate',
      sql: `(coalesce(${MINUTES}, 0) > 0)::int`,
      over: '1',
      unit: UNITS.rate,
      zh: '有已确认时长者的比率；没有人时为空',
      en: 'share of those with confirmed minutes; null where there is nobody',
    },
  },
  quantities: {
    MINUTES: {
      sql: `coalesce(${MINUTES}, 0)`,
      unit: UNITS.minutes,
      zh: '每人已确认且计入的分钟数，没有者为 0',
      en: 'minutes of each that are confirmed and count, 0 for those without',
    },
  },
};

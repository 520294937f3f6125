import { FINDING_SEVERITIES, FINDING_STATUSES } from '../../supervision/inspection.entity.ts';
import { isFindingLate } from '../../supervision/supervision.policy.ts';
import { type Cube, UNITS } from '../cube.ts';

const FINDINGS = { zh: '个', en: 'findings' };

export const findingCube: Cube = {
  type: 'Finding',
  field: 'findingStatistics',
  zh: '督查发现的问题',
  en: 'findings',
  joins: { inspection: 'join inspection i on i.id = t.inspection_id' },
  dimensions: {
    PROGRAM: {
      key: 'program',
      of: 'object',
      model: 'Program',
      sql: 't.program_id',
      zh: '项目；不涉项目者为空',
      en: 'program; null for those of none',
    },
    PARTY: { key: 'party', of: 'party', sql: 't.party_id', zh: '被检查的单位', en: 'party it concerns' },
    TERM: {
      key: 'term',
      of: 'object',
      model: 'Term',
      sql: 't.term_id',
      zh: '词条；不涉词条者为空',
      en: 'term; null for those of none',
    },
    SEVERITY: {
      key: 'severity',
      of: 'enum',
      type: 'FindingSeverity',
      values: FINDING_SEVERITIES,
      sql: 't.severity',
      zh: '轻重',
      en: 'severity',
    },
    STATUS: {
      key: 'status',
      of: 'enum',
      type: 'FindingStatus',
      values: FINDING_STATUSES,
      sql: 't.status',
      zh: '状态',
      en: 'status',
    },
    DUE_ON: {
      key: 'period',
      of: 'time',
      isDate: true,
      sql: 't.due_on',
      where: ['dueOn'],
      zh: '整改期限',
      en: 'day it is to be rectified by',
    },
    INSPECTED_ON: {
      key: 'period',
      of: 'time',
      isDate: true,
      sql: 'i.inspected_on',
      joins: ['inspection'],
      zh: '检查日期',
      en: 'day of the inspection',
    },
    CLOSED_AT: { key: 'period', of: 'time', sql: 't.closed_at', zh: '销号时刻', en: 'when it was closed' },
  },
  measures: {
    COUNT: {
      field: 'count',
      of: 'count',
      unit: FINDINGS,
      zh: '问题个数，只含看得到的',
      en: 'findings, those that one sees',
    },
    CLOSED: {
      field: 'closed',
      of: 'count',
      when: `t.status = 'CLOSED'`,
      unit: FINDINGS,
      zh: '已销号的个数',
      en: 'findings closed',
    },
    LATE: {
      field: 'late',
      of: 'count',
      when: (bind, asking) => `(${isFindingLate('t', bind, asking)})`,
      unit: FINDINGS,
      zh: '逾期未整改的个数',
      en: 'findings past due and not rectified',
    },
    CLOSED_RATE: {
      field: 'closedRate',
      of: 'rate',
      sql: `(t.status = 'CLOSED')::int`,
      over: '1',
      unit: UNITS.rate,
      zh: '销号率：已销号的个数除以全部；没有问题时为空',
      en: 'findings closed over all; null where there are none',
    },
  },
  quantities: {
    DAYS_TO_CLOSE: {
      sql: `extract(epoch from t.closed_at - i.inspected_on::timestamp at time zone 'Asia/Shanghai') / 86400`,
      joins: ['inspection'],
      unit: UNITS.days,
      zh: '从检查日到销号的天数；未销号者不计',
      en: 'days from the inspection to the closing; those open are left out',
    },
  },
};

import { EXPENDITURE_KINDS } from '../../funding/funding.entity.ts';
import { type Cube, UNITS } from '../cube.ts';

export const expenditureCube: Cube = {
  type: 'Expenditure',
  field: 'expenditureStatistics',
  zh: '支出',
  en: 'expenditures',
  restricted: {
    readers: {
      zh: '本区文明办与分析员、使用资金的单位和所涉活动的主办单位',
      en: 'Only the office and the analysts of the district, the units that spend the money and the organizers of the activities it is for',
    },
    totals: {
      zh: 'Program.funding 与 FundingSource.totals',
      en: 'Program.funding and FundingSource.totals',
    },
  },
  joins: { allocation: 'join allocation l on l.id = t.allocation_id' },
  dimensions: {
    PROGRAM: {
      key: 'program',
      of: 'object',
      model: 'Program',
      sql: 't.program_id',
      zh: '项目',
      en: 'program',
    },
    SOURCE: {
      key: 'source',
      of: 'object',
      model: 'Incentive',
      sql: 'l.source_id',
      joins: ['allocation'],
      zh: '资金来源',
      en: 'source of money',
    },
    UNIT: {
      key: 'unit',
      of: 'party',
      sql: 'l.unit_id',
      joins: ['allocation'],
      zh: '使用单位',
      en: 'unit that spends it',
    },
    CONTRACTOR: {
      key: 'contractor',
      of: 'party',
      sql: 't.contractor_id',
      zh: '承接方；没有者为空',
      en: 'contractor; null where there is none',
    },
    KIND: {
      key: 'kind',
      of: 'enum',
      type: 'ExpenditureKind',
      values: EXPENDITURE_KINDS,
      sql: 't.kind',
      zh: '种类：支出或更正',
      en: 'kind: expenditure or correction',
    },
    SPENT_ON: {
      key: 'period',
      of: 'time',
      isDate: true,
      sql: 't.spent_on',
      where: ['spentOn'],
      zh: '支出日期',
      en: 'day it was spent',
    },
  },
  measures: {
    COUNT: {
      field: 'count',
      of: 'count',
      unit: UNITS.rows,
      zh: '支出记录条数，含更正，只含看得到的',
      en: 'entries, corrections included, those that one sees',
    },
    AMOUNT: {
      field: 'amount',
      of: 'sum',
      sql: 't.amount_fen',
      per: 100,
      isMoney: true,
      unit: UNITS.yuan,
      zh: '金额之和，含更正',
      en: 'sum of the amounts, corrections included',
    },
    ACTIVITIES: {
      field: 'activities',
      of: 'distinct',
      sql: 't.activity_id',
      unit: UNITS.sessions,
      zh: '有支出的活动场数',
      en: 'activities that money was spent on',
    },
  },
  quantities: {
    AMOUNT: {
      sql: `case when t.kind = 'EXPENDITURE' then t.amount_fen / 100.0 end`,
      unit: UNITS.yuan,
      zh: '每笔支出的金额（元），更正前',
      en: 'amount of each expenditure in yuan, before corrections',
    },
  },
};

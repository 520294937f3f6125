import { defineEntity, p } from '@mikro-orm/core';
import { id, titleKey, written } from '../database/columns.ts';
import { Incentive } from './incentive.entity.ts';

export const INCENTIVE_SUBJECTS = ['VOLUNTEER', 'TEAM'] as const;
export const RULE_PERIODS = ['CALENDAR_YEAR', 'ROLLING_YEAR', 'ALL_TIME'] as const;

const IncentiveRuleSchema = defineEntity({
  name: 'IncentiveRule',
  indexes: [{ properties: ['validFrom', 'id'] }, { properties: ['incentive', 'validFrom', 'id'] }],
  checks: [
    {
      name: 'incentive_rule_requires_something',
      expression: `coalesce("minimum_minutes", "minimum_activities", "minimum_score") is not null`,
    },
    {
      name: 'incentive_rule_minimums',
      expression: `("minimum_minutes" is null or "minimum_minutes" > 0) and ("minimum_activities" is null or "minimum_activities" > 0) and ("minimum_score" is null or ("minimum_score" >= 1 and "minimum_score" <= 5))`,
    },
  ],
  properties: {
    id: id(),
    incentive: () => p.manyToOne(Incentive).ref(),
    subject: p.enum(INCENTIVE_SUBJECTS),
    title: p.text(),
    titleKey: titleKey(),
    tier: p.text().nullable(),
    period: p.enum(RULE_PERIODS),
    minimumMinutes: p.integer().nullable(),
    minimumActivities: p.integer().nullable(),
    minimumScore: p.double().nullable(),
    /** First and last day it holds, both included. */
    validFrom: p.date(),
    validTo: p.date().nullable(),
    note: p.text().nullable(),
    origin: p.enum(['OPERATOR'] as const),
    districtCode: p.text(),
    ...written(),
  },
});
/** How much service, in which period, earns a courtesy or award: entered by the office, never read from the document. */
export class IncentiveRule extends IncentiveRuleSchema.class {}
IncentiveRuleSchema.setClass(IncentiveRule);

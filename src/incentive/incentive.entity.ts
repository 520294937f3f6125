import { defineEntity, p } from '@mikro-orm/core';
import { dropsItsSources, id, sortKey, sourced } from '../database/columns.ts';
import { Party } from '../party/party.entity.ts';
import { Plan } from '../plan/plan.entity.ts';

export const INCENTIVE_KINDS = ['COURTESY', 'AWARD', 'FUNDING_SOURCE'] as const;

const IncentiveSchema = defineEntity({
  name: 'Incentive',
  triggers: [dropsItsSources()],
  uniques: [{ properties: ['plan', 'kind', 'code'] }],
  properties: {
    id: id(),
    plan: () => p.manyToOne(Plan).ref().deleteRule('cascade'),
    kind: p.enum(INCENTIVE_KINDS),
    code: p.text(),
    /** Place among those of its kind, from 1. */
    ordinal: p.integer(),
    /** Place among all of the plan, from 1. */
    position: p.integer(),
    title: p.text(),
    titleKey: sortKey(),
    audience: p.text().nullable(),
    provider: () => p.manyToOne(Party).ref().nullable().index(),
    ...sourced(),
  },
});
/** A courtesy, an award or a source of money that the plan promises. */
export class Incentive extends IncentiveSchema.class {}
IncentiveSchema.setClass(Incentive);

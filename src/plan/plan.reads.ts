import type { ReadsDefinition } from '../graph/definition.ts';
import { Goal, Plan, Requirement } from './plan.entity.ts';

export const planReads: ReadsDefinition = {
  models: {
    Plan: {
      entity: Plan,
      order: ['issuedOn', 'code'],
      orders: { ISSUED_ON: ['issuedOn'], CODE: ['code'], TITLE: ['titleKey'] },
      needs: { coverage: ['document'], comparison: ['code'] },
    },
    Goal: { entity: Goal, order: ['ordinal'] },
    Requirement: { entity: Requirement, order: ['ordinal'] },
  },
  relations: {
    'Plan.goals': { target: 'Goal', by: 'plan' },
    'Plan.requirements': { target: 'Requirement', by: 'plan' },
  },
};

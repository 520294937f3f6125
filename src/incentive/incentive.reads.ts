import type { ReadsDefinition } from '../graph/model.ts';
import { Incentive } from './incentive.entity.ts';

export const incentiveReads: ReadsDefinition = {
  models: {
    Incentive: {
      entity: Incentive,
      types: { by: 'kind', of: { COURTESY: 'Courtesy', AWARD: 'Award', FUNDING_SOURCE: 'FundingSource' } },
      order: ['plan', 'position'],
      orders: { ORDINAL: ['position'], TITLE: ['titleKey'] },
    },
  },
  relations: { 'Plan.incentives': { target: 'Incentive', by: 'plan' } },
};

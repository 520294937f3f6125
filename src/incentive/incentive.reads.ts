import type { ReadsDefinition } from '../graph/definition.ts';
import { Grant } from './grant.entity.ts';
import { Incentive } from './incentive.entity.ts';
import { evidenceVisible, grantVisible, nominationVisible, recipientName } from './incentive.policy.ts';
import { inForce } from './judging.ts';
import { AwardRound, Nomination } from './nomination.entity.ts';
import { IncentiveRule } from './rule.entity.ts';

const EVIDENCE = ['minutes', 'activityCount', 'meanScore', 'team'];

export const incentiveReads: ReadsDefinition = {
  models: {
    Incentive: {
      entity: Incentive,
      types: { by: 'kind', of: { COURTESY: 'Courtesy', AWARD: 'Award', FUNDING_SOURCE: 'FundingSource' } },
      order: ['plan', 'position'],
      orders: { ORDINAL: ['position'], TITLE: ['titleKey'] },
    },
    IncentiveRule: {
      entity: IncentiveRule,
      order: ['validFrom'],
      orders: { VALID_FROM: ['validFrom'] },
      computed: { isInForce: (alias, bind, { today }) => inForce(alias, bind.add(today)) },
    },
    AwardRound: { entity: AwardRound, order: ['opensOn'], orders: { OPENS_ON: ['opensOn'] } },
    Nomination: {
      entity: Nomination,
      order: ['submittedAt'],
      orders: { SUBMITTED_AT: ['submittedAt'] },
      visible: nominationVisible,
      erasable: ['statement', 'reviewReason'],
      needs: { evidence: EVIDENCE },
    },
    Grant: {
      entity: Grant,
      order: ['grantedAt'],
      orders: { GRANTED_AT: ['grantedAt'], NUMBER: ['number'] },
      visible: grantVisible,
      needs: { evidence: [...EVIDENCE, 'showsEvidence'] },
      computed: {
        recipientName,
        showsEvidence: evidenceVisible,
        status: (alias, bind, { today }) =>
          `case when ${alias}.revoked_at is not null then 'REVOKED' when ${alias}.valid_to < ${bind.add(today)}::date then 'EXPIRED' else 'VALID' end`,
      },
    },
  },
  counts: {
    'AwardRound.nominationCount': 'nominations',
    'Volunteer.grantCount': 'grants',
    'Party.grantCount': 'grants',
    'Incentive.grantCount': 'grants',
  },
  relations: {
    'Plan.incentives': { target: 'Incentive', by: 'plan' },
    'Incentive.rules': { target: 'IncentiveRule', by: 'incentive' },
    'Incentive.rounds': { target: 'AwardRound', by: 'award' },
    'Incentive.grants': { target: 'Grant', by: 'incentive' },
    'AwardRound.nominations': { target: 'Nomination', by: 'round' },
    'AwardRound.grants': { target: 'Grant', by: 'round' },
    'Volunteer.nominations': { target: 'Nomination', by: 'volunteer' },
    'Volunteer.grants': { target: 'Grant', by: 'volunteer' },
    'Party.grants': { target: 'Grant', by: 'team' },
  },
};

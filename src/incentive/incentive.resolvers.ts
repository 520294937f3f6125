import type { CourtesyResolvers, Resolvers } from '../generated/resolvers.ts';
import { lookUp } from '../graph/look-up.ts';
import type { Condition } from '../graph/definition.ts';
import { writings } from '../writing/write.ts';
import { eligibility } from './eligibility.ts';
import { eligibleVolunteers } from './eligible-volunteers.ts';
import { evidenceOf } from './evidence.ts';
import { grantGive, grantRevoke } from './grant.service.ts';
import type { INCENTIVE_KINDS } from './incentive.entity.ts';
import {
  alreadyNominated,
  nominationReview,
  nominationSubmit,
  nominationWithdraw,
} from './nomination.service.ts';
import { awardRoundAdvance, awardRoundCreate, awardRoundUpdate } from './round.service.ts';
import { incentiveRuleCreate, incentiveRuleEnd, incentiveRuleUpdate } from './rule.service.ts';

const ofKind =
  (kind: (typeof INCENTIVE_KINDS)[number]): Condition =>
  (alias) =>
    `${alias}.kind = '${kind}'`;

/** What courtesies and awards answer alike. */
const given: Pick<CourtesyResolvers, 'rules' | 'grants'> = {
  rules: (row, _, ctx, info) => ctx.read.many('Incentive.rules', row, info),
  grants: (row, args, ctx, info) => ctx.read.pageOf('Incentive.grants', row, args, info),
};

export const incentiveResolvers: Resolvers = {
  Query: {
    incentives: (_, args, ctx, info) => ctx.read.page('Incentive', args, info),
    courtesies: (_, args, ctx, info) => ctx.read.page('Incentive', args, info, ofKind('COURTESY')),
    awards: (_, args, ctx, info) => ctx.read.page('Incentive', args, info, ofKind('AWARD')),
    fundingSources: (_, args, ctx, info) => ctx.read.page('Incentive', args, info, ofKind('FUNDING_SOURCE')),
    incentiveRules: (_, args, ctx, info) => ctx.read.page('IncentiveRule', args, info),
    awardRounds: (_, args, ctx, info) => ctx.read.page('AwardRound', args, info),
    nominations: (_, args, ctx, info) => ctx.read.page('Nomination', args, info),
    grant: (_, { by }, ctx, info) => lookUp(ctx, 'Grant', by, info),
    grants: (_, args, ctx, info) => ctx.read.page('Grant', args, info),
    eligibility: (_, args, ctx) => eligibility(ctx, args),
    eligibleVolunteers: async (_, args, ctx, info) =>
      ctx.read.page('Volunteer', { ...args }, info, await eligibleVolunteers(ctx, args)),
  },
  Mutation: {
    ...writings({
      incentiveRuleCreate,
      incentiveRuleUpdate,
      incentiveRuleEnd,
      awardRoundCreate,
      awardRoundUpdate,
      awardRoundAdvance,
      nominationWithdraw,
      nominationReview,
      grantGive,
      grantRevoke,
    }),
    ...writings({ nominationSubmit }, { nomination_once: alreadyNominated }),
  },
  Plan: {
    incentives: (plan, _, ctx, info) => ctx.read.many('Plan.incentives', plan, info),
  },
  Courtesy: given,
  Award: {
    ...given,
    rounds: (award, _, ctx, info) => ctx.read.many('Incentive.rounds', award, info),
  },
  AwardRound: {
    nominations: (round, args, ctx, info) => ctx.read.pageOf('AwardRound.nominations', round, args, info),
    grants: (round, args, ctx, info) => ctx.read.pageOf('AwardRound.grants', round, args, info),
  },
  Nomination: { evidence: (nomination, _, ctx) => evidenceOf(nomination, ctx.language) },
  Grant: {
    evidence: (grant, _, ctx) => (grant['$showsEvidence'] === true ? evidenceOf(grant, ctx.language) : null),
  },
  Volunteer: {
    nominations: (volunteer, _, ctx, info) => ctx.read.many('Volunteer.nominations', volunteer, info),
    grants: (volunteer, _, ctx, info) => ctx.read.many('Volunteer.grants', volunteer, info),
  },
  Team: { grants: (team, _, ctx, info) => ctx.read.many('Party.grants', team, info) },
  Eligibility: {
    incentive: async ({ incentive }, _, ctx, info) =>
      (await ctx.read.one('Incentive', 'id', incentive, info))!,
    volunteer: ({ volunteer }, _, ctx, info) =>
      volunteer === null ? null : ctx.read.one('Volunteer', 'id', volunteer, info),
    team: ({ team }, _, ctx, info) => (team === null ? null : ctx.read.one('Party', 'id', team, info)),
  },
  RuleEligibility: {
    rule: async ({ rule }, _, ctx, info) => (await ctx.read.one('IncentiveRule', 'id', rule, info))!,
  },
};

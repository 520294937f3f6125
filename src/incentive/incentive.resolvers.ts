import type { Resolvers } from '../generated/resolvers.ts';
import type { Condition } from '../graph/model.ts';
import type { INCENTIVE_KINDS } from './incentive.entity.ts';

const ofKind =
  (kind: (typeof INCENTIVE_KINDS)[number]): Condition =>
  (alias) =>
    `${alias}.kind = '${kind}'`;

export const incentiveResolvers: Resolvers = {
  Query: {
    incentives: (_, args, ctx, info) => ctx.read.page('Incentive', args, info),
    courtesies: (_, args, ctx, info) => ctx.read.page('Incentive', args, info, ofKind('COURTESY')),
    awards: (_, args, ctx, info) => ctx.read.page('Incentive', args, info, ofKind('AWARD')),
    fundingSources: (_, args, ctx, info) => ctx.read.page('Incentive', args, info, ofKind('FUNDING_SOURCE')),
  },
  Plan: {
    incentives: (plan, _, ctx, info) => ctx.read.many('Plan.incentives', plan, info),
  },
};

import type { Resolvers } from '../generated/resolvers.ts';
import { lookUp } from '../graph/look-up.ts';

export const planResolvers: Resolvers = {
  Query: {
    plan: (_, { by }, ctx, info) => lookUp(ctx, 'Plan', by, info),
    plans: (_, args, ctx, info) => ctx.read.page('Plan', args, info),
  },
  Plan: {
    supersededBy: (plan, _, ctx, info) => ctx.read.one('Plan', 'supersedes', plan.$id, info),
    goals: (plan, _, ctx, info) => ctx.read.many('Plan.goals', plan, info),
    requirements: (plan, _, ctx, info) => ctx.read.many('Plan.requirements', plan, info),
  },
};

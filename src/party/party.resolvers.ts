import type { Resolvers, UnitResolvers } from '../generated/resolvers.ts';
import { lookUp } from '../graph/look-up.ts';

/** What every kind of party answers alike. */
const party: Pick<UnitResolvers, 'memberships'> = {
  memberships: (row, args, ctx, info) => ctx.read.many('Party.memberships', row, info, args),
};

export const partyResolvers: Resolvers = {
  Query: {
    party: (_, { by }, ctx, info) => lookUp(ctx, 'Party', by, info, { name: 'aliases' }),
    parties: (_, args, ctx, info) => ctx.read.page('Party', args, info),
  },
  Unit: { ...party, children: (unit, _, ctx, info) => ctx.read.many('Party.children', unit, info) },
  Collective: {
    ...party,
    members: (collective, args, ctx, info) => ctx.read.many('Party.members', collective, info, args),
  },
  Team: party,
};

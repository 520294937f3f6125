import type { Resolvers } from '../generated/resolvers.ts';
import { search } from './search.ts';

export const searchResolvers: Resolvers = {
  Query: { search: (_, args, ctx) => search(ctx, args) },
  SearchConnection: { counts: (page) => page.counts() },
  SearchHit: {
    node: async ({ model, key }, _, ctx, info) => (await ctx.read.one(model, 'id', key, info))!,
  },
};

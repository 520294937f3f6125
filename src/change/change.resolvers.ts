import type { Resolvers } from '../generated/resolvers.ts';
import type { FeedEvent } from './change-stream.ts';

export const changeResolvers: Resolvers = {
  Query: { changes: (_, args, ctx, info) => ctx.read.page('Change', args, info) },
  Subscription: {
    changes: {
      subscribe: (_, args, ctx) => ctx.feed.follow(args),
      resolve: (event: FeedEvent) => event,
    },
  },
  ChangeEvent: {
    change: async ({ key }, _, ctx, info) => (await ctx.read.one('Change', 'id', key, info))!,
  },
  Change: {
    subject: async (change, _, ctx, info) =>
      (await ctx.read.nodes([change['$subjectId'] as string], info))[0]!,
  },
};

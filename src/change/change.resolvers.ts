import type { Resolvers } from '../generated/resolvers.ts';

export const changeResolvers: Resolvers = {
  Query: { changes: (_, args, ctx, info) => ctx.read.page('Change', args, info) },
  Change: {
    subject: async (change, _, ctx, info) =>
      (await ctx.read.nodes([change['$subjectId'] as string], info))[0]!,
  },
};

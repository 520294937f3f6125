import type { Resolvers } from '../generated/resolvers.ts';
import { lookUp } from '../graph/look-up.ts';
import { coverage } from './coverage.service.ts';

export const documentResolvers: Resolvers = {
  Query: {
    document: (_, { by }, ctx, info) => lookUp(ctx, 'Document', by, info),
  },
  Document: {
    passages: (document, args, ctx, info) => ctx.read.pageOf('Document.passages', document, args, info),
    citations: (document, _, ctx, info) => ctx.read.many('Document.citations', document, info),
  },
  Plan: {
    coverage: async (plan, { sections }, ctx) => {
      const found = await coverage(ctx.em(), plan['$document'] as string, sections);
      ctx.read.tally.add(found.uncovered.length, JSON.stringify(found.uncovered).length);
      return found;
    },
  },
};

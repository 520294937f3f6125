import type { Resolvers } from '../generated/resolvers.ts';

export const auditResolvers: Resolvers = {
  Query: { auditEntries: (_, args, ctx, info) => ctx.read.page('AuditEntry', args, info) },
};

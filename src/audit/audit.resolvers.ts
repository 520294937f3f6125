import type { Resolvers } from '../generated/resolvers.ts';
import { toGlobalId } from '../graph/ids.ts';

export const auditResolvers: Resolvers = {
  Query: {
    auditEntries: (_, args, ctx, info) => ctx.read.page('AuditEntry', args, info),
    minorReads: (_, args, ctx, info) => ctx.read.page('MinorRead', args, info),
  },
  MinorRead: { volunteerId: (row) => toGlobalId('Volunteer', row['$volunteerKey'] as string) },
};

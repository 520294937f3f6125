import type { Resolvers } from '../generated/resolvers.ts';
import { lookUp } from '../graph/look-up.ts';
import { writings } from '../writing/write.ts';
import { certificateIssue, certificateVoid } from './certificate.service.ts';

export const certificateResolvers: Resolvers = {
  Query: { certificate: (_, { by }, ctx, info) => lookUp(ctx, 'Certificate', by, info) },
  Mutation: writings({ certificateIssue, certificateVoid }),
  Volunteer: {
    certificates: (volunteer, _, ctx, info) => ctx.read.many('Volunteer.certificates', volunteer, info),
  },
};

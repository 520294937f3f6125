import type { CertificateBy, Resolvers } from '../generated/resolvers.ts';
import { lookUp } from '../graph/look-up.ts';
import { writings } from '../writing/write.ts';
import { certificateIssue, certificateVoid } from './certificate.service.ts';

/** A number is typed from paper: spaces and small letters are no other number. */
const asPrinted = ({ id, number }: CertificateBy): CertificateBy =>
  typeof number === 'string' ? { number: number.replaceAll(/\s/g, '').toUpperCase() } : { id };

export const certificateResolvers: Resolvers = {
  Query: { certificate: (_, { by }, ctx, info) => lookUp(ctx, 'Certificate', asPrinted(by), info) },
  Mutation: writings({ certificateIssue, certificateVoid }),
  Volunteer: {
    certificates: (volunteer, _, ctx, info) => ctx.read.many('Volunteer.certificates', volunteer, info),
  },
};

import type { Resolvers } from '../generated/resolvers.ts';
import { writings } from '../writing/write.ts';
import { consentWithdraw, volunteerWithdraw } from './withdrawal.service.ts';

export const withdrawalResolvers: Resolvers = {
  Mutation: writings({ consentWithdraw, volunteerWithdraw }),
};

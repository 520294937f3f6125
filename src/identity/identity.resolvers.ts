import type { Resolvers } from '../generated/resolvers.ts';
import { writings } from '../writing/write.ts';
import { alreadyGranted, roleGrant, roleRevoke } from './identity.service.ts';
import { permissionsOf } from '../access/rights.ts';

export const identityResolvers: Resolvers = {
  Query: {
    viewer: () => ({}) as never,
    roleGrants: (_, args, ctx, info) => ctx.read.page('RoleGrant', args, info),
  },
  Mutation: writings({ roleGrant, roleRevoke }, { role_grant_once: alreadyGranted }),
  Viewer: {
    isSignedIn: (_, __, { viewer }) => viewer.account !== null,
    account: (_, __, { viewer, read }, info) =>
      viewer.account === null ? null : read.one('Account', 'id', viewer.account, info),
    roles: async (_, __, { viewer, read }, info) =>
      viewer.account === null ? [] : read.many('Account.rolesHeld', { $id: viewer.account }, info),
    permissions: (_, __, { viewer }) => permissionsOf(viewer),
  },
};

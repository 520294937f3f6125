import type { Resolvers } from '../generated/resolvers.ts';
import { lookUp } from '../graph/look-up.ts';
import { writings } from '../writing/write.ts';
import { consentGive } from './consent.service.ts';
import { fileEntryAdd, fileEntryRetract } from './file.service.ts';
import { teamJoin, teamLeave } from './team.service.ts';
import { alreadyRegistered, volunteerRegister, volunteerUpdate } from './volunteer.service.ts';

export const volunteerResolvers: Resolvers = {
  Query: {
    volunteer: (_, { by }, ctx, info) => lookUp(ctx, 'Volunteer', by, info),
    volunteers: (_, args, ctx, info) => ctx.read.page('Volunteer', args, info),
  },
  Mutation: writings(
    {
      volunteerRegister,
      volunteerUpdate,
      consentGive,
      teamJoin,
      teamLeave,
      fileEntryAdd,
      fileEntryRetract,
    },
    {
      volunteer_identity_digest_unique: alreadyRegistered,
      volunteer_account_id_unique: alreadyRegistered,
    },
  ),
  Viewer: {
    volunteer: (_, __, { viewer, read }, info) =>
      viewer.volunteer === null ? null : read.one('Volunteer', 'id', viewer.volunteer, info),
  },
  Volunteer: {
    teamMemberships: (volunteer, _, ctx, info) => ctx.read.many('Volunteer.teamMemberships', volunteer, info),
    fileEntries: (volunteer, _, ctx, info) => ctx.read.many('Volunteer.fileEntries', volunteer, info),
    consents: (volunteer, _, ctx, info) => ctx.read.many('Volunteer.consents', volunteer, info),
  },
  Team: {
    memberCount: (team, _, ctx) => ctx.read.measure('Party.memberCount', team) as Promise<number>,
    teamMemberships: (team, args, ctx, info) => ctx.read.pageOf('Party.teamMemberships', team, args, info),
  },
};

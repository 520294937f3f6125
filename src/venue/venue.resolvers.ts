import type { Resolvers } from '../generated/resolvers.ts';
import { lookUp } from '../graph/look-up.ts';
import { writings } from '../writing/write.ts';
import { venueClose, venueCreate, venueUpdate } from './venue.service.ts';

export const venueResolvers: Resolvers = {
  Query: {
    venue: (_, { by }, ctx, info) => lookUp(ctx, 'Venue', by, info),
    venues: (_, args, ctx, info) => ctx.read.page('Venue', args, info),
  },
  Mutation: writings({ venueCreate, venueUpdate, venueClose }),
  Station: { children: (venue, _, ctx, info) => ctx.read.many('Venue.children', venue, info) },
};

import type { ReadsDefinition } from '../graph/definition.ts';
import { Venue } from './venue.entity.ts';

export const venueReads: ReadsDefinition = {
  models: {
    Venue: {
      entity: Venue,
      types: { by: 'kind', of: { STATION: 'Station', PUBLIC_PLACE: 'PublicPlace' } },
      order: ['nameKey'],
      orders: { NAME: ['nameKey'], CODE: ['code'] },
    },
  },
  relations: { 'Venue.children': { target: 'Venue', by: 'parent' } },
};

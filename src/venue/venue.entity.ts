import { defineEntity, p } from '@mikro-orm/core';
import { id, instant, sortKey, written } from '../database/columns.ts';
import { Party } from '../party/party.entity.ts';
import { Term } from '../vocabulary/vocabulary.entity.ts';

export const VENUE_KINDS = ['STATION', 'PUBLIC_PLACE'] as const;
export const STATION_LEVELS = ['CENTRE', 'OFFICE', 'POST'] as const;

const VenueSchema = defineEntity({
  name: 'Venue',
  checks: [
    { name: 'venue_station_has_level', expression: `("level" is not null) = ("kind" = 'STATION')` },
    { name: 'venue_on_earth', expression: `("longitude" is null) = ("latitude" is null)` },
  ],
  properties: {
    id: id(),
    kind: p.enum(VENUE_KINDS),
    code: p.text().unique(),
    name: p.text(),
    nameKey: sortKey(),
    address: p.text().nullable(),
    street: () => p.manyToOne(Party).ref().nullable().index(),
    operator: () => p.manyToOne(Party).ref().nullable().index(),
    /** Degrees, WGS 84. */
    longitude: p.double().nullable(),
    latitude: p.double().nullable(),
    districtCode: p.text().index(),
    level: p.enum(STATION_LEVELS).nullable(),
    parent: () => p.manyToOne(Venue).ref().nullable().index(),
    placeKind: () => p.manyToOne(Term).ref().nullable().index().deleteRule('set null'),
    /** When it was entered; null for what was there from the start. */
    openedAt: instant().nullable(),
    closedAt: instant().nullable(),
    ...written(),
  },
});
/** Where activities take place: a practice centre, office or station, or a public place. */
export class Venue extends VenueSchema.class {}
VenueSchema.setClass(Venue);

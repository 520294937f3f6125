import { defineEntity, p } from '@mikro-orm/core';
import { dropsItsSources, id, sortKey, sourced } from '../database/columns.ts';

export const PARTY_KINDS = ['UNIT', 'COLLECTIVE', 'TEAM'] as const;
export const UNIT_TYPES = [
  'PARTY_DEPARTMENT',
  'GOVERNMENT_DEPARTMENT',
  'MASS_ORGANIZATION',
  'STREET',
  'FUNCTIONAL_ZONE',
  'PUBLIC_INSTITUTION',
  'ENTERPRISE',
  'CITY_BRANCH',
  'OTHER',
] as const;

const PartySchema = defineEntity({
  name: 'Party',
  triggers: [dropsItsSources()],
  properties: {
    id: id(),
    /** Division code and slug, unique everywhere: plans of one district share its parties. */
    code: p.text().unique(),
    kind: p.enum(PARTY_KINDS),
    name: p.text().index(),
    nameKey: sortKey(),
    aliases: p.array(),
    parent: () => p.manyToOne(Party).ref().nullable().index(),
    unitType: p.enum(UNIT_TYPES).nullable(),
    divisionCode: p.text().nullable(),
    ...sourced(),
  },
});
/** A unit, a collective or a team. */
export class Party extends PartySchema.class {}
PartySchema.setClass(Party);

const MembershipSchema = defineEntity({
  name: 'Membership',
  uniques: [{ properties: ['collective', 'member', 'validFrom'] }],
  properties: {
    id: id(),
    collective: () => p.manyToOne(Party).ref(),
    member: () => p.manyToOne(Party).ref().index(),
    /** First day, included; null where unknown. */
    validFrom: p.date().nullable(),
    /** First day it no longer holds; null while valid or unknown. */
    validTo: p.date().nullable(),
    isConfirmed: p.boolean(),
    sourceTitle: p.text(),
    sourceUrl: p.text().nullable(),
    note: p.text().nullable(),
    origin: p.enum(['OPERATOR'] as const),
  },
});
/** That a party belongs to a collective, with dates and a source of its own: never read from the document. */
export class Membership extends MembershipSchema.class {}
MembershipSchema.setClass(Membership);

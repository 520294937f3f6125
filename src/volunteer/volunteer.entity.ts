import { defineEntity, p } from '@mikro-orm/core';
import { Account } from '../access/access.entity.ts';
import { id, instant, written } from '../database/columns.ts';
import { Party } from '../party/party.entity.ts';

export const VOLUNTEER_STATUSES = ['ACTIVE', 'WITHDRAWN'] as const;
export const TEAM_ROLES = ['LEADER', 'MEMBER'] as const;
export const CONSENT_KINDS = ['GUARDIAN_PARTICIPATION', 'PUBLISH_NAME', 'PUBLISH_IMAGE'] as const;
export const CONSENT_GIVERS = ['SELF', 'GUARDIAN'] as const;

const VolunteerSchema = defineEntity({
  name: 'Volunteer',
  properties: {
    id: id(),
    number: p.text().unique(),
    name: p.text(),
    phone: p.text().nullable(),
    birthDate: p.date().nullable(),
    guardianName: p.text().nullable(),
    guardianPhone: p.text().nullable(),
    /** Keyed digest of the identity number, which itself is never kept: finds a double registration. */
    identityDigest: p.text().nullable().unique().hidden(),
    status: p.enum(VOLUNTEER_STATUSES),
    unit: () => p.manyToOne(Party).ref().nullable().index(),
    skills: p.array(),
    districtCode: p.text().index(),
    account: () => p.manyToOne(Account).ref().nullable().unique(),
    registeredAt: instant().index(),
    ...written(),
  },
});
/** A volunteer. What is personal goes when they withdraw; the records of service stay. */
export class Volunteer extends VolunteerSchema.class {}
VolunteerSchema.setClass(Volunteer);

const TeamMembershipSchema = defineEntity({
  name: 'TeamMembership',
  indexes: [
    {
      name: 'team_membership_once',
      expression:
        'create unique index "team_membership_once" on "team_membership" ("volunteer_id", "team_id") where "left_on" is null',
    },
  ],
  properties: {
    id: id(),
    volunteer: () => p.manyToOne(Volunteer).ref().index(),
    team: () => p.manyToOne(Party).ref().index(),
    role: p.enum(TEAM_ROLES),
    joinedOn: p.date(),
    leftOn: p.date().nullable(),
    version: p.integer().version(),
  },
});
/** That a volunteer is, or was, in a team. */
export class TeamMembership extends TeamMembershipSchema.class {}
TeamMembershipSchema.setClass(TeamMembership);

export const FILE_GROUPS = ['TRAINING', 'COMMENDATION', 'EVALUATION'] as const;

const FileEntrySchema = defineEntity({
  name: 'FileEntry',
  properties: {
    id: id(),
    volunteer: () => p.manyToOne(Volunteer).ref().index(),
    group: p.enum(FILE_GROUPS),
    title: p.text(),
    on: p.date(),
    source: p.text(),
    retractedAt: instant().nullable(),
    version: p.integer().version(),
  },
});
/** Training, a commendation or an evaluation on a volunteer's file: what article 19 asks for beside the hours. */
export class FileEntry extends FileEntrySchema.class {}
FileEntrySchema.setClass(FileEntry);

const ConsentSchema = defineEntity({
  name: 'Consent',
  properties: {
    id: id(),
    volunteer: () => p.manyToOne(Volunteer).ref().index(),
    kind: p.enum(CONSENT_KINDS),
    givenBy: p.enum(CONSENT_GIVERS),
    givenAt: instant(),
    withdrawnAt: instant().nullable(),
    evidence: p.text().nullable(),
    version: p.integer().version(),
  },
});
/** What a volunteer or guardian agreed to. */
export class Consent extends ConsentSchema.class {}
ConsentSchema.setClass(Consent);

import { Account } from '../access/access.entity.ts';
import { defineEntity, p } from '@mikro-orm/core';
import { Activity } from '../activity/activity.entity.ts';
import { id, instant, written } from '../database/columns.ts';
import { Party } from '../party/party.entity.ts';
import { Requirement } from '../plan/plan.entity.ts';
import { Program } from '../program/program.entity.ts';
import { Venue } from '../venue/venue.entity.ts';
import { Term } from '../vocabulary/vocabulary.entity.ts';

export const INSPECTION_STATUSES = ['DRAFT', 'ISSUED'] as const;
export const FINDING_SEVERITIES = ['MINOR', 'MODERATE', 'SERIOUS'] as const;
export const FINDING_STATUSES = ['OPEN', 'RECTIFIED', 'CLOSED', 'REOPENED'] as const;
export const RECHECK_VERDICTS = ['ACCEPTED', 'REJECTED'] as const;

const InspectionSchema = defineEntity({
  name: 'Inspection',
  indexes: [
    { properties: ['inspectedOn', 'id'] },
    { properties: ['districtCode', 'inspectedOn', 'id'] },
    { properties: ['inspected', 'inspectedOn', 'id'] },
  ],
  checks: [
    { name: 'inspection_issued', expression: `("issued_at" is not null) = ("status" = 'ISSUED')` },
    { name: 'inspection_about', expression: '"program_id" is null or "requirement_id" is null' },
  ],
  properties: {
    id: id(),
    code: p.text().unique(),
    inspector: () => p.manyToOne(Party).ref().index(),
    inspected: () => p.manyToOne(Party).ref(),
    program: () => p.manyToOne(Program).ref().nullable().index().deleteRule('set null'),
    requirement: () => p.manyToOne(Requirement).ref().nullable().index().deleteRule('set null'),
    inspectedOn: p.date(),
    venue: () => p.manyToOne(Venue).ref().nullable().index().deleteRule('restrict'),
    activity: () => p.manyToOne(Activity).ref().nullable().index().deleteRule('restrict'),
    summary: p.text().nullable(),
    status: p.enum(INSPECTION_STATUSES),
    issuedAt: instant().nullable(),
    districtCode: p.text(),
    ...written(),
  },
});
/** That somebody was inspected on a day. */
export class Inspection extends InspectionSchema.class {}
InspectionSchema.setClass(Inspection);

const FindingSchema = defineEntity({
  name: 'Finding',
  uniques: [{ properties: ['inspection', 'ordinal'] }],
  indexes: [
    { properties: ['dueOn', 'id'] },
    { properties: ['districtCode', 'dueOn', 'id'] },
    { properties: ['party', 'dueOn', 'id'] },
  ],
  checks: [{ name: 'finding_closed', expression: `("closed_at" is not null) = ("status" = 'CLOSED')` }],
  properties: {
    id: id(),
    inspection: () => p.manyToOne(Inspection).ref().deleteRule('cascade'),
    ordinal: p.integer(),
    text: p.text(),
    severity: p.enum(FINDING_SEVERITIES),
    program: () => p.manyToOne(Program).ref().nullable().index().deleteRule('set null'),
    term: () => p.manyToOne(Term).ref().nullable().index().deleteRule('set null'),
    /** The inspected party, whose findings are listed by day. */
    party: () => p.manyToOne(Party).ref(),
    dueOn: p.date(),
    status: p.enum(FINDING_STATUSES),
    closedAt: instant().nullable(),
    districtCode: p.text(),
    ...written(),
  },
});
/** What an inspection found, and how far its rectification is. */
export class Finding extends FindingSchema.class {}
FindingSchema.setClass(Finding);

const RectificationSchema = defineEntity({
  name: 'Rectification',
  indexes: [
    { properties: ['finding', 'submittedAt', 'id'] },
    {
      name: 'rectification_one_unchecked',
      expression: `create unique index "rectification_one_unchecked" on "rectification" ("finding_id") where "verdict" is null`,
    },
  ],
  checks: [
    { name: 'rectification_rechecked', expression: '("verdict" is null) = ("rechecked_at" is null)' },
    {
      name: 'rectification_rejected_has_reason',
      expression: `"verdict" is distinct from 'REJECTED' or "reason" is not null`,
    },
  ],
  properties: {
    id: id(),
    finding: () => p.manyToOne(Finding).ref().deleteRule('cascade'),
    text: p.text(),
    submittedAt: instant(),
    submittedBy: () => p.manyToOne(Account).ref().nullable().index().hidden(),
    /** The last day as it was then. */
    dueOn: p.date(),
    verdict: p.enum(RECHECK_VERDICTS).nullable(),
    reason: p.text().nullable(),
    recheckedAt: instant().nullable(),
  },
});
/** What the inspected party did about a finding, and what the recheck said of it. */
export class Rectification extends RectificationSchema.class {}
RectificationSchema.setClass(Rectification);

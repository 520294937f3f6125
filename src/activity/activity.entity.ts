import { defineEntity, p } from '@mikro-orm/core';
import { gramIndex, id, instant, titleKey, written } from '../database/columns.ts';
import { Party } from '../party/party.entity.ts';
import { Campaign, Program, Schedule } from '../program/program.entity.ts';
import { Venue } from '../venue/venue.entity.ts';
import { Term } from '../vocabulary/vocabulary.entity.ts';

export const ACTIVITY_STATUSES = ['DRAFT', 'PUBLISHED', 'CANCELLED', 'COMPLETED', 'VOID'] as const;

const ActivitySeriesSchema = defineEntity({
  name: 'ActivitySeries',
  properties: {
    id: id(),
    code: p.text().unique(),
    title: p.text(),
    /** RFC 5545, in Asia/Shanghai. */
    rrule: p.text(),
    exceptDates: p.array(),
    program: () => p.manyToOne(Program).ref().index(),
    organizer: () => p.manyToOne(Party).ref().index(),
    districtCode: p.text(),
    ...written(),
  },
});
/** An activity that recurs; its occurrences are activities. */
export class ActivitySeries extends ActivitySeriesSchema.class {}
ActivitySeriesSchema.setClass(ActivitySeries);

const ActivitySchema = defineEntity({
  name: 'Activity',
  indexes: [
    { properties: ['startsAt', 'id'] },
    { properties: ['program', 'startsAt', 'id'] },
    { properties: ['organizer', 'startsAt', 'id'] },
    { properties: ['publishedAt', 'id'] },
    gramIndex('activity', 'title'),
    gramIndex('activity', 'summary'),
    { properties: ['endsAt', 'id'] },
    {
      name: 'activity_hidden',
      expression: `create index "activity_hidden" on "activity" ("status", "starts_at") where "status" in ('DRAFT', 'VOID')`,
    },
    {
      name: 'activity_of_term',
      expression: 'create index "activity_of_term" on "activity_term" ("term_id", "activity_id")',
    },
    {
      name: 'activity_of_group',
      expression:
        'create index "activity_of_group" on "activity_beneficiary_group" ("term_id", "activity_id")',
    },
  ],
  checks: [
    { name: 'activity_ends_after_start', expression: '"ends_at" > "starts_at"' },
    {
      name: 'activity_not_oversold',
      expression: '"sign_up_count" >= 0 and ("capacity" is null or "sign_up_count" <= "capacity")',
    },
    { name: 'activity_waiting', expression: '"waiting_count" >= 0' },
    {
      name: 'activity_cancelled_has_reason',
      expression: `("cancel_reason" is not null) = ("status" = 'CANCELLED')`,
    },
  ],
  properties: {
    id: id(),
    code: p.text().unique(),
    title: p.text(),
    titleKey: titleKey(),
    summary: p.text().nullable(),
    program: () => p.manyToOne(Program).ref(),
    campaign: () => p.manyToOne(Campaign).ref().nullable().index(),
    organizer: () => p.manyToOne(Party).ref(),
    coOrganizers: () => p.manyToMany(Party).pivotTable('activity_co_organizer'),
    series: () => p.manyToOne(ActivitySeries).ref().nullable().index(),
    startsAt: instant(),
    endsAt: instant(),
    status: p.enum(ACTIVITY_STATUSES),
    cancelReason: p.text().nullable(),
    venue: () => p.manyToOne(Venue).ref().nullable().index(),
    place: p.text().nullable(),
    schedule: () => p.manyToOne(Schedule).ref().nullable().index(),
    occasion: p.text().nullable(),
    capacity: p.integer().nullable(),
    /** Places taken and people waiting: counted where they change, by conditional updates that cannot oversell. */
    signUpCount: p.integer().default(0),
    waitingCount: p.integer().default(0),
    hasWaitingList: p.boolean(),
    minimumAge: p.integer().nullable(),
    maximumAge: p.integer().nullable(),
    riskStatement: p.text().nullable(),
    isRisky: p.boolean(),
    isInsured: p.boolean(),
    serviceMode: () => p.manyToOne(Term).ref().nullable().index(),
    beneficiaryGroups: () => p.manyToMany(Term).pivotTable('activity_beneficiary_group'),
    terms: () => p.manyToMany(Term).pivotTable('activity_term'),
    districtCode: p.text().index(),
    publishedAt: instant().nullable(),
    completedAt: instant().nullable(),
    ...written(),
  },
});
/** One activity, on one day. */
export class Activity extends ActivitySchema.class {}
ActivitySchema.setClass(Activity);

const ShiftSchema = defineEntity({
  name: 'Shift',
  checks: [
    { name: 'shift_ends_after_start', expression: '"ends_at" > "starts_at"' },
    {
      name: 'shift_not_oversold',
      expression: '"sign_up_count" >= 0 and ("capacity" is null or "sign_up_count" <= "capacity")',
    },
  ],
  properties: {
    id: id(),
    activity: () => p.manyToOne(Activity).ref().index().deleteRule('cascade'),
    label: p.text(),
    startsAt: instant(),
    endsAt: instant(),
    capacity: p.integer().nullable(),
    signUpCount: p.integer().default(0),
  },
});
/** A part of an activity's time with places of its own. */
export class Shift extends ShiftSchema.class {}
ShiftSchema.setClass(Shift);

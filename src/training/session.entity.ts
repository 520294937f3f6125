import { defineEntity, p } from '@mikro-orm/core';
import { id, instant, written } from '../database/columns.ts';
import { Party } from '../party/party.entity.ts';
import { Venue } from '../venue/venue.entity.ts';
import { Volunteer } from '../volunteer/volunteer.entity.ts';
import { Course, TRAINING_TIERS } from './course.entity.ts';

export const TRAINING_MODES = ['ONLINE', 'ON_SITE'] as const;
export const TRAINING_SESSION_STATUSES = ['DRAFT', 'PUBLISHED', 'CANCELLED', 'COMPLETED'] as const;
export const ENROLMENT_STATUSES = [
  'ENROLLED',
  'WAITING',
  'ATTENDED',
  'COMPLETED',
  'ABSENT',
  'CANCELLED',
] as const;

const TrainingSessionSchema = defineEntity({
  name: 'TrainingSession',
  indexes: [
    { properties: ['startsAt', 'id'] },
    { properties: ['course', 'startsAt', 'id'] },
    { properties: ['organizer', 'startsAt', 'id'] },
  ],
  checks: [
    { name: 'training_session_ends_after_start', expression: '"ends_at" > "starts_at"' },
    {
      name: 'training_session_not_oversold',
      expression: '"enrolled_count" >= 0 and ("capacity" is null or "enrolled_count" <= "capacity")',
    },
    { name: 'training_session_waiting', expression: '"waiting_count" >= 0' },
    {
      name: 'training_session_cancelled_has_reason',
      expression: `("cancel_reason" is not null) = ("status" = 'CANCELLED')`,
    },
    {
      name: 'training_session_where',
      expression: `("mode" = 'ONLINE' and "venue_id" is null and "place" is null) or ("mode" = 'ON_SITE' and "link" is null)`,
    },
  ],
  properties: {
    id: id(),
    code: p.text().unique(),
    course: () => p.manyToOne(Course).ref(),
    mode: p.enum(TRAINING_MODES),
    tier: p.enum(TRAINING_TIERS).nullable(),
    organizer: () => p.manyToOne(Party).ref(),
    teacher: p.text().nullable(),
    startsAt: instant(),
    endsAt: instant(),
    venue: () => p.manyToOne(Venue).ref().nullable().index().deleteRule('restrict'),
    place: p.text().nullable(),
    link: p.text().nullable(),
    capacity: p.integer().nullable(),
    /** Places taken: counted where they change, by conditional updates that cannot oversell. */
    enrolledCount: p.integer().default(0),
    waitingCount: p.integer().default(0),
    hasWaitingList: p.boolean(),
    status: p.enum(TRAINING_SESSION_STATUSES),
    cancelReason: p.text().nullable(),
    publishedAt: instant().nullable(),
    completedAt: instant().nullable(),
    districtCode: p.text(),
    ...written(),
  },
});
/** One time that a course is held. */
export class TrainingSession extends TrainingSessionSchema.class {}
TrainingSessionSchema.setClass(TrainingSession);

const EnrolmentSchema = defineEntity({
  name: 'Enrolment',
  indexes: [
    { properties: ['session', 'enrolledAt', 'id'] },
    { properties: ['volunteer', 'enrolledAt', 'id'] },
    {
      name: 'enrolment_once',
      expression: `create unique index "enrolment_once" on "enrolment" ("session_id", "volunteer_id") where "status" <> 'CANCELLED'`,
    },
    {
      name: 'enrolment_waiting',
      expression: `create index "enrolment_waiting" on "enrolment" ("session_id", "enrolled_at", "id") where "status" = 'WAITING'`,
    },
  ],
  checks: [
    {
      name: 'enrolment_completed',
      expression: `("has_passed" is not null) = ("status" = 'COMPLETED') and ("completed_at" is not null) = ("status" = 'COMPLETED')`,
    },
    {
      name: 'enrolment_score',
      expression: `"score" is null or ("status" = 'COMPLETED' and "score" >= 0 and "score" <= 100)`,
    },
  ],
  properties: {
    id: id(),
    session: () => p.manyToOne(TrainingSession).ref(),
    volunteer: () => p.manyToOne(Volunteer).ref(),
    status: p.enum(ENROLMENT_STATUSES),
    score: p.integer().nullable(),
    hasPassed: p.boolean().nullable(),
    enrolledAt: instant(),
    attendedAt: instant().nullable(),
    completedAt: instant().nullable(),
    cancelledAt: instant().nullable(),
    ...written(),
  },
});
/** That a volunteer takes part in a session, and what came of it. */
export class Enrolment extends EnrolmentSchema.class {}
EnrolmentSchema.setClass(Enrolment);

const TrainingCertificateSchema = defineEntity({
  name: 'TrainingCertificate',
  indexes: [
    {
      name: 'training_certificate_once',
      expression: `create unique index "training_certificate_once" on "training_certificate" ("enrolment_id") where "voided_at" is null`,
    },
  ],
  properties: {
    id: id(),
    /** Cannot be guessed: whoever has it, has the certificate before them. */
    number: p.text().unique(),
    enrolment: () => p.manyToOne(Enrolment).ref().index(),
    volunteer: () => p.manyToOne(Volunteer).ref().index(),
    courseTitle: p.text(),
    completedOn: p.date(),
    districtCode: p.text(),
    issuedAt: instant(),
    voidedAt: instant().nullable(),
    ...written(),
  },
});
/** That a volunteer passed a course, when it was issued. */
export class TrainingCertificate extends TrainingCertificateSchema.class {}
TrainingCertificateSchema.setClass(TrainingCertificate);

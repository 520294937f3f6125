import { defineEntity, p } from '@mikro-orm/core';
import { Account } from '../access/access.entity.ts';
import { Activity } from '../activity/activity.entity.ts';
import { id, instant, titleKey, written } from '../database/columns.ts';
import { Party } from '../party/party.entity.ts';
import { Program } from '../program/program.entity.ts';
import { Term } from '../vocabulary/vocabulary.entity.ts';

export const SERVICE_REQUEST_STATUSES = [
  'SUBMITTED',
  'APPROVED',
  'REJECTED',
  'OFFERED',
  'ACCEPTED',
  'SCHEDULED',
  'SERVED',
  'EVALUATED',
  'CANCELLED',
] as const;
export const DISPATCH_ANSWERS = [
  'PENDING',
  'ACCEPTED',
  'DECLINED',
  'RETURNED',
  'EXPIRED',
  'WITHDRAWN',
] as const;

const ServiceRequestSchema = defineEntity({
  name: 'ServiceRequest',
  indexes: [
    { properties: ['submittedAt', 'id'] },
    { properties: ['districtCode', 'submittedAt', 'id'] },
    { properties: ['street', 'submittedAt', 'id'] },
    { properties: ['requester', 'submittedAt', 'id'] },
    { properties: ['acceptedBy', 'submittedAt', 'id'] },
    { properties: ['activity', 'submittedAt', 'id'] },
    { properties: ['servedAt', 'id'] },
    { properties: ['contactPhone'] },
    { properties: ['endedAt'] },
  ],
  checks: [
    {
      name: 'service_request_rejected_has_reason',
      expression: `("reject_reason" is not null) = ("status" = 'REJECTED')`,
    },
    {
      name: 'service_request_cancelled_has_reason',
      expression: `("cancel_reason" is not null) = ("status" = 'CANCELLED')`,
    },
    {
      name: 'service_request_accepted',
      expression: `("accepted_by_id" is null) = ("accepted_at" is null) and ("accepted_by_id" is not null or "status" not in ('ACCEPTED', 'SCHEDULED', 'SERVED', 'EVALUATED'))`,
    },
    {
      name: 'service_request_scheduled',
      expression: `"activity_id" is not null or "status" not in ('SCHEDULED', 'SERVED', 'EVALUATED')`,
    },
    {
      name: 'service_request_evaluated',
      expression: `("score" is not null) = ("status" = 'EVALUATED') and ("score" is null or ("score" >= 1 and "score" <= 5))`,
    },
    {
      name: 'service_request_ended',
      expression: `("ended_at" is not null) = ("status" in ('REJECTED', 'EVALUATED', 'CANCELLED'))`,
    },
    {
      name: 'service_request_preferred',
      expression: `"preferred_from" is null or "preferred_to" is null or "preferred_to" > "preferred_from"`,
    },
  ],
  properties: {
    id: id(),
    number: p.text().unique(),
    beneficiaryGroup: () => p.manyToOne(Term).ref().index(),
    program: () => p.manyToOne(Program).ref().nullable().index(),
    title: p.text(),
    titleKey: titleKey(),
    need: p.text(),
    street: () => p.manyToOne(Party).ref(),
    districtCode: p.text(),
    preferredFrom: instant().nullable(),
    preferredTo: instant().nullable(),
    /** Whoever needs it can be reached so; null once erased, a year after the end. */
    contactName: p.text().nullable(),
    contactPhone: p.text().nullable(),
    address: p.text().nullable(),
    /** Tells people apart in figures, and outlives the contact: an account's own requests, or those of one telephone. */
    person: p.uuid().hidden(),
    /** Null for whoever had somebody else submit it. */
    requester: () => p.manyToOne(Account).ref().nullable(),
    status: p.enum(SERVICE_REQUEST_STATUSES),
    rejectReason: p.text().nullable(),
    cancelReason: p.text().nullable(),
    submittedAt: instant(),
    reviewDueAt: instant(),
    /** When the present step is due, but for the service itself: that is due by the end of its activity. */
    stepDueAt: instant().nullable(),
    reviewedAt: instant().nullable(),
    acceptedAt: instant().nullable(),
    servedAt: instant().nullable(),
    evaluatedAt: instant().nullable(),
    /** When it was rejected, cancelled or evaluated. */
    endedAt: instant().nullable(),
    acceptedBy: () => p.manyToOne(Party).ref().nullable().deleteRule('restrict'),
    activity: () => p.manyToOne(Activity).ref().nullable().deleteRule('restrict'),
    score: p.integer().nullable(),
    comment: p.text().nullable(),
    ...written(),
  },
});
/** A need for service, and how far it has come. */
export class ServiceRequest extends ServiceRequestSchema.class {}
ServiceRequestSchema.setClass(ServiceRequest);

const DispatchSchema = defineEntity({
  name: 'Dispatch',
  indexes: [
    { properties: ['request', 'offeredAt', 'id'] },
    {
      name: 'dispatch_one_pending',
      expression: `create unique index "dispatch_one_pending" on "dispatch" ("request_id") where "answer" = 'PENDING'`,
    },
  ],
  checks: [
    { name: 'dispatch_respond_by', expression: '"respond_by" > "offered_at"' },
    {
      name: 'dispatch_answered',
      expression: `("answered_at" is not null) = ("answer" in ('ACCEPTED', 'DECLINED', 'RETURNED')) and ("decline_reason" is null or "answer" in ('DECLINED', 'RETURNED'))`,
    },
  ],
  properties: {
    id: id(),
    request: () => p.manyToOne(ServiceRequest).ref().deleteRule('cascade'),
    party: () => p.manyToOne(Party).ref().index(),
    offeredAt: instant(),
    respondBy: instant(),
    answer: p.enum(DISPATCH_ANSWERS),
    answeredAt: instant().nullable(),
    declineReason: p.text().nullable(),
  },
});
/** An offer of a request to a party, and what it answered. */
export class Dispatch extends DispatchSchema.class {}
DispatchSchema.setClass(Dispatch);

import { defineEntity, p } from '@mikro-orm/core';
import { Change } from '../change/change.entity.ts';
import { id, instant, written } from '../database/columns.ts';
import { Party } from '../party/party.entity.ts';
import { Program } from '../program/program.entity.ts';

export const INACTIVE_REASONS = ['FAILING', 'GONE'] as const;
export const DELIVERY_STATES = ['PENDING', 'DELIVERED', 'DEAD'] as const;
export const WEBHOOK_ERRORS = [
  'STATUS',
  'TIMEOUT',
  'CONNECTION',
  'TLS',
  'ADDRESS_REFUSED',
  'NAME_NOT_FOUND',
] as const;
export type WebhookErrorKind = (typeof WEBHOOK_ERRORS)[number];

const WebhookEndpointSchema = defineEntity({
  name: 'WebhookEndpoint',
  indexes: [{ properties: ['createdAt', 'id'] }],
  properties: {
    id: id(),
    districtCode: p.text(),
    url: p.text(),
    description: p.text().nullable(),
    kinds: p.array(),
    // No foreign keys: set to null, what was for one program would be sent everything.
    program: () => p.manyToOne(Program).ref().nullable().createForeignKeyConstraint(false),
    party: () => p.manyToOne(Party).ref().nullable().createForeignKeyConstraint(false),
    isActive: p.boolean(),
    inactiveReason: p.enum(INACTIVE_REASONS).nullable(),
    failingSince: instant().nullable(),
    removedAt: instant().nullable(),
    /** Which secret is in force, from 1: the secret itself is in no row, see `endpoint-secret.ts`. */
    secretGeneration: p.integer(),
    secretChangedAt: instant(),
    createdAt: instant(),
    /** Place in the feed up to which deliveries were made. */
    cursorXid: p.bigint('string').hidden(),
    cursorPosition: p.bigint('string').hidden(),
    ...written(),
  },
});
/** Where changes are sent to. */
export class WebhookEndpoint extends WebhookEndpointSchema.class {}
WebhookEndpointSchema.setClass(WebhookEndpoint);

const WebhookDeliverySchema = defineEntity({
  name: 'WebhookDelivery',
  uniques: [{ properties: ['endpoint', 'change'] }],
  indexes: [
    { properties: ['createdAt', 'id'] },
    { properties: ['endpoint', 'createdAt', 'id'] },
    {
      name: 'webhook_delivery_pending',
      expression: `create index "webhook_delivery_pending" on "webhook_delivery" ("endpoint_id", "next_attempt_at") where "state" = 'PENDING'`,
    },
  ],
  properties: {
    id: id(),
    endpoint: () => p.manyToOne(WebhookEndpoint).ref().deleteRule('cascade'),
    change: () => p.manyToOne(Change).ref().deleteRule('cascade').index(),
    state: p.enum(DELIVERY_STATES),
    attempts: p.integer(),
    /** Attempts since it was queued or last redelivered, by which the next one is scheduled. */
    tries: p.integer(),
    lastStatus: p.integer().nullable(),
    lastError: p.enum(WEBHOOK_ERRORS).nullable(),
    lastAttemptAt: instant().nullable(),
    /** When it is tried next; while it is being tried, when another process may take it for lost. */
    nextAttemptAt: instant().nullable(),
    deliveredAt: instant().nullable(),
    createdAt: instant(),
  },
});
/** The delivery of one change to one endpoint. */
export class WebhookDelivery extends WebhookDeliverySchema.class {}
WebhookDeliverySchema.setClass(WebhookDelivery);

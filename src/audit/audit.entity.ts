import { defineEntity, p } from '@mikro-orm/core';
import { id, instant } from '../database/columns.ts';
import { Account } from '../access/access.entity.ts';

export const AUDIT_KINDS = ['CREATED', 'UPDATED', 'DELETED'] as const;

export interface PropertyChange {
  property: string;
  /** JSON text; null when the row did not exist. */
  before: string | null;
  after: string | null;
}

/** Trigger of a table that only takes new rows. */
const onlyGrows = () => ({
  timing: 'before' as const,
  events: ['update' as const, 'delete' as const],
  body: `raise exception 'Only new entries are taken';`,
});

const AuditEntrySchema = defineEntity({
  name: 'AuditEntry',
  triggers: [onlyGrows()],
  indexes: [{ properties: ['at', 'id'] }, { properties: ['subjectId'] }],
  properties: {
    id: id(),
    at: instant(),
    account: () => p.manyToOne(Account).ref().nullable().index(),
    action: p.text(),
    districtCode: p.text(),
    subjectType: p.text(),
    subjectId: p.text(),
    kind: p.enum(AUDIT_KINDS),
    changes: p.json<PropertyChange[]>(),
    reason: p.text().nullable(),
    requestId: p.text().nullable(),
  },
});
/** What one write did to one row. Only ever added. */
export class AuditEntry extends AuditEntrySchema.class {}
AuditEntrySchema.setClass(AuditEntry);

const MinorReadSchema = defineEntity({
  name: 'MinorRead',
  triggers: [onlyGrows()],
  indexes: [{ properties: ['volunteerKey', 'at'] }],
  properties: {
    id: id(),
    at: instant(),
    account: () => p.manyToOne(Account).ref().index(),
    /** Key of the volunteer; no foreign key, since the record outlives the row. */
    volunteerKey: p.uuid().fieldName('volunteer_id'),
    fields: p.array(),
    requestId: p.text(),
  },
});
/** That somebody read a minor's personal data whole. Only ever added. */
export class MinorRead extends MinorReadSchema.class {}
MinorReadSchema.setClass(MinorRead);

import { defineEntity, p } from '@mikro-orm/core';
import { Activity } from '../activity/activity.entity.ts';
import { CHECK_IN_METHODS, SignUp } from '../activity/sign-up.entity.ts';
import { id, instant } from '../database/columns.ts';
import { Volunteer } from '../volunteer/volunteer.entity.ts';

export const SERVICE_RECORD_KINDS = ['SERVICE', 'CORRECTION'] as const;
export const NOT_COUNTED_REASONS = ['TOO_SHORT', 'NO_CHECK_OUT'] as const;

const ServiceRecordSchema = defineEntity({
  name: 'ServiceRecord',
  triggers: [
    {
      timing: 'before',
      events: ['update', 'delete'],
      // Entries are only added. What may change is the confirmation, once; demonstration data may go.
      body: `if tg_op = 'DELETE' then
        if old."is_demo" then return old; end if;
      elsif old."confirmed_at" is null and to_jsonb(new) - 'confirmed_at' = to_jsonb(old) - 'confirmed_at' then
        return new;
      end if;
      raise exception 'The hours ledger only takes new entries';`,
    },
  ],
  indexes: [
    { properties: ['volunteer', 'startedAt', 'id'] },
    { properties: ['activity', 'startedAt', 'id'] },
    { properties: ['startedAt', 'id'] },
    { properties: ['recordedAt', 'id'] },
  ],
  checks: [
    {
      name: 'service_record_kind',
      expression: `("corrects_id" is not null) = ("kind" = 'CORRECTION') and ("reason" is not null or "kind" = 'SERVICE')`,
    },
    { name: 'service_record_minutes', expression: `"minutes" >= 0 or "kind" = 'CORRECTION'` },
  ],
  properties: {
    id: id(),
    volunteer: () => p.manyToOne(Volunteer).ref(),
    activity: () => p.manyToOne(Activity).ref(),
    signUp: () => p.manyToOne(SignUp).ref().index(),
    kind: p.enum(SERVICE_RECORD_KINDS),
    minutes: p.integer(),
    startedAt: instant(),
    endedAt: instant(),
    source: p.enum(CHECK_IN_METHODS),
    recordedAt: instant(),
    confirmedAt: instant().nullable(),
    notCountedReason: p.enum(NOT_COUNTED_REASONS).nullable(),
    corrects: () => p.manyToOne(ServiceRecord).ref().nullable().index(),
    reason: p.text().nullable(),
    isDemo: p.boolean().default(false),
  },
});
/** An entry of the hours ledger. What a volunteer served is the sum of the confirmed entries that count. */
export class ServiceRecord extends ServiceRecordSchema.class {}
ServiceRecordSchema.setClass(ServiceRecord);

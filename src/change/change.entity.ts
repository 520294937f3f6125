import { defineEntity, p } from '@mikro-orm/core';
import { id, instant } from '../database/columns.ts';

export const CHANGE_KINDS = [
  'ACTIVITY_PUBLISHED',
  'ACTIVITY_UPDATED',
  'ACTIVITY_CANCELLED',
  'ACTIVITY_COMPLETED',
  'ACTIVITY_VOIDED',
  'VENUE_CREATED',
  'VENUE_UPDATED',
  'VENUE_CLOSED',
  'CERTIFICATE_VOIDED',
  'MEASUREMENT_RECORDED',
  'MEASUREMENT_RETRACTED',
  'GOOD_PRACTICE_PUBLISHED',
  'GOOD_PRACTICE_RETRACTED',
  'TIMETABLE_PUBLISHED',
  'INCENTIVE_RULE_CREATED',
  'INCENTIVE_RULE_UPDATED',
  'INCENTIVE_RULE_ENDED',
  'AWARD_ROUND_CREATED',
  'AWARD_ROUND_UPDATED',
  'AWARD_ROUND_ADVANCED',
  'GRANT_GIVEN',
  'GRANT_REVOKED',
  'PURCHASE_ITEM_CREATED',
  'PURCHASE_ITEM_UPDATED',
  'COURSE_CREATED',
  'COURSE_UPDATED',
  'COURSE_CLOSED',
  'TRAINING_SESSION_PUBLISHED',
  'TRAINING_SESSION_UPDATED',
  'TRAINING_SESSION_CANCELLED',
  'TRAINING_SESSION_COMPLETED',
  'TERM_STATE_RECORDED',
  'STORY_PUBLISHED',
  'STORY_UPDATED',
  'STORY_RETRACTED',
  'ROLE_MODEL_SELECTED',
  'ROLE_MODEL_REVOKED',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

const ChangeSchema = defineEntity({
  name: 'Change',
  indexes: [
    { properties: ['xid', 'position'] },
    { properties: ['subjectId', 'at'] },
    { properties: ['subjectId', 'xid'] },
  ],
  properties: {
    id: id(),
    /**
     * The transaction that wrote it, or a later one that it had waited for, plus what `restored-feed.ts` has added on this server: rows of a transaction still
     * running hide all that began after it.
     */
    xid: p.bigint('string').defaultRaw('change_xid()'),
    position: p.bigint('string').autoincrement(),
    kind: p.enum(CHANGE_KINDS),
    at: instant(),
    districtCode: p.text(),
    subjectId: p.text(),
  },
});
/** The outbox: what has changed for the public, written in the transaction of the change itself. */
export class Change extends ChangeSchema.class {}
ChangeSchema.setClass(Change);

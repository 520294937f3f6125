import { defineEntity, p } from '@mikro-orm/core';
import { id, instant } from '../database/columns.ts';

const ActivityRollupSchema = defineEntity({
  name: 'ActivityRollup',
  indexes: [{ properties: ['whole', 'month', 'organizerId'] }],
  properties: {
    id: id(),
    /** Of all organizers, venues and modes of service together: these are null then. */
    whole: p.boolean(),
    /** When the month begins, in Asia/Shanghai, in which the activities begin. */
    month: instant(),
    districtCode: p.text(),
    // No foreign keys: nothing hangs on a sum, and what is gone from the activities is marked and left out.
    programId: p.uuid(),
    campaignId: p.uuid().nullable(),
    organizerId: p.uuid().nullable(),
    venueId: p.uuid().nullable(),
    serviceModeId: p.uuid().nullable(),
    status: p.text(),
    /** Not `is_demo`: tables with that column lose their rows with the demonstration. */
    demonstration: p.boolean(),
    activities: p.bigint('number'),
    capacity: p.bigint('number'),
    signUps: p.bigint('number'),
    /** Places taken of activities with a limit. */
    limitedSignUps: p.bigint('number'),
    waiting: p.bigint('number'),
    attendances: p.bigint('number'),
    minutes: p.bigint('number'),
  },
});
/** Public activities of one month that agree in all that they are grouped by, summed up. Made from `activity`, never written otherwise. */
export class ActivityRollup extends ActivityRollupSchema.class {}
ActivityRollupSchema.setClass(ActivityRollup);

const ActivityTouchedSchema = defineEntity({
  name: 'ActivityTouched',
  properties: {
    id: p.bigint('string').primary().autoincrement(),
    month: instant().nullable(),
    organizerId: p.uuid().nullable(),
    /** Given instead of the two where what changed hangs on an activity. */
    activityId: p.uuid().nullable(),
  },
});
/** A mark that the sums of a month and organizer are no longer those of the activities. Set by triggers in the transaction that writes. */
export class ActivityTouched extends ActivityTouchedSchema.class {}
ActivityTouchedSchema.setClass(ActivityTouched);

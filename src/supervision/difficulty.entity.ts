import { defineEntity, p } from '@mikro-orm/core';
import { Activity } from '../activity/activity.entity.ts';
import { id, instant, titleKey, written } from '../database/columns.ts';
import { Party } from '../party/party.entity.ts';
import { Program, Task } from '../program/program.entity.ts';
import { Inspection } from './inspection.entity.ts';

export const DIFFICULTY_STATUSES = ['OPEN', 'RESOLVED'] as const;
export const GOOD_PRACTICE_STATUSES = ['DRAFT', 'PUBLISHED', 'RETRACTED'] as const;

const DifficultySchema = defineEntity({
  name: 'Difficulty',
  indexes: [
    { properties: ['raisedAt', 'id'] },
    { properties: ['districtCode', 'raisedAt', 'id'] },
    { properties: ['raisedBy', 'raisedAt', 'id'] },
    { properties: ['leader', 'raisedAt', 'id'] },
  ],
  checks: [
    {
      name: 'difficulty_resolved',
      expression: `("resolved_at" is not null) = ("status" = 'RESOLVED') and ("resolution" is not null) = ("status" = 'RESOLVED')`,
    },
    {
      name: 'difficulty_leader',
      expression:
        '("is_leader_assigned" and "leader_id" is not null and "duty_id" is null) or not "is_leader_assigned"',
    },
  ],
  properties: {
    id: id(),
    title: p.text(),
    titleKey: titleKey(),
    text: p.text(),
    raisedBy: () => p.manyToOne(Party).ref(),
    program: () => p.manyToOne(Program).ref().nullable().index().deleteRule('set null'),
    leader: () => p.manyToOne(Party).ref().nullable().deleteRule('restrict'),
    isLeaderAssigned: p.boolean(),
    /** The plan's task that says who leads. */
    duty: () => p.manyToOne(Task).ref().nullable().index().deleteRule('set null'),
    status: p.enum(DIFFICULTY_STATUSES),
    resolution: p.text().nullable(),
    raisedAt: instant(),
    resolvedAt: instant().nullable(),
    districtCode: p.text(),
    ...written(),
  },
});
/** What stands in the way of the plan, and who solves it. */
export class Difficulty extends DifficultySchema.class {}
DifficultySchema.setClass(Difficulty);

const GoodPracticeSchema = defineEntity({
  name: 'GoodPractice',
  indexes: [
    { properties: ['publishedAt', 'id'] },
    { properties: ['districtCode', 'publishedAt', 'id'] },
    { properties: ['party', 'publishedAt', 'id'] },
  ],
  checks: [
    {
      name: 'good_practice_published',
      expression: `("published_at" is null) = ("status" = 'DRAFT')`,
    },
    {
      name: 'good_practice_retracted_has_reason',
      expression: `("retract_reason" is not null) = ("status" = 'RETRACTED')`,
    },
  ],
  properties: {
    id: id(),
    title: p.text(),
    titleKey: titleKey(),
    text: p.text(),
    party: () => p.manyToOne(Party).ref(),
    program: () => p.manyToOne(Program).ref().nullable().index().deleteRule('set null'),
    activity: () => p.manyToOne(Activity).ref().nullable().index().deleteRule('restrict'),
    inspection: () => p.manyToOne(Inspection).ref().nullable().index().deleteRule('restrict'),
    status: p.enum(GOOD_PRACTICE_STATUSES),
    publishedAt: instant().nullable(),
    retractReason: p.text().nullable(),
    districtCode: p.text(),
    ...written(),
  },
});
/** What others are to follow. */
export class GoodPractice extends GoodPracticeSchema.class {}
GoodPracticeSchema.setClass(GoodPractice);

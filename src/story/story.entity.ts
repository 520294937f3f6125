import { defineEntity, p } from '@mikro-orm/core';
import { Account } from '../access/access.entity.ts';
import { Activity } from '../activity/activity.entity.ts';
import { gramIndex, id, instant, titleKey, written } from '../database/columns.ts';
import { MediaAsset } from '../media/media.entity.ts';
import { Party } from '../party/party.entity.ts';
import { Program } from '../program/program.entity.ts';
import { Term } from '../vocabulary/vocabulary.entity.ts';
import { Volunteer } from '../volunteer/volunteer.entity.ts';

export const STORY_STATUSES = ['LEAD', 'DRAFT', 'SUBMITTED', 'CLEARED', 'PUBLISHED', 'RETRACTED'] as const;
export type StoryStatus = (typeof STORY_STATUSES)[number];

const StorySchema = defineEntity({
  name: 'Story',
  indexes: [
    { properties: ['publishedAt', 'id'] },
    { properties: ['createdAt', 'id'] },
    { properties: ['activity', 'publishedAt', 'id'] },
    { properties: ['program', 'publishedAt', 'id'] },
    { properties: ['owner', 'publishedAt', 'id'] },
    gramIndex('story', 'title'),
    gramIndex('story', 'body'),
  ],
  checks: [
    { name: 'story_lead_has_no_body', expression: `"status" <> 'LEAD' or "body" is null` },
    {
      name: 'story_has_body',
      expression: `"body" is not null or "status" in ('LEAD', 'RETRACTED')`,
    },
    {
      name: 'story_published',
      expression: `("published_at" is not null or "status" <> 'PUBLISHED') and ("published_at" is null or "status" in ('PUBLISHED', 'RETRACTED'))`,
    },
    { name: 'story_retracted', expression: `("retracted_at" is not null) = ("status" = 'RETRACTED')` },
  ],
  properties: {
    id: id(),
    code: p.text().unique(),
    title: p.text(),
    titleKey: titleKey(),
    body: p.text().nullable(),
    writtenSummary: p.text().fieldName('summary').nullable(),
    status: p.enum(STORY_STATUSES),
    source: p.text().nullable(),
    textAuthor: p.text().nullable(),
    photographer: p.text().nullable(),
    captionAuthor: p.text().nullable(),
    editor: p.text().nullable(),
    reviewer: p.text().nullable(),
    owner: () => p.manyToOne(Party).ref(),
    activity: () => p.manyToOne(Activity).ref().nullable().deleteRule('restrict'),
    program: () => p.manyToOne(Program).ref().nullable(),
    parties: () => p.manyToMany(Party).pivotTable('story_party'),
    volunteers: () => p.manyToMany(Volunteer).pivotTable('story_volunteer'),
    pictures: () => p.manyToMany(MediaAsset).pivotTable('story_picture').fixedOrder(),
    platforms: () => p.manyToMany(Term).pivotTable('story_platform'),
    districtCode: p.text().index(),
    createdAt: instant(),
    submittedAt: instant().nullable(),
    clearedAt: instant().nullable(),
    publishedAt: instant().nullable(),
    retractedAt: instant().nullable(),
    ...written(),
  },
});
/** A story of the media centre's, from lead to publication and retraction. */
export class Story extends StorySchema.class {}
StorySchema.setClass(Story);

const StoryStepSchema = defineEntity({
  name: 'StoryStep',
  indexes: [{ properties: ['story', 'at', 'id'] }],
  properties: {
    id: id(),
    story: () => p.manyToOne(Story).ref().deleteRule('cascade'),
    /** The state that it led to. */
    status: p.enum(STORY_STATUSES),
    at: instant(),
    account: () => p.manyToOne(Account).ref().nullable().index(),
    reason: p.text().nullable(),
  },
});
/** Who brought a story to a state, and when. */
export class StoryStep extends StoryStepSchema.class {}
StoryStepSchema.setClass(StoryStep);

export const ROLE_MODEL_STATUSES = ['CANDIDATE', 'SELECTED', 'REVOKED'] as const;

const RoleModelSchema = defineEntity({
  name: 'RoleModel',
  indexes: [
    { properties: ['proposedAt', 'id'] },
    { properties: ['selectedAt', 'id'] },
    {
      name: 'role_model_once',
      expression: `create unique index "role_model_once" on "role_model" (coalesce("team_id", "volunteer_id")) where "status" <> 'REVOKED'`,
    },
  ],
  checks: [
    { name: 'role_model_of_one', expression: '("team_id" is null) <> ("volunteer_id" is null)' },
    {
      name: 'role_model_steps',
      expression: `("selected_at" is not null or "status" <> 'SELECTED') and ("revoked_at" is not null) = ("status" = 'REVOKED')`,
    },
  ],
  properties: {
    id: id(),
    team: () => p.manyToOne(Party).ref().nullable().index().deleteRule('restrict'),
    volunteer: () => p.manyToOne(Volunteer).ref().nullable().index().deleteRule('restrict'),
    deeds: p.text(),
    status: p.enum(ROLE_MODEL_STATUSES),
    owner: () => p.manyToOne(Party).ref().index(),
    story: () => p.manyToOne(Story).ref().nullable().index().deleteRule('restrict'),
    districtCode: p.text().index(),
    proposedAt: instant(),
    selectedAt: instant().nullable(),
    revokedAt: instant().nullable(),
    revokeReason: p.text().nullable(),
    ...written(),
  },
});
/** A team or volunteer proposed, or chosen, as an example to others. */
export class RoleModel extends RoleModelSchema.class {}
RoleModelSchema.setClass(RoleModel);

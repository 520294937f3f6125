import { defineEntity, p } from '@mikro-orm/core';
import { id, instant, titleKey, written } from '../database/columns.ts';
import { Party } from '../party/party.entity.ts';
import { Volunteer } from '../volunteer/volunteer.entity.ts';
import { Incentive } from './incentive.entity.ts';

export const AWARD_ROUND_STATUSES = ['PLANNED', 'OPEN', 'REVIEW', 'DECIDED', 'PUBLISHED'] as const;
export const NOMINATION_STATUSES = ['SUBMITTED', 'ACCEPTED', 'REJECTED', 'WITHDRAWN'] as const;
export const NOMINATOR_KINDS = ['SELF', 'UNIT', 'OFFICE'] as const;

const AwardRoundSchema = defineEntity({
  name: 'AwardRound',
  indexes: [{ properties: ['opensOn', 'id'] }, { properties: ['award', 'opensOn', 'id'] }],
  checks: [
    { name: 'award_round_days', expression: '"period_to" >= "period_from" and "closes_on" >= "opens_on"' },
    {
      name: 'award_round_within_quota',
      expression: '"accepted_count" >= 0 and ("quota" is null or "accepted_count" <= "quota")',
    },
    {
      name: 'award_round_published',
      expression: `("published_at" is not null) = ("status" = 'PUBLISHED')`,
    },
  ],
  properties: {
    id: id(),
    award: () => p.manyToOne(Incentive).ref(),
    title: p.text(),
    titleKey: titleKey(),
    periodFrom: p.date(),
    periodTo: p.date(),
    opensOn: p.date(),
    closesOn: p.date(),
    quota: p.integer().nullable(),
    /** Counted where it changes, by a conditional update that no race can take beyond the quota. */
    acceptedCount: p.integer().default(0),
    status: p.enum(AWARD_ROUND_STATUSES),
    publishedAt: instant().nullable(),
    districtCode: p.text(),
    ...written(),
  },
});
/** A round of an award. */
export class AwardRound extends AwardRoundSchema.class {}
AwardRoundSchema.setClass(AwardRound);

const NominationSchema = defineEntity({
  name: 'Nomination',
  indexes: [
    { properties: ['submittedAt', 'id'] },
    { properties: ['round', 'submittedAt', 'id'] },
    { properties: ['volunteer', 'submittedAt', 'id'] },
    { properties: ['team', 'submittedAt', 'id'] },
    {
      name: 'nomination_once',
      expression: `create unique index "nomination_once" on "nomination" ("round_id", coalesce("volunteer_id", "team_id")) where "status" <> 'WITHDRAWN'`,
    },
  ],
  checks: [
    {
      name: 'nomination_has_one_subject',
      expression: '("volunteer_id" is null) <> ("team_id" is null)',
    },
    {
      name: 'nomination_reviewed',
      expression: `("reviewed_at" is not null) = ("status" in ('ACCEPTED', 'REJECTED')) and ("review_reason" is not null or "status" <> 'REJECTED')`,
    },
  ],
  properties: {
    id: id(),
    round: () => p.manyToOne(AwardRound).ref(),
    volunteer: () => p.manyToOne(Volunteer).ref().nullable().deleteRule('restrict'),
    team: () => p.manyToOne(Party).ref().nullable().deleteRule('restrict'),
    nominator: p.enum(NOMINATOR_KINDS),
    statement: p.text(),
    /** What the ledger said at submission: it stays, whatever is corrected later. */
    minutes: p.integer(),
    activityCount: p.integer(),
    meanScore: p.double().nullable(),
    isEligible: p.boolean().nullable(),
    status: p.enum(NOMINATION_STATUSES),
    reviewReason: p.text().nullable(),
    submittedAt: instant(),
    reviewedAt: instant().nullable(),
    districtCode: p.text(),
    ...written(),
  },
});
/** That somebody is proposed for an award. */
export class Nomination extends NominationSchema.class {}
NominationSchema.setClass(Nomination);

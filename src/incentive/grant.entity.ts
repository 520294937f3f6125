import { defineEntity, p } from '@mikro-orm/core';
import { id, instant, written } from '../database/columns.ts';
import { Party } from '../party/party.entity.ts';
import { Volunteer } from '../volunteer/volunteer.entity.ts';
import { Incentive } from './incentive.entity.ts';
import { AwardRound, Nomination } from './nomination.entity.ts';
import { IncentiveRule } from './rule.entity.ts';

const GrantSchema = defineEntity({
  name: 'Grant',
  // `grant` is a word of SQL.
  tableName: 'incentive_grant',
  indexes: [
    { properties: ['grantedAt', 'id'] },
    { properties: ['incentive', 'grantedAt', 'id'] },
    { properties: ['round', 'grantedAt', 'id'] },
    { properties: ['volunteer', 'grantedAt', 'id'] },
    { properties: ['team', 'grantedAt', 'id'] },
    {
      name: 'incentive_grant_once',
      expression: `create unique index "incentive_grant_once" on "incentive_grant" ("nomination_id") where "revoked_at" is null`,
    },
  ],
  checks: [
    {
      name: 'incentive_grant_has_one_subject',
      expression: '("volunteer_id" is null) <> ("team_id" is null)',
    },
    {
      name: 'incentive_grant_rests_on_something',
      expression:
        '("rule_id" is null) <> ("nomination_id" is null) and ("nomination_id" is null) = ("round_id" is null)',
    },
    { name: 'incentive_grant_days', expression: '"valid_to" is null or "valid_to" >= "valid_from"' },
    {
      name: 'incentive_grant_revoked_has_reason',
      expression: '("revoke_reason" is not null) = ("revoked_at" is not null)',
    },
  ],
  properties: {
    id: id(),
    /** Cannot be guessed: whoever has it, has the grant before them. */
    number: p.text().unique(),
    incentive: () => p.manyToOne(Incentive).ref(),
    rule: () => p.manyToOne(IncentiveRule).ref().nullable().index().deleteRule('restrict'),
    round: () => p.manyToOne(AwardRound).ref().nullable().deleteRule('restrict'),
    nomination: () => p.manyToOne(Nomination).ref().nullable().index().deleteRule('restrict'),
    volunteer: () => p.manyToOne(Volunteer).ref().nullable().deleteRule('restrict'),
    team: () => p.manyToOne(Party).ref().nullable().deleteRule('restrict'),
    minutes: p.integer(),
    activityCount: p.integer(),
    meanScore: p.double().nullable(),
    validFrom: p.date(),
    validTo: p.date().nullable(),
    grantedAt: instant(),
    revokedAt: instant().nullable(),
    revokeReason: p.text().nullable(),
    districtCode: p.text(),
    ...written(),
  },
});
/** A courtesy or award that was given. */
export class Grant extends GrantSchema.class {}
GrantSchema.setClass(Grant);

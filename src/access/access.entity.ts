import { defineEntity, p } from '@mikro-orm/core';
import { id, instant } from '../database/columns.ts';
import { Party } from '../party/party.entity.ts';
import { ROLES } from '../viewer.ts';

const AccountSchema = defineEntity({
  name: 'Account',
  uniques: [{ properties: ['issuer', 'subject'] }],
  properties: {
    id: id(),
    issuer: p.text(),
    subject: p.text(),
    createdAt: instant(),
  },
});
/** Whom a token proves: the issuer and its name for the person, nothing else of them. */
export class Account extends AccountSchema.class {}
AccountSchema.setClass(Account);

const RoleGrantSchema = defineEntity({
  name: 'RoleGrant',
  checks: [
    {
      name: 'role_grant_party_is_coordinated',
      expression: `("party_id" is not null) = ("role" = 'COORDINATOR')`,
    },
  ],
  indexes: [
    {
      name: 'role_grant_once',
      expression:
        'create unique index "role_grant_once" on "role_grant" ("account_id", "role", "party_id", "district_code") nulls not distinct where "revoked_at" is null',
    },
  ],
  properties: {
    id: id(),
    account: () => p.manyToOne(Account).ref().index(),
    role: p.enum(ROLES),
    party: () => p.manyToOne(Party).ref().nullable().index(),
    districtCode: p.text(),
    grantedAt: instant(),
    revokedAt: instant().nullable(),
    version: p.integer().version(),
  },
});
/** A role that an account has, or had. */
export class RoleGrant extends RoleGrantSchema.class {}
RoleGrantSchema.setClass(RoleGrant);

const SecretSchema = defineEntity({
  name: 'Secret',
  properties: { name: p.text().primary(), value: p.text() },
});
/** Keys that this service made for itself: for its own tokens and for digests. Never read by a query. */
export class Secret extends SecretSchema.class {}
SecretSchema.setClass(Secret);

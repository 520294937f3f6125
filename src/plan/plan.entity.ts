import { defineEntity, p } from '@mikro-orm/core';
import { dropsItsSources, id, sortKey, sourced } from '../database/columns.ts';
import { Document } from '../document/document.entity.ts';
import { Membership, Party } from '../party/party.entity.ts';

const PlanSchema = defineEntity({
  name: 'Plan',
  triggers: [dropsItsSources()],
  properties: {
    id: id(),
    code: p.text().unique(),
    districtCode: p.text(),
    districtName: p.text(),
    documentNumber: p.text().unique(),
    title: p.text(),
    titleKey: sortKey(),
    theme: p.text(),
    purpose: p.text().nullable(),
    issuedOn: p.date().index(),
    issuer: () => p.manyToOne(Party).ref().nullable().index(),
    document: () => p.manyToOne(Document).ref().index(),
    supersedes: () => p.oneToOne(Plan).ref().nullable().owner().unique(),
    supersededBy: () => p.oneToOne(Plan).mappedBy('supersedes').ref().nullable(),
    ...sourced(),
  },
});
/** A plan as issued by a document. */
export class Plan extends PlanSchema.class {}
PlanSchema.setClass(Plan);

const GoalSchema = defineEntity({
  name: 'Goal',
  triggers: [dropsItsSources()],
  uniques: [{ properties: ['plan', 'code'] }],
  properties: {
    id: id(),
    plan: () => p.manyToOne(Plan).ref().deleteRule('cascade'),
    code: p.text(),
    ordinal: p.integer(),
    title: p.text(),
    ...sourced(),
  },
});
/** What the plan wants reached, in the document's words. */
export class Goal extends GoalSchema.class {}
GoalSchema.setClass(Goal);

const RequirementSchema = defineEntity({
  name: 'Requirement',
  triggers: [dropsItsSources()],
  uniques: [{ properties: ['plan', 'ordinal'] }],
  properties: {
    id: id(),
    plan: () => p.manyToOne(Plan).ref().deleteRule('cascade'),
    ordinal: p.integer(),
    title: p.text(),
    mechanism: p.text().nullable(),
    ...sourced(),
  },
});
/** A requirement of part four. */
export class Requirement extends RequirementSchema.class {}
RequirementSchema.setClass(Requirement);

const PlanPartySchema = defineEntity({
  name: 'PlanParty',
  properties: {
    plan: () => p.manyToOne(Plan).ref().primary().deleteRule('cascade'),
    party: () => p.manyToOne(Party).ref().primary().deleteRule('cascade').index(),
  },
});
/** That a plan's file lists a party. Plans share parties: what another one lists is not a plan's to overwrite or drop. */
export class PlanParty extends PlanPartySchema.class {}
PlanPartySchema.setClass(PlanParty);

const PlanMembershipSchema = defineEntity({
  name: 'PlanMembership',
  properties: {
    plan: () => p.manyToOne(Plan).ref().primary().deleteRule('cascade'),
    membership: () => p.manyToOne(Membership).ref().primary().deleteRule('cascade').index(),
  },
});
/** That a plan's file lists a member of a collective, as `PlanParty` says it of parties. */
export class PlanMembership extends PlanMembershipSchema.class {}
PlanMembershipSchema.setClass(PlanMembership);

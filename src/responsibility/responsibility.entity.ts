import { defineEntity, p } from '@mikro-orm/core';
import { dropsItsSources, id, ORIGINS, sourced } from '../database/columns.ts';
import { Membership, Party } from '../party/party.entity.ts';
import { Plan, Requirement } from '../plan/plan.entity.ts';
import { Program } from '../program/program.entity.ts';

export const RESPONSIBILITY_KINDS = ['NAMED_IN_CLAUSE', 'TASKED_IN_TEXT', 'ASSIGNED'] as const;
export const RESPONSIBILITY_ROLES = ['LEAD', 'COOPERATE', 'ASSIST'] as const;

const ResponsibilitySchema = defineEntity({
  name: 'Responsibility',
  triggers: [dropsItsSources()],
  uniques: [{ properties: ['program', 'party', 'kind'] }, { properties: ['requirement', 'party', 'kind'] }],
  checks: [
    {
      name: 'responsibility_has_one_home',
      expression: '("program_id" is null) <> ("requirement_id" is null)',
    },
    {
      name: 'responsibility_clause_has_order',
      expression: `("clause_order" is null) = ("kind" <> 'NAMED_IN_CLAUSE')`,
    },
  ],
  properties: {
    id: id(),
    plan: () => p.manyToOne(Plan).ref().deleteRule('cascade').index(),
    program: () => p.manyToOne(Program).ref().nullable().deleteRule('cascade'),
    requirement: () => p.manyToOne(Requirement).ref().nullable().deleteRule('cascade'),
    party: () => p.manyToOne(Party).ref().index(),
    kind: p.enum(RESPONSIBILITY_KINDS),
    /** Null unless the document says it. */
    role: p.enum(RESPONSIBILITY_ROLES).nullable(),
    clauseOrder: p.integer().nullable(),
    /** Place in the plan: programs before requirements, clause before text, so that one column gives the natural order. */
    ordinal: p.integer(),
    ...sourced(),
  },
});
/** A responsibility as declared: one row for a party in a program or requirement. */
export class Responsibility extends ResponsibilitySchema.class {}
ResponsibilitySchema.setClass(Responsibility);

const EffectiveResponsibilitySchema = defineEntity({
  name: 'EffectiveResponsibility',
  tableName: 'effective_responsibility',
  view: true,
  expression: `
    select r.id::text as id, r.id as declared_id, r.plan_id, r.program_id, r.requirement_id, r.party_id,
      null::uuid as via_id, null::uuid as membership_id, null::date as valid_from, null::date as valid_to,
      r.kind, r.role, r.clause_order, r.ordinal, r.origin, r.derivation
    from responsibility r
    union all
    select r.id::text || '+' || m.id::text as id, r.id as declared_id, r.plan_id, r.program_id, r.requirement_id,
      m.member_id as party_id, m.collective_id as via_id, m.id as membership_id, m.valid_from, m.valid_to,
      r.kind, r.role, null::int as clause_order, r.ordinal,
      case when r.origin = 'OPERATOR' then 'OPERATOR' else 'PARSED' end as origin,
      case when r.origin <> 'OPERATOR' then concat_ws('；', r.derivation, '由“' || c.name || '”的成员关系展开（成员不在原文中'
        || case when m.is_confirmed then '）' else '，是否为成员待确认）' end) end as derivation
    from responsibility r join membership m on m.collective_id = r.party_id join party c on c.id = m.collective_id`,
  properties: {
    id: p.text().primary(),
    declaredId: p.uuid(),
    plan: () => p.manyToOne(Plan).ref(),
    program: () => p.manyToOne(Program).ref().nullable(),
    requirement: () => p.manyToOne(Requirement).ref().nullable(),
    party: () => p.manyToOne(Party).ref(),
    via: () => p.manyToOne(Party).ref().nullable(),
    membership: () => p.manyToOne(Membership).ref().nullable(),
    validFrom: p.date().nullable(),
    validTo: p.date().nullable(),
    kind: p.enum(RESPONSIBILITY_KINDS),
    role: p.enum(RESPONSIBILITY_ROLES).nullable(),
    clauseOrder: p.integer().nullable(),
    ordinal: p.integer(),
    origin: p.enum(ORIGINS),
    derivation: p.text().nullable(),
  },
});
/**
 * Declared rows, and beside each row of a collective one row for every member it ever had, with the dates that hold.
 * The document names the collective and not the member: a member's row is derived, and has no place in the clause.
 */
export class EffectiveResponsibility extends EffectiveResponsibilitySchema.class {}
EffectiveResponsibilitySchema.setClass(EffectiveResponsibility);

import type { Condition, ReadsDefinition } from '../graph/definition.ts';
import { EffectiveResponsibility } from './responsibility.entity.ts';

const validOn = (alias: string, day: string): string =>
  `(${alias}.valid_from is null or ${alias}.valid_from <= ${day}) and (${alias}.valid_to is null or ${alias}.valid_to > ${day})`;

/**
 * Which effective rows a list shows. As declared: those without a membership (also where no `expand` is given, as in
 * filters). Expanded: the members' rows valid on `asOf`, and a declared row unless members stand for it.
 */
export const expanded: Condition = (alias, bind, { expand, asOf }) => {
  if (expand !== 'MEMBERS') return `${alias}.membership_id is null`;
  const day = `${bind.add(asOf)}::date`;
  const stoodFor = `exists (select 1 from membership m where m.collective_id = ${alias}.party_id and ${validOn('m', day)})`;
  return `(case when ${alias}.membership_id is null then not ${stoodFor} else ${validOn(alias, day)} end)`;
};

/** What a party owes: its declared rows always, and with `expand: MEMBERS` also what it owes through collectives. */
const owed: Condition = (alias, bind, { expand, asOf }) => {
  if (expand !== 'MEMBERS') return `${alias}.membership_id is null`;
  return `(${alias}.membership_id is null or ${validOn(alias, `${bind.add(asOf)}::date`)})`;
};

export const responsibilityReads: ReadsDefinition = {
  models: {
    Responsibility: {
      entity: EffectiveResponsibility,
      order: ['plan', 'ordinal', 'id'],
      orders: { ORDINAL: ['ordinal'], CLAUSE_ORDER: ['clauseOrder'] },
      needs: { sources: ['declaredId'] },
    },
  },
  relations: {
    'Plan.responsibilities': { target: 'Responsibility', by: 'plan', condition: expanded },
    'Program.responsibilities': { target: 'Responsibility', by: 'program', condition: expanded },
    'Requirement.responsibilities': { target: 'Responsibility', by: 'requirement', condition: expanded },
    'Party.responsibilities': { target: 'Responsibility', by: 'party', condition: owed },
  },
};

import type { Condition, ReadsDefinition } from '../graph/definition.ts';
import { Membership, Party } from './party.entity.ts';

/** With `asOf`: only memberships valid on that day. The last day is excluded, an unknown end is open. */
const validOn: Condition = (alias, bind, { asOf }) => {
  if (asOf === undefined || asOf === null) return 'true';
  const day = `${bind.add(asOf)}::date`;
  return `(${alias}.valid_from is null or ${alias}.valid_from <= ${day}) and (${alias}.valid_to is null or ${alias}.valid_to > ${day})`;
};

export const partyReads: ReadsDefinition = {
  models: {
    Party: {
      entity: Party,
      types: { by: 'kind', of: { UNIT: 'Unit', COLLECTIVE: 'Collective', TEAM: 'Team' } },
      order: ['nameKey'],
      orders: { NAME: ['nameKey'], CODE: ['code'], KIND: ['kind'] },
    },
    Membership: { entity: Membership, order: ['validFrom'] },
  },
  relations: {
    'Party.children': { target: 'Party', by: 'parent' },
    'Party.memberships': { target: 'Membership', by: 'member', condition: validOn },
    'Party.members': { target: 'Membership', by: 'collective', condition: validOn },
  },
};

import type { EntityManager } from '@mikro-orm/postgresql';
import { Membership, Party } from '../party/party.entity.ts';
import type { MembershipFact, PartyFact } from '../planfile/format.ts';
import type { PassagesOf } from './sources.ts';

export interface ExportedParties {
  parties: PartyFact[];
  memberships: MembershipFact[];
  /** Code of one of the parties, by id. */
  codeOf: (id: string) => string;
}

const ENTERED = { origin: 'OPERATOR' as const, derivation: null, sources: [] };

/**
 * The parties that a plan refers to (`ids`, and those that its document names), the members of its collectives, and
 * all parties above them: in the order of their first import, those that its document names first.
 */
export async function exportParties(
  em: EntityManager,
  passages: PassagesOf,
  ids: readonly string[],
): Promise<ExportedParties> {
  const reached: { id: string }[] = await em.execute(
    `with recursive reached(id) as (
       select value::uuid from jsonb_array_elements_text(?::jsonb)
       union
       select next.id from reached r cross join lateral (
         select p.parent_id as id from party p where p.id = r.id and p.parent_id is not null
         union all
         select m.member_id from membership m where m.collective_id = r.id
       ) next
     ) select id from reached`,
    [JSON.stringify([...ids, ...passages.subjects()])],
  );
  const list = reached.map(({ id }) => id);
  const found = await em.find(Party, { id: { $in: list } }, { orderBy: { id: 'asc' } });
  const isNamed = (party: Party) => passages.of(party.id).length > 0;
  const parties = [...found.filter(isNamed), ...found.filter((party) => !isNamed(party))];
  const memberships = await em.find(
    Membership,
    { collective: { $in: parties.map(({ id }) => id) } },
    { orderBy: { id: 'asc' } },
  );
  const codes = new Map(parties.map(({ id, code }) => [id, code]));
  const codeOf = (id: string): string => codes.get(id)!;
  return {
    codeOf,
    parties: parties.map((party) => ({
      code: party.code,
      kind: party.kind,
      name: party.name,
      aliases: party.aliases,
      unitType: party.unitType ?? null,
      parent: party.parent ? codeOf(party.parent.id) : null,
      divisionCode: party.divisionCode ?? null,
      // Where only another plan's document names it, this plan's file has it as entered.
      ...(isNamed(party) ? passages.sourced(party) : ENTERED),
    })),
    memberships: memberships.map((membership) => ({
      collective: codeOf(membership.collective.id),
      member: codeOf(membership.member.id),
      validFrom: membership.validFrom ?? null,
      validTo: membership.validTo ?? null,
      confirmed: membership.isConfirmed,
      sourceTitle: membership.sourceTitle,
      sourceUrl: membership.sourceUrl ?? null,
      note: membership.note ?? null,
    })),
  };
}

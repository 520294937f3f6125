import type { EntityManager } from '@mikro-orm/postgresql';
import { pinyinKey } from '../database/columns.ts';
import { Party } from '../party/party.entity.ts';
import type { Origin, PartyFact, PlanFile } from '../planfile/format.ts';
import type { Contradictions } from './contradictions.ts';
import type { Listings } from './listings.ts';
import { provenance, type Sources } from './sources.ts';

/** What a plan may not contradict another in; where one says nothing, the other's word holds. */
const AGREED = ['name', 'kind', 'unitType', 'divisionCode', 'parent'] as const;
const STRENGTH: Record<Origin, number> = { OPERATOR: 0, PARSED: 1, STATED: 2 };

/**
 * Writes the parties of a file. A party that no other plan lists is made what the file says; of one that another plan
 * lists, the names are joined and the stronger origin holds, and every contradiction is reported.
 */
export async function writeParties(
  em: EntityManager,
  file: PlanFile,
  sources: Sources,
  listings: Listings,
  contradictions: Contradictions,
): Promise<Map<string, Party>> {
  const codes = file.parties.map(({ code }) => code);
  const known = new Map(
    (await em.find(Party, { code: { $in: codes } }, { populate: ['parent'] })).map((row) => [row.code, row]),
  );
  const facts = file.parties.map((fact) => {
    const row = known.get(fact.code);
    const plans = row ? listings.others(row.id) : [];
    return row && plans.length > 0 ? joined(fact, row, plans, contradictions) : fact;
  });
  const parties = new Map<string, Party>();
  for (const fact of facts) {
    const values = {
      code: fact.code,
      kind: fact.kind,
      name: fact.name,
      nameKey: pinyinKey(fact.name),
      aliases: fact.aliases,
      unitType: fact.unitType,
      divisionCode: fact.divisionCode,
      ...provenance(fact),
    };
    const row = known.get(fact.code);
    parties.set(fact.code, row ? em.assign(row, values) : em.create(Party, values, { persist: true }));
  }
  for (const [i, fact] of facts.entries()) {
    const party = parties.get(fact.code)!;
    // A parent that only another plan knows stays as it is.
    const parent = fact.parent === null ? null : parties.get(fact.parent);
    if (parent !== undefined) em.assign(party, { parent });
    sources.add(party.id, file.parties[i]!.sources);
  }
  return parties;
}

/** The fact with what other plans say of the same party. */
function joined(
  fact: PartyFact,
  row: Party,
  plans: readonly string[],
  contradictions: Contradictions,
): PartyFact {
  const known: PartyFact = {
    code: row.code,
    kind: row.kind,
    name: row.name,
    aliases: row.aliases,
    unitType: row.unitType ?? null,
    parent: row.parent?.unwrap().code ?? null,
    divisionCode: row.divisionCode ?? null,
    origin: row.origin,
    derivation: row.derivation ?? null,
    sources: [],
  };
  for (const property of AGREED) {
    if (known[property] === null || fact[property] === null || known[property] === fact[property]) continue;
    contradictions.add({
      what: fact.code,
      property,
      known: known[property],
      given: fact[property],
      plans,
    });
  }
  const { origin, derivation } = STRENGTH[fact.origin] > STRENGTH[known.origin] ? fact : known;
  return {
    ...known,
    aliases: [...known.aliases, ...fact.aliases.filter((alias) => !known.aliases.includes(alias))],
    unitType: known.unitType ?? fact.unitType,
    parent: known.parent ?? fact.parent,
    divisionCode: known.divisionCode ?? fact.divisionCode,
    origin,
    derivation,
  };
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { Membership, type Party } from '../party/party.entity.ts';
import type { MembershipFact, PlanFile } from '../planfile/format.ts';
import { overlap, periodOf } from '../planfile/read-memberships.ts';
import type { Contradictions } from './contradictions.ts';
import type { Listings } from './listings.ts';

/**
 * Writes the memberships of a file. Those that its last import listed and this one does not go, unless another plan
 * lists them; a second plan may add members to a collective, but not give other dates to those it has.
 *
 * @returns the rows that the file lists
 */
export async function writeMemberships(
  em: EntityManager,
  file: PlanFile,
  parties: ReadonlyMap<string, Party>,
  listings: Listings,
  contradictions: Contradictions,
): Promise<Membership[]> {
  const collectives = [...new Set(file.memberships.map(({ collective }) => parties.get(collective)!.id))];
  const existing = await em.find(
    Membership,
    { $or: [{ collective: { $in: collectives } }, { id: { $in: [...listings.own('membership')] } }] },
    { populate: ['collective', 'member'] },
  );
  const key = (collective: string, member: string, from: string | null) =>
    `${collective} ${member} ${from ?? ''}`;
  const known = new Map(
    existing.map((row) => [key(row.collective.id, row.member.id, row.validFrom ?? null), row]),
  );
  const listed: Membership[] = [];
  for (const fact of file.memberships) {
    const [collective, member] = [parties.get(fact.collective)!, parties.get(fact.member)!];
    const id = key(collective.id, member.id, fact.validFrom);
    const row = known.get(id);
    const plans = row ? listings.others(row.id) : [];
    known.delete(id);
    if (row && plans.length > 0) {
      if ((row.validTo ?? null) !== fact.validTo) {
        const given = { property: 'validTo', known: row.validTo ?? null, given: fact.validTo };
        contradictions.add({ what: `${fact.collective} > ${fact.member}`, ...given, plans });
      }
      // The other plan's source stays; that either of them could confirm it is enough.
      listed.push(em.assign(row, { isConfirmed: row.isConfirmed || fact.confirmed }));
    } else {
      const values = valuesOf(fact, collective, member);
      listed.push(row ? em.assign(row, values) : em.create(Membership, values, { persist: true }));
    }
  }
  for (const row of known.values()) {
    const plans = listings.others(row.id);
    if (plans.length === 0 && listings.own('membership').has(row.id)) em.remove(row);
    else reportOverlaps(row, plans, file, contradictions);
  }
  return listed;
}

const valuesOf = (fact: MembershipFact, collective: Party, member: Party) => ({
  collective,
  member,
  validFrom: fact.validFrom,
  validTo: fact.validTo,
  isConfirmed: fact.confirmed,
  sourceTitle: fact.sourceTitle,
  sourceUrl: fact.sourceUrl,
  note: fact.note,
  origin: 'OPERATOR' as const,
});

/** Where the file has a member at a time for which another plan has it already, under another first day. */
function reportOverlaps(
  row: Membership,
  plans: readonly string[],
  file: PlanFile,
  contradictions: Contradictions,
): void {
  const [collective, member] = [row.collective.unwrap().code, row.member.unwrap().code];
  const period = { validFrom: row.validFrom ?? null, validTo: row.validTo ?? null };
  for (const fact of file.memberships) {
    if (fact.collective !== collective || fact.member !== member || !overlap(fact, period)) continue;
    contradictions.add({
      what: `${collective} > ${member}`,
      property: 'validFrom–validTo',
      known: periodOf(period),
      given: periodOf(fact),
      plans,
    });
  }
}

import { FlushMode, ForeignKeyConstraintViolationException, type EntityManager } from '@mikro-orm/postgresql';
import { ADVISORY_LOCKS } from '../advisory-locks.ts';
import { OperatorError } from '../errors.ts';
import { Citation, Document } from '../document/document.entity.ts';
import { pinyinKey } from '../database/columns.ts';
import { Incentive } from '../incentive/incentive.entity.ts';
import type { Party } from '../party/party.entity.ts';
import type { PlanFile } from '../planfile/format.ts';
import { Goal, type Plan, Requirement } from '../plan/plan.entity.ts';
import { Program } from '../program/program.entity.ts';
import { Contradictions } from './contradictions.ts';
import { writeMemberships } from './import-memberships.ts';
import { writeParties } from './import-parties.ts';
import { importParts } from './import-parts.ts';
import { writePlan } from './import-plan.ts';
import { Listings, recordListing, removeUnreferred, withdrawUnsourced } from './listings.ts';
import { provenance, Sources } from './sources.ts';
import { sync } from './sync.ts';

export interface ImportReport {
  planCode: string;
  created: number;
  updated: number;
  removed: number;
}

/**
 * Writes a validated plan in one transaction: all or nothing, and the same file twice changes nothing. The report
 * counts facts: one is updated when its values, the parties of its task or its passages changed. Throws
 * OperatorError when the plan's code or document belongs to another plan, when it refers to a plan that is not here,
 * when it contradicts what another plan says of a party or member that both list, or when something it no longer
 * contains still has work hanging on it.
 */
export async function importPlan(em: EntityManager, file: PlanFile): Promise<ImportReport> {
  try {
    // One flush at the end, so that its change sets are the whole report.
    const options = { flushMode: FlushMode.COMMIT };
    return await em.fork().transactional(async (tx) => {
      await tx.execute('select pg_advisory_xact_lock(?)', [ADVISORY_LOCKS.IMPORT]);
      return write(tx, file);
    }, options);
  } catch (error) {
    if (error instanceof ForeignKeyConstraintViolationException) {
      throw new OperatorError(
        `新规划删去的内容仍被其他记录引用，未作任何改动：${error.message}`,
        `Something that the new plan drops is still referred to; nothing was changed: ${error.message}`,
      );
    }
    throw error;
  }
}

async function write(em: EntityManager, file: PlanFile): Promise<ImportReport> {
  const sources = new Sources();
  const contradictions = new Contradictions();
  const listings = await Listings.read(em, file.plan.code);
  const parties = await writeParties(em, file, sources, listings, contradictions);
  const memberships = await writeMemberships(em, file, parties, listings, contradictions);
  contradictions.refuse();
  const document = await writeDocument(em, file, parties, sources);
  const plan = await writePlan(em, file, parties, document, sources);
  await writeCitations(em, file, document, sources);
  const goals = sync(
    em,
    Goal,
    await em.find(Goal, { plan }),
    ({ code }) => code,
    file.goals,
    ({ code }) => code,
    (fact, i) => ({ plan, code: fact.code, ordinal: i + 1, title: fact.title, ...provenance(fact) }),
  );
  for (const fact of file.goals) sources.add(goals.get(fact.code)!.id, fact.sources);
  const requirements = sync(
    em,
    Requirement,
    await em.find(Requirement, { plan }),
    ({ ordinal }) => String(ordinal),
    file.requirements,
    ({ ordinal }) => String(ordinal),
    ({ ordinal, title, mechanism, ...fact }) => ({ plan, ordinal, title, mechanism, ...provenance(fact) }),
  );
  for (const fact of file.requirements) sources.add(requirements.get(String(fact.ordinal))!.id, fact.sources);
  const programs = sync(
    em,
    Program,
    await em.find(Program, { plan }),
    ({ ordinal }) => String(ordinal),
    file.programs,
    ({ ordinal }) => String(ordinal),
    ({ ordinal, title, slogan, summary, ...fact }) => ({
      plan,
      code: `${file.plan.code}/${ordinal}`,
      ordinal,
      title,
      titleKey: pinyinKey(title),
      slogan,
      summary,
      ...provenance(fact),
    }),
  );
  for (const fact of file.programs) sources.add(programs.get(String(fact.ordinal))!.id, fact.sources);
  await writeIncentives(em, file, plan, parties, sources);
  await importParts(em, file, { plan, parties, programs, requirements }, sources);

  const unit = em.getUnitOfWork();
  unit.computeChangeSets();
  const changed = (type: string) =>
    new Set(unit.getChangeSets().flatMap((change) => (change.type === type ? idOf(change.entity) : [])));
  const created = changed('create');
  const updated = changed('update');
  const removed = new Set([...unit.getRemoveStack()].map((row) => idOf(row)));
  for (const list of unit.getCollectionUpdates()) updated.add(idOf(list.owner));
  await em.flush();
  for (const id of await sources.write(em, document.id)) updated.add(id);
  await resolveCitations(em, document);
  const partyIds = [...parties.values()].map(({ id }) => id);
  await recordListing(em, plan.id, 'party', partyIds);
  await recordListing(
    em,
    plan.id,
    'membership',
    memberships.map(({ id }) => id),
  );
  const before = listings.own('party');
  for (const id of await removeUnreferred(em, listings.dropped('party', new Set(partyIds)))) removed.add(id);
  for (const id of await withdrawUnsourced(em, [...before])) updated.add(id);
  return {
    planCode: plan.code,
    created: created.size,
    updated: updated.difference(created).difference(removed).size,
    removed: removed.size,
  };
}

const idOf = (row: object): string => (row as { id: string }).id;

/** Citations of earlier imports that meant this document by its number now point to it. */
async function resolveCitations(em: EntityManager, document: Document): Promise<void> {
  await em.execute('update citation set target_id = ? where target_number = ? and target_id is null', [
    document.id,
    document.number,
  ]);
}

async function writeDocument(
  em: EntityManager,
  file: PlanFile,
  parties: Map<string, Party>,
  sources: Sources,
): Promise<Document> {
  const fact = file.document;
  const values = {
    number: fact.number,
    title: fact.title,
    issuer: parties.get(fact.issuer) ?? null,
    issuedOn: fact.issuedOn,
    printedOn: fact.printedOn,
    addressees: fact.addressees,
    text: file.text,
    ...provenance(fact),
  };
  const known = await em.findOne(Document, { number: fact.number });
  const document = known ? em.assign(known, values) : em.create(Document, values, { persist: true });
  sources.add(document.id, fact.sources);
  return document;
}

async function writeCitations(
  em: EntityManager,
  file: PlanFile,
  document: Document,
  sources: Sources,
): Promise<void> {
  const numbers = file.citations.flatMap(({ targetNumber }) => targetNumber ?? []);
  const targets = new Map(
    (await em.find(Document, { number: { $in: numbers } })).map((row) => [row.number, row]),
  );
  const citations = sync(
    em,
    Citation,
    await em.find(Citation, { document }),
    ({ code }) => code,
    file.citations,
    ({ code }) => code,
    (fact, i) => ({
      document,
      code: fact.code,
      ordinal: i + 1,
      title: fact.title,
      note: fact.note,
      targetNumber: fact.targetNumber,
      target: targets.get(fact.targetNumber ?? '') ?? null,
      ...provenance(fact),
    }),
  );
  for (const fact of file.citations) sources.add(citations.get(fact.code)!.id, fact.sources);
}

async function writeIncentives(
  em: EntityManager,
  file: PlanFile,
  plan: Plan,
  parties: Map<string, Party>,
  sources: Sources,
): Promise<void> {
  const key = ({ kind, code }: { kind: string; code: string }) => `${kind} ${code}`;
  const ofKind = Map.groupBy(file.incentives, ({ kind }) => kind);
  const ordinals = new Map([...ofKind.values()].flatMap((list) => list.map((fact, i) => [fact, i + 1])));
  const incentives = sync(
    em,
    Incentive,
    await em.find(Incentive, { plan }),
    key,
    file.incentives,
    key,
    (fact, i) => ({
      plan,
      kind: fact.kind,
      code: fact.code,
      title: fact.title,
      titleKey: pinyinKey(fact.title),
      position: i + 1,
      ordinal: ordinals.get(fact)!,
      audience: fact.audience,
      provider: parties.get(fact.provider ?? '') ?? null,
      ...provenance(fact),
    }),
  );
  for (const fact of file.incentives) sources.add(incentives.get(key(fact))!.id, fact.sources);
}

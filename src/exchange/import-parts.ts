import type { EntityManager } from '@mikro-orm/postgresql';
import { pinyinKey } from '../database/columns.ts';
import type { Party } from '../party/party.entity.ts';
import type { PlanFile, ResponsibilityFact, TaskFact } from '../planfile/format.ts';
import type { Plan, Requirement } from '../plan/plan.entity.ts';
import { Campaign, Indicator, type Program, Schedule, Target, Task } from '../program/program.entity.ts';
import { Responsibility } from '../responsibility/responsibility.entity.ts';
import { Term, Vocabulary } from '../vocabulary/vocabulary.entity.ts';
import { provenance, type Sources } from './sources.ts';
import { sync } from './sync.ts';

export interface PlanRows {
  plan: Plan;
  parties: Map<string, Party>;
  /** By ordinal, as text. */
  programs: Map<string, Program>;
  requirements: Map<string, Requirement>;
}

/** A fact inside a program or requirement, with the row it belongs to. */
interface Placed<F> {
  fact: F;
  home: Program | Requirement;
  isProgram: boolean;
  /** Place among its siblings, from 1. */
  ordinal: number;
}

/** Writes what stands inside programs and requirements: their parts, responsibilities, tasks and vocabularies. */
export async function importParts(
  em: EntityManager,
  file: PlanFile,
  rows: PlanRows,
  sources: Sources,
): Promise<void> {
  await writeProgramParts(em, file, rows, sources);
  await writeTasks(em, file, rows, sources);
  await writeResponsibilities(em, file, rows, sources);
  await writeVocabularies(em, file, rows, sources);
}

function inPrograms<F>(file: PlanFile, rows: PlanRows, list: (program: PlanFile['programs'][number]) => F[]) {
  return file.programs.flatMap((program) =>
    list(program).map((fact, i) => ({
      fact,
      program: rows.programs.get(String(program.ordinal))!,
      ordinal: i + 1,
    })),
  );
}

async function writeProgramParts(
  em: EntityManager,
  file: PlanFile,
  rows: PlanRows,
  sources: Sources,
): Promise<void> {
  const where = { program: { plan: rows.plan } };
  const keyOfRow = (row: { program: { id: string }; code: string }) => `${row.program.id} ${row.code}`;
  const key = ({ program, fact }: { program: Program; fact: { code: string } }) =>
    `${program.id} ${fact.code}`;

  const campaignFacts = inPrograms(file, rows, ({ campaigns }) => campaigns);
  const campaigns = sync(
    em,
    Campaign,
    await em.find(Campaign, where),
    keyOfRow,
    campaignFacts,
    key,
    ({ fact, program, ordinal }) => ({
      program,
      ordinal,
      code: fact.code,
      kind: fact.kind,
      title: fact.title,
      ...provenance(fact),
    }),
  );
  for (const placed of campaignFacts) sources.add(campaigns.get(key(placed))!.id, placed.fact.sources);

  const targetFacts = inPrograms(file, rows, ({ targets }) => targets);
  const targets = sync(
    em,
    Target,
    await em.find(Target, where),
    keyOfRow,
    targetFacts,
    key,
    ({ fact, program, ordinal }) => ({
      program,
      ordinal,
      code: fact.code,
      title: fact.title,
      metric: fact.metric,
      basis: fact.basis,
      value: fact.value,
      unit: fact.unit,
      campaign: fact.campaign === null ? null : campaigns.get(`${program.id} ${fact.campaign}`)!,
      ...provenance(fact),
    }),
  );
  for (const placed of targetFacts) sources.add(targets.get(key(placed))!.id, placed.fact.sources);

  const indicatorFacts = inPrograms(file, rows, ({ indicators }) => indicators);
  const indicators = sync(
    em,
    Indicator,
    await em.find(Indicator, where),
    keyOfRow,
    indicatorFacts,
    key,
    ({ fact, program, ordinal }) => ({
      program,
      ordinal,
      code: fact.code,
      title: fact.title,
      unit: fact.unit,
      ...provenance(fact),
    }),
  );
  for (const placed of indicatorFacts) sources.add(indicators.get(key(placed))!.id, placed.fact.sources);

  const scheduleFacts = inPrograms(file, rows, ({ schedules }) => schedules);
  const schedules = sync(
    em,
    Schedule,
    await em.find(Schedule, where),
    keyOfRow,
    scheduleFacts,
    key,
    ({ fact, program, ordinal }) => ({
      program,
      ordinal,
      code: fact.code,
      kind: fact.kind,
      label: fact.label,
      rrule: fact.rrule,
      ...provenance(fact),
    }),
  );
  for (const placed of scheduleFacts) sources.add(schedules.get(key(placed))!.id, placed.fact.sources);
}

/** Programs first, then requirements: the order of the text. */
function everywhere<F>(
  file: PlanFile,
  rows: PlanRows,
  list: (home: PlanFile['programs'][number] | PlanFile['requirements'][number]) => readonly F[],
): Placed<F>[] {
  const place = (home: Program | Requirement, isProgram: boolean, facts: readonly F[]) =>
    facts.map((fact, i) => ({ fact, home, isProgram, ordinal: i + 1 }));
  return [
    ...file.programs.flatMap((fact) => place(rows.programs.get(String(fact.ordinal))!, true, list(fact))),
    ...file.requirements.flatMap((fact) =>
      place(rows.requirements.get(String(fact.ordinal))!, false, list(fact)),
    ),
  ];
}

const homeOf = ({ home, isProgram }: Placed<unknown>) => ({
  program: isProgram ? (home as Program) : null,
  requirement: isProgram ? null : (home as Requirement),
});

const inPlan = ({ plan }: PlanRows) => ({ $or: [{ program: { plan } }, { requirement: { plan } }] });

async function writeTasks(
  em: EntityManager,
  file: PlanFile,
  rows: PlanRows,
  sources: Sources,
): Promise<void> {
  const facts = everywhere<TaskFact>(file, rows, ({ tasks }) => tasks);
  const key = ({ fact, home }: Placed<TaskFact>) => `${home.id} ${fact.code}`;
  const existing = await em.find(Task, inPlan(rows), { populate: ['parties'] });
  const tasks = sync(
    em,
    Task,
    existing,
    (row) => `${(row.program ?? row.requirement)!.id} ${row.code}`,
    facts,
    key,
    (placed) => ({
      ...homeOf(placed),
      ordinal: placed.ordinal,
      code: placed.fact.code,
      text: placed.fact.text,
      ...provenance(placed.fact),
    }),
  );
  for (const placed of facts) {
    const task = tasks.get(key(placed))!;
    const parties = placed.fact.parties.map((code) => rows.parties.get(code)!);
    const isSame =
      parties.length === task.parties.length && parties.every((party, i) => task.parties[i] === party);
    if (!isSame) task.parties.set(parties);
    sources.add(task.id, placed.fact.sources);
  }
}

async function writeResponsibilities(
  em: EntityManager,
  file: PlanFile,
  rows: PlanRows,
  sources: Sources,
): Promise<void> {
  const facts = everywhere<ResponsibilityFact>(file, rows, ({ responsibilities }) => responsibilities);
  const keyOf = (home: string, party: string, kind: string) =>
    `${home} ${party}${kind === 'ASSIGNED' ? ' assigned' : ''}`;
  const keyOfRow = (row: Responsibility) =>
    keyOf((row.program ?? row.requirement)!.id, row.party.id, row.kind);
  const key = ({ fact, home }: Placed<ResponsibilityFact>) =>
    keyOf(home.id, rows.parties.get(fact.party)!.id, fact.kind);
  const given = new Set(facts.map(key));
  // What an office assigned is not the file's to remove.
  const existing = (await em.find(Responsibility, inPlan(rows))).filter(
    (row) => row.kind !== 'ASSIGNED' || given.has(keyOfRow(row)),
  );
  const responsibilities = sync(em, Responsibility, existing, keyOfRow, facts, key, (placed, i) => ({
    ...homeOf(placed),
    plan: rows.plan,
    party: rows.parties.get(placed.fact.party)!,
    kind: placed.fact.kind,
    role: placed.fact.role,
    clauseOrder: placed.fact.clauseOrder,
    ordinal: i + 1,
    ...provenance(placed.fact),
  }));
  for (const placed of facts) sources.add(responsibilities.get(key(placed))!.id, placed.fact.sources);
}

async function writeVocabularies(
  em: EntityManager,
  file: PlanFile,
  rows: PlanRows,
  sources: Sources,
): Promise<void> {
  const { plan } = rows;
  const programOf = (ordinal: number | null) =>
    ordinal === null ? null : rows.programs.get(String(ordinal))!;
  const vocabularies = sync(
    em,
    Vocabulary,
    await em.find(Vocabulary, { plan }),
    ({ code }) => code,
    file.vocabularies,
    ({ code }) => code,
    (fact, i) => ({
      plan,
      code: fact.code,
      ordinal: i + 1,
      title: fact.title,
      program: programOf(fact.program),
      requirement: fact.requirement === null ? null : rows.requirements.get(String(fact.requirement))!,
      ...provenance(fact),
    }),
  );
  for (const fact of file.vocabularies) sources.add(vocabularies.get(fact.code)!.id, fact.sources);

  const facts = file.vocabularies.flatMap((vocabulary) =>
    vocabulary.terms.map((fact, i) => ({ fact, vocabulary, ordinal: i + 1 })),
  );
  const key = ({ fact, vocabulary }: (typeof facts)[number]) =>
    `${vocabularies.get(vocabulary.code)!.id} ${fact.code}`;
  const terms = sync(
    em,
    Term,
    await em.find(Term, { vocabulary: { plan } }),
    (row) => `${row.vocabulary.id} ${row.code}`,
    facts,
    key,
    ({ fact, vocabulary, ordinal }) => ({
      vocabulary: vocabularies.get(vocabulary.code)!,
      program: programOf(vocabulary.program),
      code: fact.code,
      label: fact.label,
      labelKey: pinyinKey(fact.label),
      ordinal,
      ...provenance(fact),
    }),
  );
  for (const placed of facts) sources.add(terms.get(key(placed))!.id, placed.fact.sources);
}

import type { EntityManager } from '@mikro-orm/postgresql';
import type { PlanFile, VocabularyFact } from '../planfile/format.ts';
import type { Plan } from '../plan/plan.entity.ts';
import { Campaign, Indicator, Schedule, Target, Task } from '../program/program.entity.ts';
import { Responsibility } from '../responsibility/responsibility.entity.ts';
import { Term, Vocabulary } from '../vocabulary/vocabulary.entity.ts';
import type { PassagesOf } from './sources.ts';

type ProgramFact = PlanFile['programs'][number];
type RequirementFact = PlanFile['requirements'][number];
type CodeOf = (partyId: string) => string;

/** What stands inside programs and requirements. */
export interface ExportedParts {
  /** Ids of all parties that it refers to. */
  partyIds: string[];
  vocabularies: VocabularyFact[];
  ofProgram: (
    id: string,
    codeOf: CodeOf,
  ) => Pick<ProgramFact, 'campaigns' | 'targets' | 'indicators' | 'schedules' | 'tasks' | 'responsibilities'>;
  ofRequirement: (id: string, codeOf: CodeOf) => Pick<RequirementFact, 'tasks' | 'responsibilities'>;
}

const ORDER = { orderBy: { ordinal: 'asc' } } as const;

/** Reads every part of a plan, one statement a table. */
export async function exportParts(
  em: EntityManager,
  plan: Plan,
  passages: PassagesOf,
): Promise<ExportedParts> {
  const inProgram = { program: { plan } };
  const campaigns = await em.find(Campaign, inProgram, ORDER);
  const targets = await em.find(Target, inProgram, ORDER);
  const indicators = await em.find(Indicator, inProgram, ORDER);
  const schedules = await em.find(Schedule, inProgram, ORDER);
  const tasks = await em.find(
    Task,
    { $or: [{ program: { plan } }, { requirement: { plan } }] },
    { ...ORDER, populate: ['parties'] },
  );
  const responsibilities = await em.find(Responsibility, { plan, kind: { $ne: 'ASSIGNED' } }, ORDER);
  const codes = new Map(campaigns.map(({ id, code }) => [id, code]));

  const byHome = <R extends object>(rows: readonly R[], homeOf: (row: R) => string) => {
    const groups = Map.groupBy(rows, homeOf);
    return (home: string): R[] => groups.get(home) ?? [];
  };
  const homeOfPart = ({ program }: { program: { id: string } }) => program.id;
  const homeOfDuty = (row: Task | Responsibility) => (row.program ?? row.requirement)!.id;
  const campaignsOf = byHome(campaigns, homeOfPart);
  const targetsOf = byHome(targets, homeOfPart);
  const indicatorsOf = byHome(indicators, homeOfPart);
  const schedulesOf = byHome(schedules, homeOfPart);
  const tasksOf = byHome(tasks, homeOfDuty);
  const responsibilitiesOf = byHome(responsibilities, homeOfDuty);

  const ofRequirement: ExportedParts['ofRequirement'] = (home, codeOf) => ({
    tasks: tasksOf(home).map((task) => ({
      code: task.code,
      text: task.text,
      parties: task.parties.getItems().map(({ id }) => codeOf(id)),
      ...passages.sourced(task),
    })),
    responsibilities: responsibilitiesOf(home).map((row) => ({
      party: codeOf(row.party.id),
      kind: row.kind,
      role: row.role ?? null,
      clauseOrder: row.clauseOrder ?? null,
      ...passages.sourced(row),
    })),
  });
  return {
    partyIds: [
      ...tasks.flatMap((task) => task.parties.getItems().map(({ id }) => id)),
      ...responsibilities.map(({ party }) => party.id),
    ],
    vocabularies: await exportVocabularies(em, plan, passages),
    ofRequirement,
    ofProgram: (home, codeOf) => ({
      campaigns: campaignsOf(home).map((row) => ({
        code: row.code,
        kind: row.kind,
        title: row.title,
        ...passages.sourced(row),
      })),
      targets: targetsOf(home).map((row) => ({
        code: row.code,
        title: row.title,
        metric: row.metric,
        basis: row.basis,
        value: row.value ?? null,
        unit: row.unit ?? null,
        campaign: row.campaign ? codes.get(row.campaign.id)! : null,
        ...passages.sourced(row),
      })),
      indicators: indicatorsOf(home).map((row) => ({
        code: row.code,
        title: row.title,
        unit: row.unit ?? null,
        ...passages.sourced(row),
      })),
      schedules: schedulesOf(home).map((row) => ({
        code: row.code,
        kind: row.kind,
        label: row.label,
        rrule: row.rrule ?? null,
        ...passages.sourced(row),
      })),
      ...ofRequirement(home, codeOf),
    }),
  };
}

async function exportVocabularies(
  em: EntityManager,
  plan: Plan,
  passages: PassagesOf,
): Promise<VocabularyFact[]> {
  const vocabularies = await em.find(
    Vocabulary,
    { plan },
    { ...ORDER, populate: ['program', 'requirement'] },
  );
  const terms = Map.groupBy(
    await em.find(Term, { vocabulary: { plan } }, ORDER),
    ({ vocabulary }) => vocabulary.id,
  );
  return vocabularies.map((row) => ({
    code: row.code,
    title: row.title,
    program: row.program?.unwrap().ordinal ?? null,
    requirement: row.requirement?.unwrap().ordinal ?? null,
    terms: (terms.get(row.id) ?? []).map((term) => ({
      code: term.code,
      label: term.label,
      ...passages.sourced(term),
    })),
    ...passages.sourced(row),
  }));
}

import { type EntityManager, IsolationLevel } from '@mikro-orm/postgresql';
import { Citation } from '../document/document.entity.ts';
import { Incentive } from '../incentive/incentive.entity.ts';
import type { PlanFile } from '../planfile/format.ts';
import { Goal, Plan, Requirement } from '../plan/plan.entity.ts';
import { Program } from '../program/program.entity.ts';
import { exportParties } from './export-parties.ts';
import { exportParts } from './export-parts.ts';
import { PassagesOf } from './sources.ts';

/**
 * Builds a plan file back from the database, all of it as of one moment; null when there is no such plan. The number
 * of statements is fixed.
 *
 * Lists come in the order of their ordinals, parties and memberships in that of their first
 * import. Left out is what is not the file's: responsibilities that an office assigned, and passages of shared parties
 * that stand in documents of other plans.
 */
export async function exportPlan(em: EntityManager, code: string): Promise<PlanFile | null> {
  return em.fork().transactional((tx) => read(tx, code), {
    isolationLevel: IsolationLevel.REPEATABLE_READ,
    readOnly: true,
  });
}

async function read(em: EntityManager, code: string): Promise<PlanFile | null> {
  const plan = await em.findOne(Plan, { code }, { populate: ['document', 'supersedes'] });
  if (!plan) return null;
  const document = plan.document.unwrap();
  const passages = await PassagesOf.document(em, document.id);
  const goals = await em.find(Goal, { plan }, { orderBy: { ordinal: 'asc' } });
  const requirements = await em.find(Requirement, { plan }, { orderBy: { ordinal: 'asc' } });
  const programs = await em.find(Program, { plan }, { orderBy: { ordinal: 'asc' } });
  const citations = await em.find(Citation, { document }, { orderBy: { ordinal: 'asc' } });
  const incentives = await em.find(Incentive, { plan }, { orderBy: { position: 'asc' } });
  const parts = await exportParts(em, plan, passages);
  const { parties, memberships, codeOf } = await exportParties(em, passages, [
    ...[document.issuer?.id, plan.issuer?.id].filter((id) => id !== undefined),
    ...incentives.flatMap(({ provider }) => provider?.id ?? []),
    ...parts.partyIds,
  ]);
  const codeOrNull = (party: { id: string } | null | undefined) => (party ? codeOf(party.id) : null);
  return {
    district: { code: plan.districtCode, name: plan.districtName },
    text: document.text,
    document: {
      number: document.number,
      title: document.title,
      issuedOn: document.issuedOn,
      printedOn: document.printedOn ?? null,
      issuer: codeOrNull(document.issuer) ?? '',
      addressees: document.addressees,
      ...passages.sourced(document),
    },
    plan: {
      code: plan.code,
      title: plan.title,
      theme: plan.theme,
      purpose: plan.purpose ?? null,
      supersedes: plan.supersedes?.unwrap().code ?? null,
      ...passages.sourced(plan),
    },
    goals: goals.map((goal) => ({ code: goal.code, title: goal.title, ...passages.sourced(goal) })),
    requirements: requirements.map((requirement) => ({
      ordinal: requirement.ordinal,
      title: requirement.title,
      mechanism: requirement.mechanism ?? null,
      ...parts.ofRequirement(requirement.id, codeOf),
      ...passages.sourced(requirement),
    })),
    vocabularies: parts.vocabularies,
    citations: citations.map((citation) => ({
      code: citation.code,
      title: citation.title,
      targetNumber: citation.targetNumber ?? null,
      note: citation.note ?? null,
      ...passages.sourced(citation),
    })),
    parties,
    memberships,
    programs: programs.map((program) => ({
      ordinal: program.ordinal,
      title: program.title,
      slogan: program.slogan ?? null,
      summary: program.summary,
      ...parts.ofProgram(program.id, codeOf),
      ...passages.sourced(program),
    })),
    incentives: incentives.map((incentive) => ({
      code: incentive.code,
      kind: incentive.kind,
      title: incentive.title,
      audience: incentive.audience ?? null,
      provider: codeOrNull(incentive.provider),
      ...passages.sourced(incentive),
    })),
  };
}

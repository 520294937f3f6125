import type { EntityManager } from '@mikro-orm/postgresql';
import { pinyinKey } from '../database/columns.ts';
import type { Document } from '../document/document.entity.ts';
import { OperatorError } from '../errors.ts';
import type { Party } from '../party/party.entity.ts';
import type { PlanFile } from '../planfile/format.ts';
import { Plan } from '../plan/plan.entity.ts';
import { provenance, type Sources } from './sources.ts';

/** Writes the plan itself. Throws OperatorError when its code, document, district or predecessor is another plan's. */
export async function writePlan(
  em: EntityManager,
  file: PlanFile,
  parties: Map<string, Party>,
  document: Document,
  sources: Sources,
): Promise<Plan> {
  const { plan: fact, district } = file;
  const known = await em.findOne(Plan, { code: fact.code });
  await checkIdentity(em, file, known);
  const supersedes = await superseded(em, file);
  const values = {
    code: fact.code,
    districtCode: district.code,
    districtName: district.name,
    documentNumber: file.document.number,
    title: fact.title,
    titleKey: pinyinKey(fact.title),
    theme: fact.theme,
    purpose: fact.purpose,
    issuedOn: file.document.issuedOn,
    issuer: parties.get(file.document.issuer) ?? null,
    document,
    supersedes,
    ...provenance(fact),
  };
  const plan = known ? em.assign(known, values) : em.create(Plan, values, { persist: true });
  sources.add(plan.id, fact.sources);
  return plan;
}

async function checkIdentity(em: EntityManager, file: PlanFile, known: Plan | null): Promise<void> {
  const { plan: fact, district, document } = file;
  if (known && (known.districtCode !== district.code || known.documentNumber !== document.number)) {
    throw new OperatorError(
      `规划代码 ${fact.code} 已被 ${known.districtName}（${known.documentNumber}）使用，请在 plan.yaml 中换一个`,
      `The plan code ${fact.code} is taken by ${known.districtName} (${known.documentNumber}); choose another in plan.yaml`,
    );
  }
  const ofDocument = await em.findOne(Plan, { documentNumber: document.number });
  if (ofDocument && ofDocument !== known) {
    throw new OperatorError(
      `文件 ${document.number} 已作为规划 ${ofDocument.code} 导入`,
      `The document ${document.number} is already imported as the plan ${ofDocument.code}`,
    );
  }
  const other = await em.findOne(Plan, {
    code: { $ne: fact.code },
    districtCode: district.code,
    districtName: { $ne: district.name },
  });
  if (other) {
    throw new OperatorError(
      `区划代码 ${district.code} 在规划 ${other.code} 中名为“${other.districtName}”，而不是“${district.name}”`,
      `The division ${district.code} is called ${other.districtName} in the plan ${other.code}, not ${district.name}`,
    );
  }
}

/** The plan that this one replaces: here already, replaced by no other, and not itself later than this one. */
async function superseded(em: EntityManager, { plan: fact }: PlanFile): Promise<Plan | null> {
  if (fact.supersedes === null) return null;
  const plan = await em.findOne(Plan, { code: fact.supersedes }, { populate: ['supersededBy'] });
  if (!plan) {
    throw new OperatorError(
      `它取代的规划 ${fact.supersedes} 尚未导入`,
      `The plan that it supersedes, ${fact.supersedes}, is not imported`,
    );
  }
  const by = plan.supersededBy?.unwrap();
  if (by && by.code !== fact.code) {
    throw new OperatorError(
      `规划 ${plan.code} 已被规划 ${by.code} 取代，不能再被 ${fact.code} 取代`,
      `The plan ${plan.code} is already superseded by ${by.code}, so ${fact.code} cannot supersede it`,
    );
  }
  for (let earlier: Plan | null = plan; earlier;) {
    if (earlier.code === fact.code) {
      throw new OperatorError(
        `取代关系成环：${fact.code} 取代 ${fact.supersedes}，后者又直接或间接取代 ${fact.code}`,
        `The chain of superseded plans is a circle: ${fact.code} supersedes ${fact.supersedes}, which supersedes ${fact.code}`,
      );
    }
    earlier = earlier.supersedes ? await em.findOne(Plan, earlier.supersedes.id) : null;
  }
  return plan;
}

import type {
  InspectionInput,
  MutationInspectionCreateArgs,
  MutationInspectionIssueArgs,
  MutationInspectionUpdateArgs,
} from '../generated/resolvers.ts';
import { districtOf } from '../party/district.ts';
import { Requirement } from '../plan/plan.entity.ts';
import { Venue } from '../venue/venue.entity.ts';
import { codesOf, optionalTextOf, textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Finding, Inspection } from './inspection.entity.ts';
import { activityOf, partyOf, programOf, termOf } from './references.ts';
import { ownerOfInspection } from './supervision.policy.ts';

/** Findings that one inspection may have. */
const MANY_FINDINGS = 50;

/** Drafts an inspection. Its district is that of the inspected party. */
export async function inspectionCreate(w: Writing, { input }: MutationInspectionCreateArgs): Promise<string> {
  const { findings, ...values } = await valuesOf(w, input);
  const { districtCode } = values;
  w.demand({ district: districtCode });
  const [code] = await codesOf(w.em, 'inspection_code', `${districtCode}-I`);
  const inspection = w.em.create(
    Inspection,
    { ...values, code: code!, status: 'DRAFT', issuedAt: null },
    { persist: true },
  );
  for (const finding of findings) w.em.create(Finding, { ...finding, inspection }, { persist: true });
  await w.em.flush();
  return inspection.id;
}

/** Changes all of a draft; its findings are replaced. */
export async function inspectionUpdate(w: Writing, args: MutationInspectionUpdateArgs): Promise<string> {
  const inspection = await changeDraft(w, args.id, args.expectedVersion);
  const { findings, ...values } = await valuesOf(w, args.input);
  w.demand({ district: values.districtCode });
  if (values.districtCode !== inspection.districtCode) {
    throw invalidInput(['input', 'inspected'], '不在本区', 'It is not of the district');
  }
  w.em.assign(inspection, values);
  for (const finding of await w.em.find(Finding, { inspection })) w.em.remove(finding);
  // The places in the inspection are taken anew.
  await w.em.flush();
  for (const finding of findings) w.em.create(Finding, { ...finding, inspection }, { persist: true });
  return inspection.id;
}

/** Issues an inspection: what it says is fixed from now on. */
export async function inspectionIssue(w: Writing, args: MutationInspectionIssueArgs): Promise<string> {
  const inspection = await changeDraft(w, args.id, args.expectedVersion);
  const due = await w.em.findOne(Finding, { inspection, dueOn: { $lt: w.today } });
  if (due) {
    throw invalidInput(
      ['id'],
      `第 ${due.ordinal} 条问题的整改期限已过，请先改期`,
      `The last day of finding ${due.ordinal} has passed: change it first`,
    );
  }
  w.em.assign(inspection, { status: 'ISSUED', issuedAt: w.now });
  return inspection.id;
}

async function changeDraft(w: Writing, id: string, version: number): Promise<Inspection> {
  const inspection = await w.change(Inspection, 'Inspection', id, ownerOfInspection, version);
  if (inspection.status !== 'DRAFT') {
    throw invalidTransition(inspection.status, '已经印发，不能再改', 'It is issued and stays as it is');
  }
  return inspection;
}

async function valuesOf(w: Writing, input: InspectionInput) {
  const at = (...path: string[]): string[] => ['input', ...path];
  const inspected = await partyOf(w, input.inspected, at('inspected'));
  const districtCode = districtOf(inspected);
  const inspector = await partyOf(w, input.inspector, at('inspector'), districtCode);
  const program = await programOf(w, input.program, at('program'), districtCode);
  const requirement = await w.referIfGiven(Requirement, 'Requirement', input.requirement, at('requirement'));
  if (requirement && program) {
    throw invalidInput(
      at('requirement'),
      'program 与 requirement 至多给一项',
      'Give program or requirement, not both',
    );
  }
  if (requirement && (await requirement.plan.loadOrFail()).districtCode !== districtCode) {
    throw invalidInput(at('requirement'), '不在本区', 'It is not of the district');
  }
  if (input.inspectedOn > w.today) {
    throw invalidInput(at('inspectedOn'), '不能晚于今天', 'It cannot be after today');
  }
  const venue = await w.referIfGiven(Venue, 'Venue', input.venue, at('venue'));
  if (venue && venue.districtCode !== districtCode) {
    throw invalidInput(at('venue'), '不在本区', 'It is not of the district');
  }
  if (input.findings.length > MANY_FINDINGS) {
    throw invalidInput(
      at('findings'),
      `至多 ${MANY_FINDINGS} 条，现有 ${input.findings.length}`,
      `At most ${MANY_FINDINGS}, there are ${input.findings.length}`,
    );
  }
  const findings = [];
  for (const [i, given] of input.findings.entries()) {
    const of = (name: keyof typeof given): string[] => at('findings', String(i), name);
    if (given.dueOn < input.inspectedOn) {
      throw invalidInput(of('dueOn'), '不能早于检查日期', 'It cannot be before the inspection');
    }
    findings.push({
      ordinal: i + 1,
      text: textOf(given.text, of('text'), 1_000),
      severity: given.severity,
      program: (await programOf(w, given.program, of('program'), districtCode)) ?? program,
      term: await termOf(w, given.term, of('term'), districtCode),
      party: inspected,
      dueOn: given.dueOn,
      status: 'OPEN' as const,
      closedAt: null,
      districtCode,
    });
  }
  return {
    inspector,
    inspected,
    program,
    requirement,
    inspectedOn: input.inspectedOn,
    venue,
    activity: await activityOf(w, input.activity, at('activity'), districtCode),
    summary: optionalTextOf(input.summary, at('summary'), 2_000),
    districtCode,
    findings,
  };
}

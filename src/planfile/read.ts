import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Errors, type Spot } from './errors.ts';
import { Fields } from './fields.ts';
import type { MembershipFact, PartyFact, PlanFile, PlanFileError } from './format.ts';
import { normalise } from './normalise.ts';
import { Quotes } from './quotes.ts';
import { readMemberships } from './read-memberships.ts';
import { checkParents, readMemberParties, readParties } from './read-parties.ts';
import {
  readCitations,
  readDocument,
  readGoals,
  readIncentives,
  readPlan,
  readVocabularies,
} from './read-plan.ts';
import { readPrograms, readRequirements } from './read-programs.ts';
import { Reading } from './reading.ts';
import { sectionsOf } from './sections.ts';
import { hostility, parseYaml, type Value } from './yaml-tree.ts';

const TOP_KEYS = [
  ...['district', 'document', 'plan', 'goals', 'requirements', 'vocabularies', 'citations', 'parties'],
  ...['programs', 'incentives'],
];

/**
 * Reads a plan folder (`source.txt`, `plan.yaml`, optional `members.yaml`) and proves that every quote stands at its
 * place in the text.
 *
 * @returns all errors found, by file and line; `file` is null exactly when there is at least one
 */
export async function readPlanFolder(
  folder: string,
): Promise<{ file: PlanFile | null; errors: PlanFileError[] }> {
  const errors = new Errors();
  const file = await readAll(folder, errors);
  const list = errors.sorted();
  return { file: list.length > 0 ? null : file, errors: list };
}

async function readAll(folder: string, errors: Errors): Promise<PlanFile | null> {
  const found = await stat(folder).catch(() => null);
  if (!found) errors.add(topOf(folder), 'MISSING', '没有这个文件夹', 'there is no such folder');
  else if (!found.isDirectory()) errors.add(topOf(folder), 'BAD_VALUE', '不是文件夹', 'not a folder');
  if (!found?.isDirectory()) return null;
  const source = await load(folder, 'source.txt', true, errors);
  const plan = await load(folder, 'plan.yaml', true, errors);
  const members = await load(folder, 'members.yaml', false, errors);
  const planTree = plan === null ? null : parseYaml('plan.yaml', plan, errors);
  const membersTree = members === null ? null : parseYaml('members.yaml', members, errors);
  const text = source === null ? null : checkText(source, errors);
  if (!planTree || text === null) return null;
  return readTrees(text, planTree, membersTree, errors);
}

function readTrees(text: string, planTree: Value, membersTree: Value | null, errors: Errors): PlanFile {
  const top = new Fields(planTree, TOP_KEYS, errors);
  const district = readDistrict(top, errors);
  const reading = new Reading(new Quotes(text, sectionsOf(text), errors), errors, district.code);
  const parties = readParties(top.list('parties'), reading);
  const entered = membersTree ? readMembers(membersTree, reading) : { parties: [], memberships: [] };
  checkParents(top.list('parties'), reading);
  const programs = readPrograms(top.list('programs'), reading);
  const requirements = readRequirements(top.list('requirements'), reading);
  for (const key of ['document', 'plan', 'parties', 'programs'] as const) {
    if (!top.value(key)) errors.add(top.at, 'MISSING', `缺少“${key}”`, `“${key}” is missing`);
  }
  const nothing: Value = { ...top.at, kind: 'map', entries: new Map<string, Value>() };
  // A part that is missing is reported once, above; its own keys would only repeat that.
  const silent = new Reading(reading.quotes, new Errors(), district.code);
  const document = top.value('document');
  const plan = top.value('plan');
  return {
    district,
    text,
    document: document ? readDocument(document, reading) : readDocument(nothing, silent),
    plan: plan ? readPlan(plan, reading) : readPlan(nothing, silent),
    goals: readGoals(top, reading),
    requirements,
    vocabularies: readVocabularies(top, { programs, requirements }, reading),
    citations: readCitations(top, reading),
    parties: [...parties, ...entered.parties],
    memberships: entered.memberships,
    programs,
    incentives: readIncentives(top, reading),
  };
}

function readDistrict(top: Fields, errors: Errors): PlanFile['district'] {
  const value = top.value('district');
  if (!value) {
    errors.add(top.at, 'MISSING', '缺少“district”', '“district” is missing');
    return { code: '', name: '' };
  }
  const fields = new Fields(value, ['code', 'name'], errors);
  const code = fields.text('code');
  if (code !== '' && !/^\d{6,12}$/.test(code)) {
    fields.bad('code', '区划代码应为 6 至 12 位数字', 'a division code has 6 to 12 digits');
  }
  return { code, name: fields.text('name') };
}

function readMembers(tree: Value, reading: Reading): { parties: PartyFact[]; memberships: MembershipFact[] } {
  if (tree.kind === 'scalar' && tree.value === null) return { parties: [], memberships: [] };
  const top = new Fields(tree, ['parties', 'memberships'], reading.errors);
  const parties = readMemberParties(top.list('parties'), reading);
  checkParents(top.list('parties'), reading);
  return { parties, memberships: readMemberships(top.list('memberships'), reading) };
}

/** The text to work with: line ends as `\n`, none at the end; in normalised form even where the file is not. */
function checkText(source: string, errors: Errors): string | null {
  const text = source.replaceAll('\r\n', '\n').replace(/\n$/, '');
  const at = topOf('source.txt');
  if (text.trim() === '') {
    errors.add(at, 'MISSING', '文件是空的', 'the file is empty');
    return null;
  }
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const why = hostility(line);
    if (!why) continue;
    errors.add({ ...at, line: index + 1 }, 'BAD_VALUE', why[0], why[1]);
    return null;
  }
  const normal = normalise(text);
  if (normal !== text) {
    const wanted = normal.split('\n');
    const line = lines.findIndex((each, index) => each !== wanted[index]) + 1;
    errors.add(
      { ...at, line },
      'NOT_NORMALISED',
      '不是规范化文本：应一段一行，行首行尾无空白，无空行',
      'not normalised: one paragraph a line, no blanks at the edges of lines, no empty lines',
    );
  }
  return normal;
}

async function load(folder: string, name: string, required: boolean, errors: Errors): Promise<string | null> {
  let bytes: Uint8Array;
  try {
    // Reading a pipe would wait for its writer for ever.
    if (!(await stat(join(folder, name))).isFile()) throw new Error('not a regular file');
    bytes = await readFile(join(folder, name));
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (absent && required) errors.add(topOf(name), 'MISSING', '缺少这个文件', 'the file is missing');
    if (!absent) errors.add(topOf(name), 'BAD_VALUE', '无法读取这个文件', 'the file cannot be read');
    return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    errors.add(topOf(name), 'BAD_VALUE', '不是 UTF-8 文本', 'not UTF-8 text');
    return null;
  }
}

function topOf(file: string): Spot {
  return { file, line: null, path: null };
}

import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Document, isCollection, isMap, isScalar, isSeq, visit } from 'yaml';
import type { PlanFile, VocabularyFact } from './format.ts';
import { sectionsOf } from './sections.ts';
import {
  codedYaml,
  compact,
  membershipGroups,
  partyYaml,
  programYaml,
  requirementYaml,
  shortCode,
  type Writing,
} from './write-facts.ts';
import { QuoteWriter } from './write-sources.ts';

const PLAN_COMMENT = ` 由系统导出；格式与说明见 plans/ 中的范例。 / Exported; for the format see the examples in plans/.
 quote 在其范围内恰好出现一次。 / A quote stands exactly once in its scope.`;
const MEMBERS_COMMENT = ` 集合主体的成员：不在文件里，来源另注。 / Members of collectives: not in the document, so with a source of their own.`;
/** A map of at most this many Latin letters goes on one line. */
const SHORT = 160;

/**
 * Writes `source.txt`, `plan.yaml` and `members.yaml` so that `readPlanFolder` gives the same `PlanFile` again. Makes
 * the folder where there is none and overwrites files of these names. `file` must be one that reading could give:
 * responsibilities in the order clause, tasked, assigned; parties of an OPERATOR after those of the document.
 *
 * @throws Error where a passage does not stand at its offsets; nothing is written then
 */
export async function writePlanFolder(file: PlanFile, folder: string): Promise<void> {
  const sections = sectionsOf(file.text);
  const writing: Writing = { file, sections, quotes: new QuoteWriter(file.text, sections) };
  const plan = toYaml(planYaml(writing), PLAN_COMMENT);
  const members = toYaml(membersYaml(writing), MEMBERS_COMMENT);
  await makeFolder(resolve(folder));
  await writeFile(join(folder, 'source.txt'), file.text);
  await writeFile(join(folder, 'plan.yaml'), plan);
  await writeFile(join(folder, 'members.yaml'), members);
}

function planYaml(writing: Writing) {
  const { file, quotes } = writing;
  return compact({
    district: file.district,
    document: documentYaml(writing),
    plan: planHeadYaml(writing),
    goals: file.goals.map((goal) => codedYaml(goal, goal.title, quotes.whole, writing)),
    parties: file.parties
      .filter((each) => each.origin !== 'OPERATOR')
      .map((each) => partyYaml(each, writing)),
    programs: file.programs.map((program) => programYaml(program, writing)),
    requirements: file.requirements.map((requirement) => requirementYaml(requirement, writing)),
    vocabularies: file.vocabularies.map((vocabulary) => vocabularyYaml(vocabulary, writing)),
    citations: file.citations.map((citation) => codedYaml(citation, citation.title, quotes.whole, writing)),
    incentives: file.incentives.map((incentive) => {
      const provider = incentive.provider === null ? null : shortCode(incentive.provider, file.district.code);
      return codedYaml({ ...incentive, ...{ provider } }, incentive.title, quotes.whole, writing);
    }),
  });
}

/** As `mkdir -p`; Node's own never ends where a parent refuses new folders with ENOENT, as /proc does. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      if ((await stat(path)).isDirectory()) return;
      throw error;
    }
    const parent = dirname(path);
    if (code !== 'ENOENT' || parent === path || (await isThere(parent))) throw error;
    await makeFolder(parent);
    await mkdir(path);
  }
}

const isThere = (path: string): Promise<boolean> => stat(path).then(() => true, () => false); // prettier-ignore

function documentYaml({ file, sections, quotes }: Writing) {
  const { number, title, issuer, issuedOn, printedOn, addressees } = file.document;
  const head = sections.some((section) => section.path === 'head') ? quotes.scopeOf('head') : quotes.whole;
  const defaults = [number, title, ...addressees].map((text) => quotes.foundLine(text, head));
  return compact({
    ...{ number, title, issuer: shortCode(issuer, file.district.code), issuedOn, printedOn, addressees },
    ...quotes.sourced(file.document, quotes.whole, defaults),
  });
}

function planHeadYaml({ file, quotes }: Writing) {
  const { code, title, theme, purpose, supersedes } = file.plan;
  const defaults = [quotes.foundLine(title, quotes.whole)];
  if (purpose !== null) defaults.push(quotes.found(purpose, quotes.whole));
  const sourced = quotes.sourced(file.plan, quotes.whole, defaults);
  return compact({ code, title, theme, purpose, supersedes, ...sourced });
}

function vocabularyYaml(vocabulary: VocabularyFact, writing: Writing) {
  const { file, quotes } = writing;
  const { code, title, program, requirement } = vocabulary;
  const home =
    file.programs.find((each) => each.ordinal === program) ??
    file.requirements.find((each) => each.ordinal === requirement);
  const scope = quotes.scopeOf(home?.sources[0]?.section);
  const inList = { spans: vocabulary.sources, name: '' };
  return compact({
    ...{ code, title, program, requirement },
    ...quotes.sourced(vocabulary, scope, [quotes.found(title, scope)]),
    terms: vocabulary.terms.map((term) => codedYaml(term, term.label, inList, writing)),
  });
}

function membersYaml({ file, ...rest }: Writing) {
  return compact({
    parties: file.parties
      .filter((each) => each.origin === 'OPERATOR')
      .map((each) => partyYaml(each, { file, ...rest })),
    memberships: membershipGroups(file.memberships, file.district.code),
  });
}

function toYaml(content: object, comment: string): string {
  const document = new Document(content, { aliasDuplicateObjects: false });
  document.commentBefore = comment;
  const [first] = Object.keys(content);
  // Short leaf maps go on one line, as people write them; everything else is a block.
  visit(document, {
    Map: (_key, map) => {
      const isLeaf = map.items.every(({ value }) => !isCollection(value));
      if (isLeaf && map.items.length > 0 && JSON.stringify(map).length <= SHORT) map.flow = true;
    },
    Seq: (_key, seq) => {
      if (seq.items.every(isScalar) && JSON.stringify(seq).length <= SHORT) seq.flow = true;
    },
    Pair: (_key, pair) => {
      // Between top-level parts an empty line.
      if (isScalar(pair.key) && (isMap(pair.value) || isSeq(pair.value)) && document.has(pair.key.value)) {
        const isTop = document.get(pair.key.value, true) === pair.value;
        if (isTop && pair.key.value !== first) pair.key.spaceBefore = true;
      }
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true, singleQuote: true });
}

import { daysIn } from './dates.ts';
import { asText, Fields, reportDuplicates } from './fields.ts';
import type {
  CitationFact,
  DocumentFact,
  GoalFact,
  IncentiveFact,
  IncentiveKind,
  PassageFact,
  PlanFile,
  Sourced,
  VocabularyFact,
} from './format.ts';
import { checkNamed, checkOwnWords } from './own-words.ts';
import { readCoded } from './read-programs.ts';
import { SOURCED_KEYS, type Reading } from './reading.ts';
import type { Value } from './yaml-tree.ts';

const INCENTIVE_KINDS: readonly [IncentiveKind, ...IncentiveKind[]] = ['COURTESY', 'AWARD', 'FUNDING_SOURCE'];
const DOCUMENT_KEYS = ['number', 'title', 'issuedOn', 'printedOn', 'issuer', 'addressees'] as const;
const PLAN_KEYS = ['code', 'title', 'theme', 'purpose', 'supersedes'] as const;

/** The head of the document. Its number, title and addressees are their own quotes. */
export function readDocument(value: Value, reading: Reading): DocumentFact {
  const { quotes } = reading;
  const fields = new Fields(value, [...DOCUMENT_KEYS, ...SOURCED_KEYS], reading.errors);
  const sourced = reading.sourced(fields, quotes.whole, () => {
    const head = quotes.section('head') ? quotes.scopeOf('head', fields.at) : quotes.whole;
    const texts = (['number', 'title'] as const).map((key) => ({
      text: fields.textOrNull(key) ?? '',
      at: fields.spot(key),
    }));
    const addressees = fields
      .list('addressees')
      .flatMap((item) =>
        item.kind === 'scalar' && typeof item.value === 'string' ? [{ text: item.value, at: item }] : [],
      );
    return [...texts, ...addressees].map(
      ({ text, at }) => titleLine(text, reading) ?? quotes.find(text, head, at),
    );
  });
  const addressees = fields.list('addressees').map((at) => ({ at, words: asText(at, reading.errors) }));
  checkOwnWords([...reading.wordsOf(fields, ['number', 'title']), ...addressees], sourced, reading);
  const [issuedOn, printedOn] = [fields.date('issuedOn'), fields.dateOrNull('printedOn')];
  checkDay(fields, 'issuedOn', issuedOn, sourced, reading);
  checkDay(fields, 'printedOn', printedOn, sourced, reading);
  return {
    number: fields.text('number'),
    title: fields.text('title'),
    issuedOn,
    printedOn,
    issuer: reading.partyIn(fields, 'issuer'),
    addressees: fields.texts('addressees'),
    ...sourced,
  };
}

/** The day of the document, and that of its printing (…印发), must be the ones its quotes give. */
function checkDay(
  fields: Fields,
  key: 'issuedOn' | 'printedOn',
  day: string | null,
  sourced: Sourced,
  reading: Reading,
): void {
  if (day === null || day === '' || sourced.origin !== 'STATED' || sourced.sources.length === 0) return;
  const days = sourced.sources.flatMap(({ quote }) => daysIn(quote));
  const ofKind = days.filter(({ isPrinting }) => isPrinting === (key === 'printedOn'));
  const said = (ofKind.length > 0 ? ofKind : days).map((each) => each.day);
  if (said.includes(day)) return;
  if (said.length > 0) {
    const shown = said.join(', ');
    reading.errors.add(
      fields.spot(key),
      'CONTRADICTS_QUOTE',
      `${key} 为 ${day}，引文中的日期是 ${shown}`,
      `${key} is ${day}, but the quotes give ${shown}`,
    );
  } else {
    reading.errors.add(
      fields.spot(key),
      'QUOTE_NOT_FOUND',
      `引文中没有日期（${key}: ${day}），请把原文中的日期写入 also`,
      `the quotes do not contain a date (${key}: ${day}); add the words of the text to also`,
    );
  }
}

/** The plan itself. Its title (as a line of its own) and its purpose are their own quotes. */
export function readPlan(value: Value, reading: Reading): PlanFile['plan'] {
  const { quotes } = reading;
  const fields = new Fields(value, [...PLAN_KEYS, ...SOURCED_KEYS], reading.errors);
  const sourced = reading.sourced(fields, quotes.whole, () => {
    const title = fields.textOrNull('title') ?? '';
    const purpose = fields.textOrNull('purpose') ?? '';
    return [
      titleLine(title, reading) ?? quotes.find(title, quotes.whole, fields.spot('title')),
      quotes.find(purpose, quotes.whole, fields.spot('purpose')),
    ];
  });
  checkOwnWords(reading.wordsOf(fields, ['title', 'theme', 'purpose']), sourced, reading);
  const code = fields.code();
  const supersedes = fields.value('supersedes') ? fields.code('supersedes') : null;
  if (supersedes !== null && supersedes === code) {
    fields.bad('supersedes', `规划不能取代自己（${code}）`, `a plan cannot supersede itself (${code})`);
  }
  return {
    code,
    title: fields.text('title'),
    theme: fields.text('theme'),
    purpose: fields.textOrNull('purpose'),
    supersedes,
    ...sourced,
  };
}

export function readGoals(top: Fields, reading: Reading): GoalFact[] {
  const { whole } = reading.quotes;
  return readCoded(top, 'goals', ['title'], [], whole, reading, (fields) => ({
    title: fields.text('title'),
  }));
}

export function readCitations(top: Fields, reading: Reading): CitationFact[] {
  const keys = ['targetNumber', 'note'];
  return readCoded(top, 'citations', ['title'], keys, reading.quotes.whole, reading, (fields) => ({
    title: fields.text('title'),
    targetNumber: fields.textOrNull('targetNumber'),
    note: fields.textOrNull('note'),
  }));
}

export function readIncentives(top: Fields, reading: Reading): IncentiveFact[] {
  const { whole } = reading.quotes;
  const stated = ['title', 'audience'] as const;
  return readCoded(
    top,
    'incentives',
    [...stated],
    ['kind', 'provider'],
    whole,
    reading,
    (fields, sourced) => {
      const provider = reading.partyInOrNull(fields, 'provider');
      if (provider !== null) checkNamed(fields.spot('provider'), provider, sourced, reading);
      return {
        kind: fields.oneOf('kind', INCENTIVE_KINDS),
        title: fields.text('title'),
        audience: fields.textOrNull('audience'),
        provider,
      };
    },
  );
}

/**
 * The closed lists. A list's quote is looked up in the section of its program or requirement, the quotes of its terms
 * in the list's own quote: so a short label is found although it stands elsewhere, too.
 */
export function readVocabularies(
  top: Fields,
  homes: Pick<PlanFile, 'programs' | 'requirements'>,
  reading: Reading,
): VocabularyFact[] {
  const { quotes, errors } = reading;
  const keys = ['code', 'title', 'program', 'requirement', 'terms', ...SOURCED_KEYS];
  const rows = top.list('vocabularies').map((item) => {
    const fields = new Fields(item, keys, errors);
    const program = ordinalIn(fields, 'program', homes.programs, reading);
    const requirement = ordinalIn(fields, 'requirement', homes.requirements, reading);
    if (program && requirement) {
      fields.bad('requirement', 'program 与 requirement 只写一个', 'give program or requirement, not both');
    }
    const path = (program ?? requirement)?.sources[0]?.section;
    const scope = path === undefined ? quotes.whole : quotes.scopeOf(path, item);
    const sourced = reading.sourced(fields, scope, reading.ownWords(fields, 'title', scope));
    checkOwnWords(reading.wordsOf(fields, ['title']), sourced, reading);
    const title = fields.text('title');
    const inList = { spans: sourced.sources, name: `“${title}”` };
    const terms =
      sourced.origin !== 'OPERATOR' && sourced.sources.length === 0
        ? [] // The list's own quote is at fault and reported; its terms would only repeat that.
        : readCoded(fields, 'terms', ['label'], [], inList, reading, (term) => ({
            label: term.text('label'),
          }));
    if (fields.list('terms').length === 0) errors.add(item, 'MISSING', '缺少“terms”', '“terms” is missing');
    const code = fields.code();
    const ordinals = { program: program?.ordinal ?? null, requirement: requirement?.ordinal ?? null };
    return { at: item, key: code, fact: { code, title, ...ordinals, terms, ...sourced } };
  });
  reportDuplicates(rows, '清单代码 (vocabulary code)', errors);
  return rows.map((row) => row.fact);
}

function ordinalIn<T extends { ordinal: number }>(
  fields: Fields,
  key: string,
  facts: readonly T[],
  reading: Reading,
): T | undefined {
  const ordinal = fields.integerOrNull(key);
  if (ordinal === null) return undefined;
  const found = facts.find((fact) => fact.ordinal === ordinal);
  if (!found) reading.unknown(fields, key, `${key}s`);
  return found;
}

/** A title that is a line of its own, though the text may repeat it inside sentences; null where it is not. */
export function titleLine(title: string, reading: Reading): PassageFact | null {
  if (title === '') return null;
  let start = 0;
  for (const line of reading.quotes.text.split('\n')) {
    if (line === title) return reading.quotes.passage(start, start + line.length);
    start += line.length + 1;
  }
  return null;
}

import { brief } from './errors.ts';
import { Fields, reportDuplicates } from './fields.ts';
import type { ResponsibilityFact, ResponsibilityRole, Sourced } from './format.ts';
import { checkNamed, shownQuotes } from './own-words.ts';
import { placesOf } from './quotes.ts';
import { namesOf, nameUsed } from './read-parties.ts';
import { SOURCED_KEYS, type Reading } from './reading.ts';
import { rolesIn } from './roles.ts';
import { clausesOf, type Section } from './sections.ts';
import type { Value } from './yaml-tree.ts';

const ROLES: readonly ResponsibilityRole[] = ['LEAD', 'COOPERATE', 'ASSIST'];
const ROLE_WORDS_SHOWN: Record<ResponsibilityRole, string> = {
  LEAD: '牵头',
  COOPERATE: '配合',
  ASSIST: '协助',
};
/** What a clause holds beside the names of parties. */
const CLAUSE_FRAME = /(?:责任|牵头|配合|协助|协办|主办|承办)(?:单位|部门)[：:]|[（()），、；;。\s和及与]/g;

/**
 * The responsibilities of a program or requirement, from three lists: `clause` (the 责任单位 clause, in its order),
 * `tasked` (parties that only the text gives a duty) and `assigned` (by an office).
 *
 * Proves that the order of `clause` is the order of the text and that no name in the clause was left out.
 */
export function readResponsibilities(
  home: Fields,
  section: Section | undefined,
  reading: Reading,
): ResponsibilityFact[] {
  const nothing: Value = { ...home.at, kind: 'map', entries: new Map<string, Value>() };
  const value = home.value('responsibilities') ?? nothing;
  const lists = new Fields(value, ['clause', 'tasked', 'assigned'], reading.errors);
  const clause = readClause(lists.list('clause'), value, section, reading);
  const others = (['tasked', 'assigned'] as const).flatMap((key) =>
    lists.list(key).map((item) => ({ at: item, fact: readTasked(item, key, section, reading) })),
  );
  const rows = [...clause, ...others];
  const keyed = rows.map(({ at, fact }) => ({ at, key: fact.party }));
  reportDuplicates(keyed, '责任主体 (party)', reading.errors);
  return rows.map((row) => row.fact);
}

function readClause(items: Value[], home: Value, section: Section | undefined, reading: Reading) {
  const { quotes, errors } = reading;
  const clauses = section ? clausesOf(quotes.text, section) : [];
  const path = section?.path ?? '';
  const inClause = { spans: clauses, name: `${path} 责任单位`, english: `the clause of ${path}` };
  const taken: { start: number; end: number }[] = [];
  const rows = items.map((item, index) => {
    const fields = rowFields(item, reading);
    const party = reading.partyIn(fields, 'party');
    const fact = reading.partyOf(party);
    const inSection = section ? quotes.scopeOf(section.path, item) : quotes.whole;
    const ownName = () => [
      fact ? quotes.find(nameUsed(fact, quotes.text, clauses), inClause, fields.spot('party')) : null,
    ];
    const sourced = reading.sourced(fields, inClause, ownName, inSection);
    const place = sourced.sources.find((source) => clauses.some((clause) => isInside(source, clause)));
    if (place) {
      const before = taken.at(-1);
      if (before && place.start < before.start) {
        errors.add(
          item,
          'CLAUSE_ORDER',
          `“${place.quote}”在责任单位中排在前一项之前，次序与原文不符`,
          `“${place.quote}” stands before the entry above it in the clause; the order contradicts the text`,
        );
      }
      taken.push({ start: place.start, end: place.end });
    }
    if (fields.textOrNull('origin') === 'OPERATOR') reportEntered(fields);
    if (place) checkNamed(fields.spot('party'), party, { ...sourced, sources: [place] }, reading);
    const role = roleOf(fields, party, sourced, reading);
    return {
      at: item,
      fact: { party, kind: 'NAMED_IN_CLAUSE' as const, role, clauseOrder: index + 1, ...sourced },
    };
  });
  if (section) reportLeftOut(clauses, taken, items[0] ?? home, section, reading);
  return rows;
}

function readTasked(
  item: Value,
  list: 'tasked' | 'assigned',
  section: Section | undefined,
  reading: Reading,
): ResponsibilityFact {
  const { quotes } = reading;
  const fields = rowFields(item, reading);
  const scope = section ? quotes.scopeOf(section.path, item) : quotes.whole;
  const sourced = reading.sourced(fields, scope, () => []);
  if (sourced.origin !== 'OPERATOR' && !fields.value('quote')) {
    reading.errors.add(
      item,
      'MISSING',
      '缺少“quote”：交办该主体的原文',
      '“quote” is missing: the words that task this party',
    );
  }
  const party = reading.partyIn(fields, 'party');
  if (list === 'tasked' && sourced.origin === 'OPERATOR') reportEntered(fields);
  checkNamed(fields.spot('party'), party, sourced, reading);
  return {
    party,
    kind: list === 'tasked' ? 'TASKED_IN_TEXT' : 'ASSIGNED',
    role: roleOf(fields, party, sourced, reading),
    clauseOrder: null,
    ...sourced,
  };
}

/** A row is a map, or just a party's code where there is no more to say. */
function rowFields(item: Value, reading: Reading): Fields {
  const whole: Value =
    item.kind === 'scalar'
      ? { ...item, kind: 'map', entries: new Map<string, Value>([['party', item]]) }
      : item;
  return new Fields(whole, ['party', 'role', ...SOURCED_KEYS], reading.errors);
}

function reportEntered(fields: Fields): void {
  fields.bad(
    'origin',
    '文件中没有的责任写在 assigned 中',
    'a responsibility that is not in the document belongs in assigned',
  );
}

/**
 * A role is taken only where the words say it: a sentence that a quote touches has the role's word and, unless a
 * derivation says how it was inferred, gives it to this very party, named inside a quote.
 */
function roleOf(fields: Fields, code: string, sourced: Sourced, reading: Reading) {
  const role = fields.oneOfOrNull('role', ROLES);
  const party = reading.partyOf(code);
  if (role === null || !party || sourced.origin === 'OPERATOR') return role;
  const word = ROLE_WORDS_SHOWN[role];
  const { sources, derivation } = sourced;
  const said = reading.sentences
    .filter((sentence) => sources.some((each) => each.start < sentence.end && sentence.start < each.end))
    .flatMap((sentence) => rolesIn(sentence.text).map((each) => ({ sentence, ...each })))
    .filter((each) => each.role === role);
  if (said.length === 0) {
    fields.bad(
      'role',
      `引文所在的句子没有“${word}”，不能写 ${role}`,
      `no quoted sentence says ${word}, so the role cannot be ${role}`,
    );
    return role;
  }
  const isGiven = said.some(({ sentence, start, end }) => {
    const span = { start: sentence.start + start, end: sentence.start + end };
    return namesOf(party).some((name) =>
      placesOf(reading.quotes.text, name, { spans: [span], name: '' }).some((at) =>
        sources.some((source) => isInside({ start: at, end: at + name.length }, source)),
      ),
    );
  });
  if (!isGiven && derivation === null) {
    const [name, shown] = [brief(party.name), shownQuotes(sourced)];
    fields.bad(
      'role',
      `引文没有说“${name}”（或其别称）${word}，不能写 ${role}；引文是“${shown}”；若由原文推出，请写 derivation`,
      `the quotes do not say that ${name} has the role ${role} (${word}); they say “${shown}”. Where it is derived, give a derivation`,
    );
  }
  return role;
}

function reportLeftOut(
  clauses: readonly { start: number; end: number }[],
  taken: readonly { start: number; end: number }[],
  at: Value,
  section: Section,
  reading: Reading,
): void {
  const { text } = reading.quotes;
  for (const clause of clauses) {
    let rest = '';
    for (let index = clause.start; index < clause.end; index += 1) {
      const named = taken.some((each) => each.start <= index && index < each.end);
      rest += named ? '、' : (text[index] ?? '');
    }
    const left = rest.replaceAll(CLAUSE_FRAME, ' ').trim();
    if (left === '') continue;
    const names = brief(left.replaceAll(/\s+/g, '、'), 60);
    reading.errors.add(
      at,
      'MISSING',
      `${section.path} 的责任单位还有：${names}`,
      `the clause of ${section.path} also names ${names}`,
    );
  }
}

function isInside(inner: { start: number; end: number }, outer: { start: number; end: number }): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

import { asText, Fields } from './fields.ts';
import type { PartyFact, PartyKind, UnitType } from './format.ts';
import { checkOwnWords } from './own-words.ts';
import { placesOf } from './quotes.ts';
import { SOURCED_KEYS, type Reading } from './reading.ts';
import { brief } from './errors.ts';
import type { Value } from './yaml-tree.ts';

const KINDS: readonly PartyKind[] = ['UNIT', 'COLLECTIVE', 'TEAM'];
const UNIT_TYPES: readonly UnitType[] = [
  'PARTY_DEPARTMENT',
  'GOVERNMENT_DEPARTMENT',
  'MASS_ORGANIZATION',
  'STREET',
  'FUNCTIONAL_ZONE',
  'PUBLIC_INSTITUTION',
  'ENTERPRISE',
  'CITY_BRANCH',
  'OTHER',
];
const PARTY_KEYS = ['code', 'name', 'kind', 'unitType', 'aliases', 'parent', 'divisionCode'] as const;
const FULL_CODE = /^(?:\d{6,12}\/)?[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The parties of `plan.yaml`, each with the place where the document names it, by default the first. */
export function readParties(items: Value[], reading: Reading): PartyFact[] {
  const rows = items.map((item) => {
    const fields = new Fields(item, [...PARTY_KEYS, ...SOURCED_KEYS], reading.errors);
    const { quotes } = reading;
    const sourced = reading.sourced(fields, quotes.whole, () => [
      quotes.find(fields.textOrNull('name') ?? '', quotes.whole, fields.spot('name'), 1),
    ]);
    if (sourced.origin === 'OPERATOR') {
      fields.bad(
        'origin',
        '文件中没有的主体写在 members.yaml',
        'a party that is not in the document belongs in members.yaml',
      );
    }
    const names = fields.list('aliases').map((at) => ({ at, words: asText(at, reading.errors) }));
    checkOwnWords([...reading.wordsOf(fields, ['name']), ...names], sourced, reading);
    return { ...partyOf(fields, reading), ...sourced };
  });
  return known(rows, items, reading);
}

/** The parties of `members.yaml`: entered by an office, so without a passage. */
export function readMemberParties(items: Value[], reading: Reading): PartyFact[] {
  const rows = items.map((item): PartyFact => {
    const fields = new Fields(item, PARTY_KEYS, reading.errors);
    return { ...partyOf(fields, reading), origin: 'OPERATOR', derivation: null, sources: [] };
  });
  return known(rows, items, reading);
}

/** Checks what can only be checked once every party is known. */
export function checkParents(items: Value[], reading: Reading): void {
  for (const item of items) {
    const parent = item.kind === 'map' ? item.entries.get('parent') : undefined;
    if (parent?.kind !== 'scalar' || typeof parent.value !== 'string') continue;
    const code = reading.fullCode(parent.value);
    if (!reading.partyOf(code)) {
      const shown = brief(parent.value);
      reading.errors.add(
        parent,
        'NO_SUCH_REFERENCE',
        `“${shown}”不在 parties 中`,
        `“${shown}” is not in parties`,
      );
    } else if (isOwnAncestor(code, reading)) {
      reading.errors.add(parent, 'BAD_VALUE', '上级关系成环', 'the chain of parents is a circle');
    }
  }
}

function partyOf(fields: Fields, reading: Reading) {
  const code = fields.text('code');
  if (code !== '' && !FULL_CODE.test(code)) {
    fields.bad('code', `“${brief(code)}”不是代码`, `“${brief(code)}” is no code`);
  }
  const divisionCode = fields.textOrNull('divisionCode');
  if (divisionCode !== null && !/^\d{6,12}$/.test(divisionCode)) {
    fields.bad('divisionCode', '区划代码应为 6 至 12 位数字', 'a division code has 6 to 12 digits');
  }
  const parent = fields.value('parent');
  return {
    code: reading.fullCode(code),
    kind: fields.oneOfOrNull('kind', KINDS) ?? 'UNIT',
    name: fields.text('name'),
    aliases: fields.texts('aliases'),
    unitType: fields.oneOfOrNull('unitType', UNIT_TYPES),
    parent: parent ? reading.fullCode(asText(parent, reading.errors)) : null,
    divisionCode,
  };
}

function known(rows: PartyFact[], items: Value[], reading: Reading): PartyFact[] {
  for (const [index, row] of rows.entries()) {
    const at = items[index];
    const first = reading.partyOf(row.code);
    if (first && at) {
      const shown = brief(row.code);
      reading.errors.add(
        at,
        'DUPLICATE',
        `主体代码“${shown}”重复（${first.name}）`,
        `party code “${shown}” is taken by ${first.name}`,
      );
    }
    reading.addParty(row);
  }
  return rows;
}

function isOwnAncestor(start: string, reading: Reading): boolean {
  const seen = new Set<string>();
  for (let code: string | null = start; code !== null; code = reading.partyOf(code)?.parent ?? null) {
    if (seen.has(code)) return true;
    seen.add(code);
  }
  return false;
}

/** Names under which a text may mention a party, longest first. */
export function namesOf(party: PartyFact): string[] {
  return [party.name, ...party.aliases].toSorted((a, b) => b.length - a.length);
}

/** The name of a party that stands in the spans, or its name proper where none does. */
export function nameUsed(
  party: PartyFact,
  text: string,
  spans: readonly { start: number; end: number }[],
): string {
  return namesOf(party).find((name) => placesOf(text, name, { spans, name: '' }).length > 0) ?? party.name;
}

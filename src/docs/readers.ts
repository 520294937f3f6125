import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MutationName, rights, type Scope } from '../access/rights.ts';
import type { Bilingual } from '../errors.ts';

/** Who may read something that is not public, in which case. */
export interface Readers {
  /** `draft`, `retracted` …; empty where it is always so. */
  only: string;
  whom: Bilingual;
}

const COLUMNS: readonly Bilingual[] = [
  { zh: '本人', en: 'oneself' },
  { zh: '所属单位或队伍的协调员', en: 'coordinators of its unit or team' },
  { zh: '本区文明办', en: 'the office of its district' },
  { zh: '本区融媒体中心', en: 'the media centre of its district' },
];

/** What docs/rights.md lists as not public, by coordinate; the tests hold that page against the service. */
export function readReaders(): ReadonlyMap<string, readonly Readers[]> {
  const page = readFileSync(join(import.meta.dirname, '../../docs/rights.md'), 'utf8');
  const found = new Map<string, Readers[]>();
  for (const [, coordinate, only, cells] of page.matchAll(
    /^\| `([A-Z][\w.]+)` *(?:\(([^)]*)\))? *\|((?:[^|\n]*\|){3,4})$/gm,
  )) {
    const ticks = cells!.split('|').map((cell) => cell.trim() === '✓');
    const whom = COLUMNS.filter((_, i) => ticks[i]);
    const readers = { only: only ?? '', whom: joined(whom) };
    found.set(coordinate!, [...(found.get(coordinate!) ?? []), readers]);
  }
  return found;
}

const ROLES: Readonly<Record<string, Readonly<Partial<Record<Scope, Bilingual>>>>> = {
  SIGNED_IN: { OWN: { zh: '登录者，就本人的', en: 'whoever is signed in, about their own' } },
  COORDINATOR: {
    UNIT: {
      zh: '协调员，就本单位、本队伍及其下的',
      en: 'coordinators, about their unit or team and those below',
    },
  },
  OFFICE: { DISTRICT: { zh: '文明办，就本区的', en: 'the office, about its district' } },
  MEDIA: { DISTRICT: { zh: '融媒体中心，就本区的', en: 'the media centre, about its district' } },
};

/** Who may carry out a mutation, by the table that the service itself goes by. */
export function writersOf(mutation: string): Bilingual {
  const right = rights[mutation as MutationName];
  return joined(Object.entries(right).flatMap(([role, scope]) => ROLES[role]?.[scope] ?? []));
}

const joined = (parts: readonly Bilingual[]): Bilingual => ({
  zh: parts.map(({ zh }) => zh).join('；'),
  en: parts.map(({ en }) => en).join('; '),
});

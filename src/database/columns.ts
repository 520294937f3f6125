import { createRequire } from 'node:module';
import { p } from '@mikro-orm/core';
import { v7 } from 'uuid';

/** Values of `Origin` in the schema. */
export const ORIGINS = ['STATED', 'PARSED', 'OPERATOR'] as const;

/** Primary key of every table: UUIDv7, so that keys grow with time and indexes stay dense. */
export const id = () =>
  p
    .uuid()
    .primary()
    .onCreate(() => v7());

/** The columns of every fact with provenance; its passages hang on it through `FactSource`. */
export const sourced = () => ({
  origin: p.enum(ORIGINS),
  derivation: p.text().nullable(),
});

/** A text with the derived key that sorts it by pinyin on every server alike; fill it with `pinyinKey`. */
export const sortKey = () => p.text().index();

/** Loaded at the first key: its dictionaries take as long to load as the ORM, and reading needs none. */
let pinyinPro: typeof import('pinyin-pro') | undefined;

/**
 * The key by which Chinese text is ordered: toneless pinyin with a space between syllables, then the text itself.
 * Latin letters and digits stand as they are, in lower case.
 */
export function pinyinKey(text: string): string {
  pinyinPro ??= createRequire(import.meta.url)('pinyin-pro') as typeof import('pinyin-pro');
  const syllables = pinyinPro.pinyin(text, {
    toneType: 'none',
    type: 'array',
    nonZh: 'consecutive',
    v: true,
  });
  return `${syllables.join(' ').toLowerCase()} ${text}`;
}

/**
 * The sort key of a row's title, which the unit of work fills whenever it writes the row; whoever writes rows by SQL
 * fills it with `pinyinKey`. Hidden: the audit trail tells of the title itself.
 */
export const titleKey = () =>
  p
    .text()
    .index()
    .hidden()
    .onCreate((row) => pinyinKey((row as Titled).title))
    .onUpdate((row) => keyOfTitle(row as Titled));

interface Titled {
  title: string;
  titleKey: string;
}

/** Of a row that was read in part the title may not be known; then it has not changed, either. */
const keyOfTitle = ({ title, titleKey: known }: Titled): string =>
  typeof title === 'string' ? pinyinKey(title) : known;

/** Trigger of every sourced table: a fact that goes takes its links to passages with it. */
export const dropsItsSources = () => ({
  timing: 'after' as const,
  events: ['delete' as const],
  body: 'delete from "fact_source" where "subject" = old."id"; return old;',
});

/** An instant to the millisecond: finer ones would make cursors skip or repeat rows. */
export const instant = () => p.datetime(3);

/** The columns of everything that people write: a version for optimistic writing, and whether it is demonstration data. */
export const written = () => ({
  version: p.integer().version(),
  isDemo: p.boolean().default(false),
});

/** The index of the characters and pairs of characters in a text, for `contains` and search. */
export const gramIndex = (table: string, column: string) => ({
  name: `${table}_${column}_grams`,
  expression: `create index "${table}_${column}_grams" on "${table}" using gin (grams("${column}"))`,
});

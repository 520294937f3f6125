import type { GraphQLEnumType } from 'graphql';
import type { Bilingual } from '../errors.ts';

const HAN = /\p{Script=Han}/u;

/** Both languages of a description of the contract: its lines in Chinese, then those in English. */
export function bothOf(description: string | null | undefined, fallback = ''): Bilingual {
  const lines = (description ?? '').split('\n').map((line) => line.trim());
  const first = lines.findIndex((line, i) => i > 0 && !HAN.test(line));
  const zh = (first < 0 ? lines : lines.slice(0, first)).join('');
  const en = first < 0 ? '' : lines.slice(first).join(' ');
  return { zh: zh || fallback, en: en || fallback };
}

/** The term that a description begins with: 代码 of “代码：规划代码/序号，如 2022-4/3。”. */
export function termOf(description: string | null | undefined, fallback: string): Bilingual {
  const { zh, en } = bothOf(description, fallback);
  return {
    zh: zh.split(/[。；，：（(]/, 1)[0]!.trim() || fallback,
    en: en.split(/[.;,:(]/, 1)[0]!.trim() || fallback,
  };
}

/** Terms of a column and of what it hangs on: 责任主体·名称. */
export const joined = (terms: readonly Bilingual[]): Bilingual => ({
  zh: terms.map(({ zh }) => zh).join('·'),
  en: terms.map(({ en }) => en).join(' · '),
});

export interface Code extends Bilingual {
  code: string;
}

/** What the values of an enum mean. */
export const codesOf = (type: GraphQLEnumType): Code[] =>
  type.getValues().map(({ name, description }) => ({ code: name, ...bothOf(description, name) }));

/** Makes texts different that are the same, by what tells them apart. */
export function distinct(texts: readonly string[], by: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return texts.map((text, i) => (counts.get(text)! > 1 ? `${text} (${by[i]})` : text));
}

import {
  type ArgumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLEnumType,
  type GraphQLField,
  isEnumType,
  print,
  valueFromASTUntyped,
} from 'graphql';
import type { Bilingual } from '../errors.ts';

const HAN = /\p{Script=Han}/u;

/** Both languages of a description of the contract: its lines in Chinese, then those in English. */
export function bothOf(description: string | null | undefined, fallback = ''): Bilingual {
  const lines = (description ?? '').split('\n').map((line) => line.trim());
  // Of two lines the second is English, even where it has a Chinese term in it.
  const first = lines.length === 2 ? 1 : lines.findIndex((line, i) => i > 0 && !HAN.test(line));
  const zh = (first < 0 ? lines : lines.slice(0, first)).join('');
  const en = first < 0 ? '' : lines.slice(first).join(' ');
  return { zh: zh || fallback, en: en || fallback };
}

/** The term that a description begins with: 代码 of “代码：规划代码/序号，如 2022-4/3。”. */
export function termOf(description: string | null | undefined, fallback: string): Bilingual {
  const { zh, en } = bothOf(description, fallback);
  const term = {
    zh: zh.split(/[。；，：（(]/, 1)[0]!.trim() || fallback,
    en: en.split(/[.;,:(]/, 1)[0]!.trim() || fallback,
  };
  const unit = UNITS.find(({ in: pattern }) => pattern.test(zh));
  if (!unit) return term;
  const isSaid = new RegExp(`\\b${unit.en}\\b`, 'i').test(term.en);
  return { zh: `${term.zh}（${unit.zh}）`, en: isSaid ? term.en : `${term.en} (${unit.en})` };
}

/** Units that stand after the term: 服务时长合计，分钟。 and 响应时长：……的整分钟数。 */
const UNITS = [
  { in: /^[^。]*?[，：]([^。，；]*的整)?分钟(数|[，。（；]|$)/, zh: '分钟', en: 'minutes' },
  { in: /^[^。]*?[，：]([^。，；]*的整)?小时(数|[，。（；]|$)/, zh: '小时', en: 'hours' },
] as const;

const HEADING = /^\s*heading:\s*(.+?) · (.+?)\s*$/;

/** The heading that a comment directly above a field gives it: `# heading: 牵头单位 · Lead units`. */
export function givenHeading(node: FieldNode): Bilingual | null {
  for (let token = node.loc?.startToken.prev; token?.kind === 'Comment'; token = token.prev) {
    const [, zh, en] = HEADING.exec(token.value) ?? [];
    if (zh && en) return { zh, en };
  }
  return null;
}

/** Arguments that choose which items of a list are given, not what they are. */
const OF_PAGES = new Set(['first', 'last', 'after', 'before', 'orderBy']);
/** Characters of arguments that a heading has room for. */
const ROOM = 40;

/** What a field was asked with, or its alias where that is long: （at: 0.9）. Null where that says nothing. */
export function markOf(
  field: GraphQLField<unknown, unknown> | null,
  key: string,
  { arguments: given = [] }: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Bilingual | null {
  const said = given.filter(
    ({ name, value }) =>
      !OF_PAGES.has(name.value) && (valueFromASTUntyped(value, variables) ?? null) !== null,
  );
  if (!field || said.length === 0) return null;
  const texts = said.map((argument) => argumentText(field, argument, variables));
  const whole = {
    zh: texts.map(({ zh }) => zh).join('，'),
    en: texts.map(({ en }) => en).join(', '),
  };
  if (Math.max(whole.zh.length, whole.en.length) <= ROOM) return whole;
  return key === field.name ? null : { zh: key, en: key };
}

/** A value of an enum by what it means, where that is short, all else as it is written. */
function argumentText(
  field: GraphQLField<unknown, unknown>,
  { name, value }: ArgumentNode,
  variables: Readonly<Record<string, unknown>>,
): Bilingual {
  const plain = valueFromASTUntyped(value, variables);
  const type = getNamedType(field.args.find((each) => each.name === name.value)?.type);
  const code = isEnumType(type) ? type.getValue(String(plain)) : undefined;
  if (code) {
    const term = termOf(code.description, code.name);
    const fitting = (words: string): string => (words.length <= ROOM ? words : code.name);
    return { zh: fitting(term.zh), en: fitting(term.en) };
  }
  const text = `${name.value}: ${value.kind === 'Variable' ? JSON.stringify(plain) : print(value)}`;
  return { zh: text, en: text };
}

export const marked = (term: Bilingual, mark: Bilingual | null): Bilingual =>
  mark ? { zh: `${term.zh}（${mark.zh}）`, en: `${term.en} (${mark.en})` } : term;

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

import {
  type GraphQLArgument,
  type GraphQLEnumValue,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { bothOf } from '../dataset/headings.ts';

/** One thing of the contract that has a name and a description. */
export interface Entry {
  /** By the specification of schema coordinates: `Activity`, `Activity.hours`, `Query.activity(by:)`, `Origin.STATED`. */
  coordinate: string;
  kind: 'type' | 'field' | 'argument' | 'input' | 'value';
  zh: string;
  en: string;
  isDeprecated: boolean;
  /** Whether it is of an object that has an id, and not of what is computed or carried. */
  isOfObject: boolean;
}

type Member = GraphQLField<unknown, unknown> | GraphQLInputField | GraphQLEnumValue | GraphQLArgument;

/** Everything of the contract, types in the order of their names. Needs nothing but the schema, so that pages may use it. */
export function entriesOf(schema: GraphQLSchema): Entry[] {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  // `toSorted` is not there in Chrome 109.
  types.sort((a, b) => (a.name < b.name ? -1 : 1));
  return types.flatMap((type) => {
    const isOfObject = isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
    const own = [entry(type.name, 'type', type), ...membersOf(type)];
    return own.map((one) => ({ ...one, isOfObject }));
  });
}

type Plain = Omit<Entry, 'isOfObject'>;

function membersOf(type: GraphQLNamedType): Plain[] {
  const at = (member: Member) => `${type.name}.${member.name}`;
  if (isObjectType(type) || isInterfaceType(type)) {
    return Object.values(type.getFields()).flatMap((field) => [
      entry(at(field), 'field', field),
      ...field.args.map((arg) => entry(`${at(field)}(${arg.name}:)`, 'argument', arg)),
    ]);
  }
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map((field) => entry(at(field), 'input', field));
  return isEnumType(type) ? type.getValues().map((value) => entry(at(value), 'value', value)) : [];
}

const entry = (coordinate: string, kind: Entry['kind'], of: Member | GraphQLNamedType): Plain => ({
  coordinate,
  kind,
  ...toldOf(of.description),
  isDeprecated: 'deprecationReason' in of && of.deprecationReason != null,
});

/** Both languages of a description; the built-in scalars have one. */
export function toldOf(description: string | null | undefined): { zh: string; en: string } {
  const { zh, en } = bothOf(description);
  return { zh: zh || en, en: en || zh };
}

/** What people look for first: a field tells a value, a condition or page argument only asks for one. */
const WEIGHT: Readonly<Record<Entry['kind'], number>> = {
  field: 12,
  type: 9,
  value: 8,
  argument: 0,
  input: 0,
};
/** Types that carry others and say little by themselves. */
const CARRIER = /^\w+(?:Connection|Edge|Payload|Error|Comparator|Where|Order|OrderField)\b/;

/** What people say for what the contract calls otherwise. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  时长: ['分钟', '小时'],
  工时: ['时长', '分钟', '小时'],
  注册: ['登记'],
  订单: ['点单'],
  新闻: ['稿件', '报道'],
  文章: ['稿件', '报道'],
  稿子: ['稿件', '报道'],
  部门: ['单位'],
  街道办: ['街道'],
};
/** What such a word counts, of what the word itself does. */
const LESS = 0.5;

/** An entry with what is compared, worked out once. */
interface Known {
  entry: Entry;
  whole: string;
  name: string;
  zh: string;
  zhTerm: string;
  en: string;
  enTerm: string;
  weight: number;
}

/** Finds things of the contract by what they are called in Chinese, in English, or in the contract itself. */
export class Dictionary {
  readonly #known: readonly Known[];

  constructor(entries: readonly Entry[]) {
    this.#known = entries.map(knownOf);
  }

  /**
   * Entries that have every word of the text in their name or in a description, the nearest first; of the same nearness
   * in the order given. Words are parted by blanks.
   */
  search(text: string): Entry[] {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    const found = this.#known
      .map((known) => ({ known, score: scoreOf(known, words) }))
      .filter(({ score }) => score > 0);
    found.sort((a, b) => b.score - a.score);
    return found.map(({ known }) => known.entry);
  }
}

function knownOf(entry: Entry): Known {
  const whole = entry.coordinate.toLowerCase();
  const zh = entry.zh.toLowerCase();
  const en = entry.en.toLowerCase();
  return {
    entry,
    whole,
    name: whole.replace(/\(.*/, '').split('.').at(-1)!,
    zh,
    zhTerm: zh.split(/[。；，：、（(]/, 1)[0]!,
    en,
    enTerm: en.split(/[.;,:(]/, 1)[0]!.replace(/^(?:an?|the|its|whether) /, ''),
    weight: weightOf(entry),
  };
}

const weightOf = ({ coordinate, kind, isDeprecated, isOfObject }: Entry): number =>
  WEIGHT[kind] + (isOfObject ? 15 : 0) - (CARRIER.test(coordinate) ? 15 : 0) - (isDeprecated ? 10 : 0);

function scoreOf(known: Known, words: readonly string[]): number {
  let sum = 0;
  for (const word of words) {
    const also = (ALSO[word] ?? []).map((other) => LESS * nearness(known, other));
    const score = Math.max(nearness(known, word), ...also);
    if (score === 0) return 0;
    sum += score;
  }
  return Math.max(1, sum / words.length + known.weight);
}

const nearness = (known: Known, word: string): number =>
  Math.max(ofName(known, word), ofChinese(known, word), ofEnglish(known, word));

function ofName({ whole, name }: Known, word: string): number {
  if (whole === word || name === word) return 100;
  if (name.startsWith(word)) return 60;
  return whole.includes(word) ? 40 : 0;
}

/** The term itself, its beginning, its end as in 服务时长, anywhere in it, or in what follows. */
function ofChinese({ zh, zhTerm }: Known, word: string): number {
  if (!zh.includes(word)) return 0;
  if (zhTerm === word) return 95;
  if (zhTerm.startsWith(word)) return 72;
  if (zhTerm.endsWith(word)) return 68;
  return zhTerm.includes(word) ? 60 : 25;
}

function ofEnglish({ en, enTerm }: Known, word: string): number {
  if (!en.includes(word)) return 0;
  if (enTerm === word) return 90;
  return ` ${enTerm}`.includes(` ${word}`) ? 45 : 15;
}

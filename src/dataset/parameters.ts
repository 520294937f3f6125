import {
  coerceInputValue,
  getNamedType,
  getNullableType,
  type GraphQLEnumType,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredArgument,
  type OperationDefinitionNode,
  typeFromAST,
  valueFromAST,
} from 'graphql';
import type { Bilingual } from '../errors.ts';
import { bothOf, type Code, codesOf } from './headings.ts';
import { badParameter, givenTwice, missingParameter, unknownParameter } from './refusals.ts';

/** A variable of a dataset's operation, as a parameter of its address. */
export interface Parameter {
  name: string;
  type: GraphQLInputType;
  isRequired: boolean;
  default: unknown;
  description: Bilingual;
  /** The root list that has a thing of this code, where the parameter is the code of one. */
  names: string | null;
  /** What may be given, where that is a closed list. */
  codes: readonly Code[];
}

/** Parameters of every dataset beside its variables. */
export const COMMON = ['headings', 'limit'] as const;
/** Parameter of the page of a dataset: the cursor after which its rows begin. */
export const AFTER_ROW = 'after';

export function parametersOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  text: string,
): Parameter[] {
  return (operation.variableDefinitions ?? []).map(({ variable, type: typeNode, defaultValue, loc }) => {
    const type = typeFromAST(schema, typeNode as never) as GraphQLInputType;
    const name = variable.name.value;
    if ([...COMMON, AFTER_ROW].includes(name)) throw new Error(`No variable may be called ${name}`);
    const inner = getNamedType(type);
    return {
      name,
      type,
      isRequired: isRequiredArgument({ type, defaultValue } as never),
      default: defaultValue ? valueFromAST(defaultValue, type) : undefined,
      ...commentOf(text, loc?.start ?? 0),
      codes: isEnumType(inner) ? codesOf(inner) : [],
    };
  });
}

/** What the lines of comment directly above a variable say: what it is, and `names: programs` where it is a code. */
function commentOf(text: string, place: number): Pick<Parameter, 'description' | 'names'> {
  const lines = text.slice(0, place).split('\n').slice(0, -1);
  const from = lines.findLastIndex((line) => !line.trim().startsWith('#')) + 1;
  const comment = lines.slice(from).map((line) => line.trim().replace(/^#\s*/, ''));
  const names = comment.find((line) => line.startsWith(NAMES));
  return {
    description: bothOf(comment.filter((line) => line !== names).join('\n')),
    names: names?.slice(NAMES.length) ?? null,
  };
}

const NAMES = 'names: ';

export type Query = Readonly<Record<string, string | string[] | undefined>>;

/**
 * The variables that an address gives. An empty parameter is none, as forms send it. Throws UNKNOWN_PARAMETER,
 * MISSING_PARAMETER, BAD_PARAMETER.
 */
export function variablesFrom(parameters: readonly Parameter[], query: Query): Record<string, unknown> {
  const known = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const variables: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(query)) {
    if ((COMMON as readonly string[]).includes(name)) continue;
    const parameter = known.get(name);
    if (!parameter) throw unknownParameter(name, [...known.keys(), ...COMMON]);
    const values = (Array.isArray(given) ? given : [given ?? '']).filter((value) => value !== '');
    if (values.length > 0) variables[name] = valueOf(parameter, values);
  }
  for (const { name, type, isRequired } of parameters)
    if (isRequired && variables[name] === undefined) throw missingParameter(name, String(type));
  return variables;
}

/** Parameters of every dataset and of /export. Throws BAD_PARAMETER. */
export function commonOf({ headings, limit }: Query): {
  headings: 'zh' | 'en' | 'names' | null;
  limit: number | null;
} {
  for (const [name, value] of Object.entries({ headings, limit }))
    if (Array.isArray(value)) throw givenTwice(name, value.length);
  const isHeadings = headings === 'zh' || headings === 'en' || headings === 'names';
  if (headings !== undefined && headings !== '' && !isHeadings)
    throw badParameter('headings', { zh: '应为 zh、en 或 names', en: 'must be zh, en or names' });
  if (limit !== undefined && limit !== '' && !(typeof limit === 'string' && /^[1-9]\d{0,8}$/.test(limit)))
    throw badParameter('limit', { zh: '应为正整数', en: 'must be a positive whole number' });
  return { headings: isHeadings ? headings : null, limit: limit ? Number(limit) : null };
}

function valueOf({ name, type }: Parameter, values: readonly string[]): unknown {
  const plain = getNullableType(type);
  const isList = isListType(plain);
  if (!isList && values.length > 1) throw givenTwice(name, values.length);
  const item = isList ? plain.ofType : type;
  const read = values.map((text) => readText(name, item, text));
  const value = isList ? read : read[0];
  const named = getNamedType(item);
  if (isEnumType(named)) mustBeCodes(name, named, values, isList);
  coerceInputValue(value, type, (path, _, error) => {
    throw badParameter(name, withHint(reasonOf(error, path), item, values));
  });
  return value;
}

/** What a text stands for where a value of this type is asked. Types not named here take the text itself. */
function readText(name: string, type: GraphQLInputType, text: string): unknown {
  const named = getNamedType(type);
  if (isInputObjectType(named) || isListType(getNullableType(type))) {
    try {
      return JSON.parse(text);
    } catch {
      throw badParameter(name, { zh: '不是有效的 JSON', en: 'not valid JSON' });
    }
  }
  switch (named.name) {
    case 'Int':
    case 'Fen':
      if (/^[+-]?\d{1,15}$/.test(text)) return Number(text);
      throw badParameter(name, {
        zh: `应为整数，收到 ${shown(text)}`,
        en: `must be a whole number, got ${shown(text)}`,
      });
    case 'Float':
      if (text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
      throw badParameter(name, {
        zh: `应为数，收到 ${shown(text)}`,
        en: `must be a number, got ${shown(text)}`,
      });
    case 'Boolean':
      if (text === 'true' || text === 'false') return text === 'true';
      throw badParameter(name, {
        zh: `应为 true 或 false，收到 ${shown(text)}`,
        en: `must be true or false, got ${shown(text)}`,
      });
    case 'DateTime':
      // A day is its midnight in Shanghai.
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00+08:00` : text;
    default:
      return text;
  }
}

/** Throws BAD_PARAMETER for what is no value of the enum, and says which there are. */
function mustBeCodes(name: string, type: GraphQLEnumType, values: readonly string[], isList: boolean): void {
  const codes = type.getValues().map((value) => value.name);
  const wrong = values.find((value) => !codes.includes(value));
  if (wrong === undefined) return;
  const parts = wrong.split(',');
  const isJoined = isList && parts.length > 1 && parts.every((part) => codes.includes(part));
  const repeated = parts.map((part) => `${name}=${part}`).join('&');
  throw badParameter(name, {
    zh: isJoined ? `多个值应重复参数，如 ${repeated}` : `应为 ${codes.join('、')} 之一，收到 ${shown(wrong)}`,
    en: isJoined
      ? `repeat the parameter for several values: ${repeated}`
      : `must be one of ${codes.join(', ')}, got ${shown(wrong)}`,
  });
}

const EXAMPLES: Readonly<Record<string, string>> = {
  Date: '2026-03-01',
  DateTime: '2026-03-01',
  YearMonth: '2026-03',
};

/** A refusal with an example of what is asked, and what a plus sign has become in an address. */
function withHint(why: Bilingual, type: GraphQLInputType, values: readonly string[]): Bilingual {
  const example = EXAMPLES[getNamedType(type).name];
  if (example === undefined) return why;
  const isPlus = values.some((value) => /\d \d\d:?\d\d$/.test(value));
  const plus = isPlus
    ? { zh: '；地址中的 + 是空格，应写作 %2B', en: '; a + in an address is a blank, write %2B' }
    : { zh: '', en: '' };
  return {
    zh: `${why.zh}，如 ${example}${plus.zh}`,
    en: `${why.en}, e.g. ${example}${plus.en}`,
  };
}

const shown = (text: string): string => JSON.stringify(text.slice(0, 60));

function reasonOf(error: GraphQLError, path: readonly (string | number)[]): Bilingual {
  const own = error.originalError instanceof GraphQLError ? error.originalError : error;
  const at = path.length > 0 ? `${path.join('.')}: ` : '';
  const messages = own.extensions['messages'] as Bilingual | undefined;
  return messages
    ? { zh: at + messages.zh, en: at + messages.en }
    : { zh: `${at}值无效（${own.message}）`, en: at + own.message };
}

import {
  type GraphQLField,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { badRequest, locate } from '../errors.ts';
import { isOfDays, parseDuration } from '../graph/duration.ts';
import type { Model } from '../graph/model.ts';
import { limitExceeded, LIMITS } from './limits.ts';

type Values = Readonly<Record<string, unknown>>;

/** What knows which ids there can be: those that there cannot be make it throw BAD_ID. */
export interface Ids {
  ofType: (type: string) => Model | undefined;
  ofId: (id: string) => unknown;
  keyOf: (model: Model, id: string) => unknown;
}

/** Counts the objects in variables and arguments; stops at the first limit, so that no depth can harm it. */
export class InputCount {
  #objects = 0;

  add(value: unknown, depth: number): void {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) this.add(item, depth + 1);
      return;
    }
    // The outermost object is the list of arguments or variables itself.
    if (depth > 0) this.#objects += 1;
    if (depth > LIMITS.INPUT_DEPTH) throw limitExceeded('INPUT_DEPTH', depth);
    if (this.#objects > LIMITS.INPUT_OBJECTS) throw limitExceeded('INPUT_OBJECTS', this.#objects);
    for (const item of Object.values(value)) this.add(item, depth + 1);
  }
}

/**
 * Refuses arguments that no answer could be found for, before anything is read. Throws BAD_ID for an id that this
 * service never gave, or of another type than is looked up by it, and BAD_VALUE for a text with U+0000, a range whose end
 * comes before its start, and hours where days are meant; `argument` in the extensions says which.
 */
export function checkArguments(models: Ids, definition: GraphQLField<unknown, unknown>, args: Values): void {
  for (const { name, type } of definition.args) {
    checkValue({ models, at: { name, within: null } }, type, args[name], undefined);
  }
}

/** Where a value stands; only a fault makes a path of it. */
export interface Place {
  name: string;
  within: Place | null;
}

interface Checking {
  models: Ids;
  at: Place;
}

export const pathOf = ({ name, within }: Place): string[] => [...(within ? pathOf(within) : []), name];

/** `of` is the model whose ids these must be, where that is known. */
function checkValue(checking: Checking, type: GraphQLInputType, value: unknown, of: Model | undefined): void {
  const { models, at } = checking;
  if (value === null || value === undefined) return;
  if (isNonNullType(type)) checkValue(checking, type.ofType, value, of);
  else if (isListType(type)) {
    if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) {
        checkValue({ models, at: { name: String(i), within: at } }, type.ofType, item, of);
      }
    } else checkValue(checking, type.ofType, value, of);
  } else if (isInputObjectType(type)) {
    const fields = type.getFields();
    const own = modelOf(models, type.name);
    if (type.name.endsWith('Range')) checkRange(type.name, value as Values, at);
    if (type.name === 'DateComparator') checkDays(value as Values, at);
    if (type.name === 'StringComparator') checkParts(value as Values, at);
    for (const [name, item] of Object.entries(value)) {
      // `id` of a look-up or condition is of the type looked for; a comparator passes on what it compares.
      const passed = type.name === 'IDComparator' ? of : name === 'id' ? own : undefined;
      if (fields[name]) checkValue({ models, at: { name, within: at } }, fields[name].type, item, passed);
    }
  } else if (type.name === 'ID') {
    try {
      if (of) models.keyOf(of, value as string);
      else models.ofId(value as string);
    } catch (error) {
      throw locate(error, { argument: pathOf(at) });
    }
  } else if (typeof value === 'string' && value.includes('\0')) {
    throw badRequest('BAD_VALUE', '文字不能含有 U+0000', 'A text cannot have U+0000 in it', {
      argument: pathOf(at),
    });
  }
}

/** What lies between an end and a start is nothing, and hardly what was asked for. */
function checkRange(range: string, { from, to }: Values, at: Place): void {
  const order = range === 'DateTimeRange' ? byTime : typeof from === 'string' ? byCodePoint : byNumber;
  if (order(from as never, to as never) <= 0) return;
  throw badRequest('BAD_VALUE', '区间的 to 小于 from', 'The range’s to is less than its from', {
    argument: pathOf(at),
  });
}

const byNumber = (a: number, b: number): number => a - b;

/** Instants may be written at any offset. */
const byTime = (a: string, b: string): number => Date.parse(a) - Date.parse(b);

const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** A date has no hours to count. */
function checkDays(comparator: Values, at: Place): void {
  for (const name of ['last', 'next']) {
    const text = comparator[name];
    if (typeof text !== 'string' || isOfDays(parseDuration(text)!)) continue;
    throw badRequest(
      'BAD_VALUE',
      `日期条件的时长只能由年、月、周、日组成：${text}`,
      `A duration for dates is made of years, months, weeks and days only: ${text}`,
      { argument: [...pathOf(at), name] },
    );
  }
}

/** A part of a text that is looked for: the work grows with its length, and with none is so long a title or a sentence. */
function checkParts(comparator: Values, at: Place): void {
  for (const name of ['contains', 'startsWith']) {
    const text = comparator[name];
    if (typeof text !== 'string' || text.length <= LIMITS.PART) continue;
    throw locate(limitExceeded('PART', text.length), { argument: [...pathOf(at), name] });
  }
}

/** The model that `PartyBy` or `PartyWhere` is about. */
function modelOf(models: Ids, input: string): Model | undefined {
  const name = /^(.+)(?:By|Where)$/.exec(input)?.[1];
  return name === undefined ? undefined : models.ofType(name);
}

import {
  type GraphQLField,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { badRequest } from '../errors.ts';
import type { Model, Models } from '../graph/model.ts';
import { limitExceeded, LIMITS } from './limits.ts';

type Values = Readonly<Record<string, unknown>>;

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
 * service never gave, or of another type than is looked up by it, and BAD_VALUE for a text with U+0000.
 */
export function checkArguments(
  models: Models,
  definition: GraphQLField<unknown, unknown>,
  args: Values,
): void {
  for (const { name, type } of definition.args) checkValue(models, type, args[name], undefined);
}

/** `of` is the model whose ids these must be, where that is known. */
function checkValue(models: Models, type: GraphQLInputType, value: unknown, of: Model | undefined): void {
  if (value === null || value === undefined) return;
  if (isNonNullType(type)) checkValue(models, type.ofType, value, of);
  else if (isListType(type)) {
    for (const item of Array.isArray(value) ? value : [value]) checkValue(models, type.ofType, item, of);
  } else if (isInputObjectType(type)) {
    const fields = type.getFields();
    const own = modelOf(models, type.name);
    for (const [name, item] of Object.entries(value)) {
      // `id` of a look-up or condition is of the type looked for; a comparator passes on what it compares.
      const passed = type.name === 'IDComparator' ? of : name === 'id' ? own : undefined;
      if (fields[name]) checkValue(models, fields[name].type, item, passed);
    }
  } else if (type.name === 'ID') {
    if (of) models.keyOf(of, value as string);
    else models.ofId(value as string);
  } else if (typeof value === 'string' && value.includes('\0')) {
    throw badRequest('BAD_VALUE', '文字不能含有 U+0000', 'A text cannot have U+0000 in it');
  }
}

/** The model that `PartyBy` or `PartyWhere` is about. */
function modelOf(models: Models, input: string): Model | undefined {
  const name = /^(.+)(?:By|Where)$/.exec(input)?.[1];
  return name === undefined ? undefined : models.ofType(name);
}

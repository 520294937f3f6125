import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import type { ServerContext } from './apollo.ts';
import type { Models } from '../graph/models.ts';
import type { Row } from '../graph/plan.ts';

type Kind = 'NAME' | 'PHONE' | 'WITHHELD';

/** What somebody without the right sees. Whole characters, so that no half of a surrogate pair is left. */
export function masked(kind: Kind, value: string): string | null {
  const characters = Array.from(value);
  switch (kind) {
    case 'NAME':
      return characters[0] + '*'.repeat(Math.max(1, characters.length - 1));
    case 'PHONE':
      return characters.length < 8
        ? '*'.repeat(characters.length)
        : characters.slice(0, 3).join('') + '*'.repeat(characters.length - 7) + characters.slice(-4).join('');
    default:
      return null;
  }
}

/** The kind of personal data that the contract says a field has, if it does. */
export function personalKind(field: GraphQLField<unknown, unknown>): Kind | null {
  const directive = field.astNode?.directives?.find(({ name }) => name.value === 'personal');
  const value = directive?.arguments?.[0]?.value;
  return value?.kind === 'EnumValue' ? (value.value as Kind) : null;
}

/** Types with the fields that the contract marks as personal. */
export function personalFields(
  schema: GraphQLSchema,
): { type: GraphQLObjectType; field: GraphQLField<unknown, unknown>; kind: Kind }[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type))
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) => {
        const kind = personalKind(field);
        return kind ? { type, field, kind } : [];
      }),
    );
}

/**
 * Masks every field that the contract marks `@personal`, in this one place: the row says whether the asker may see it
 * whole. That a minor's data were read whole is noted in the context.
 */
export function maskPersonalData(schema: GraphQLSchema): void {
  for (const { field, kind } of personalFields(schema)) {
    const { name } = field;
    field.resolve = (row, _, context) => {
      const { [`$${name}`]: value, $whole: isWhole, $isMinor: isMinor, $id } = row as Row;
      if (typeof value !== 'string') return null;
      if (isWhole !== true) return masked(kind, value);
      if (isMinor === true) (context as ServerContext).noteMinorRead($id, name);
      return value;
    };
  }
}

/** Throws at start when contract and models disagree on what is personal: one of them would let it through. */
export function checkPersonalData(schema: GraphQLSchema, models: Models): void {
  const marked = new Set(personalFields(schema).map(({ type, field }) => `${type.name}.${field.name}`));
  for (const { type, field } of personalFields(schema)) {
    if (!models.ofType(type.name)?.personal.has(field.name) || field.resolve === defaultFieldResolver)
      throw new Error(`${type.name}.${field.name} is marked as personal, but no model masks it`);
  }
  for (const model of models.all()) {
    for (const property of model.personal) {
      for (const type of model.typeNames) {
        const object = schema.getType(type);
        const isField = isObjectType(object) && object.getFields()[property] !== undefined;
        if (isField && !marked.has(`${type}.${property}`))
          throw new Error(`${type}.${property} is personal, but the contract does not say so`);
      }
    }
  }
}

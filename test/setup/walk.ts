import {
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** Pages of relations, and of relations of relations. */
const PAGES = [12, 6];

type Field = GraphQLField<unknown, unknown>;

const isPage = (type: GraphQLNamedType): boolean => type.name.endsWith('Connection');
const takesNothing = (field: Field): boolean => !field.args.some((arg) => isRequiredArgument(arg));

/** All fields of a type that take no arguments: values, and to a depth what they lead to. */
function selection(schema: GraphQLSchema, type: GraphQLNamedType, depth: number): string {
  if (!isObjectType(type)) return '{ __typename }';
  const chosen = fieldsOf(type).flatMap((field) => parts(schema, field, depth)[0] ?? []);
  return chosen.length === 0 ? '{ __typename }' : `{ ${chosen.join(' ')} }`;
}

const fieldsOf = (type: GraphQLObjectType): Field[] => Object.values(type.getFields()).filter(takesNothing);

/** A field with all that is below it; of an interface or union once for each of its types. Nothing beyond the depth. */
function parts(schema: GraphQLSchema, field: Field, depth: number): string[] {
  const type = getNamedType(field.type);
  if (isLeafType(type)) return [field.name];
  if (depth === 0) return [];
  const page = PAGES[PAGES.length - depth]!;
  const nodes = isPage(type) && isObjectType(type) ? getNamedType(type.getFields()['nodes']!.type) : type;
  const found = isAbstractType(nodes)
    ? schema
        .getPossibleTypes(nodes)
        .map((one) => `{ __typename ... on ${one.name} ${selection(schema, one, 0)} }`)
    : [selection(schema, nodes, depth - 1)];
  return found.map((asked) =>
    nodes === type ? `${field.name} ${asked}` : `${field.name}(first: ${page}) { totalCount nodes ${asked} }`,
  );
}

/**
 * Everything that can be asked without knowing anything, and everything about the objects with these ids: one query
 * for each field of each type, two steps deep.
 */
export function everyQuestion(
  schema: GraphQLSchema,
  ids: readonly { type: string; id: string }[],
): { text: string; variables: Record<string, string> }[] {
  const roots = fieldsOf(schema.getQueryType()!).flatMap((field) => {
    const type = getNamedType(field.type);
    if (!isPage(type) || !isObjectType(type)) return parts(schema, field, PAGES.length);
    const nodes = getNamedType(type.getFields()['nodes']!.type);
    if (!isObjectType(nodes)) return parts(schema, field, PAGES.length);
    return fieldsOf(nodes)
      .flatMap((one) => parts(schema, one, 1))
      .map((asked) => `${field.name}(first: ${PAGES[0]}) { totalCount nodes { ${asked} } }`);
  });
  const things = ids.flatMap(({ type: name, id }) => {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(name);
    return fieldsOf(type)
      .flatMap((field) => parts(schema, field, PAGES.length))
      .map((asked) => ({
        text: `query ($id: ID!) { node(id: $id) { ... on ${name} { ${asked} } } }`,
        variables: { id },
      }));
  });
  return [...roots.map((asked) => ({ text: `{ ${asked} }`, variables: {} })), ...things];
}

import { type ASTNode, BREAK, type DocumentNode, GraphQLError, Kind, visit } from 'graphql';

/** Where a value of the document stands, as errors tell it; of one in a fragment only where in its argument. */
export interface LiteralPlace {
  field?: string[];
  argument?: string[];
}

/** Where the value is that an error of validation is about; nothing where it is about no argument's value. */
export function placeOfLiteral(document: DocumentNode | undefined, error: unknown): LiteralPlace {
  const node = error instanceof GraphQLError ? error.nodes?.[0] : undefined;
  if (document === undefined || node === undefined || node.kind === Kind.FIELD) return {};
  let place: LiteralPlace = {};
  visit(document, {
    enter(current, _key, _parent, path) {
      if (current !== node) return undefined;
      place = placeOf(document, path);
      return BREAK;
    },
  });
  return place;
}

/** What the nodes on the way from the document say. */
function placeOf(document: DocumentNode, path: readonly (string | number)[]): LiteralPlace {
  const field: string[] = [];
  const argument: string[] = [];
  let isInFragment = false;
  let at: unknown = document;
  let last: ASTNode = document;
  for (const key of path) {
    at = (at as Record<string | number, unknown>)[key];
    if (typeof key === 'number' && last.kind === Kind.LIST) argument.push(String(key));
    if (Array.isArray(at)) continue;
    last = at as ASTNode;
    if (last.kind === Kind.FRAGMENT_DEFINITION) isInFragment = true;
    if (last.kind === Kind.FIELD) field.push((last.alias ?? last.name).value);
    if (last.kind === Kind.ARGUMENT || last.kind === Kind.OBJECT_FIELD) argument.push(last.name.value);
  }
  if (argument.length === 0) return {};
  return isInFragment ? { argument } : { field, argument };
}

import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  getNamedType,
  getVariableValues,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** What stands under one response key: fields of that name in all fragments, as one. */
export interface Selected {
  key: string;
  /** Null for `__typename`. */
  field: GraphQLField<unknown, unknown> | null;
  parent: string;
  type: GraphQLNamedType | null;
  /** Whether it stands in a fragment that not every object meets. */
  isConditional: boolean;
  kind: 'leaf' | 'leaves' | 'one' | 'list' | 'connection';
  /** Where it is written; more than once where fragments repeat it. */
  nodes: FieldNode[];
  /** Of a list or connection: what is selected of an item. */
  children: Selected[];
  /** Of a connection: the response keys from it to an item, `nodes` or `edges`, `node`. */
  items: string[] | null;
  /** Of a connection: what is selected of it beside the items. */
  beside: Selected[];
}

type Variables = Readonly<Record<string, unknown>>;

/** Reads what an operation selects, fragments expanded and what @skip and @include leave out left out. */
export function selectionOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): Selected[] {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  const reading = { schema, fragments, variables: coerced };
  return read(reading, [[operation.selectionSet, schema.getRootType(operation.operation)!.name]]);
}

interface Reading {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Variables;
}

interface Entry {
  parent: string;
  isConditional: boolean;
  nodes: FieldNode[];
  parts: Part[];
}

type Part = readonly [set: SelectionSetNode, type: string];

function read(reading: Reading, parts: readonly Part[]): Selected[] {
  const enclosing = new Set(parts.map(([, type]) => type));
  const found = new Map<string, Entry>();
  const walk = (set: SelectionSetNode, type: string): void => {
    for (const selection of set.selections) {
      if (!isIncluded(selection, reading.variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const isConditional = !enclosing.has(type);
        const entry = found.get(key) ?? { parent: type, isConditional, nodes: [], parts: [] };
        found.set(key, entry);
        entry.nodes.push(selection);
        const inner = fieldOf(reading.schema, type, selection.name.value);
        if (selection.selectionSet && inner)
          entry.parts.push([selection.selectionSet, getNamedType(inner.type).name]);
      } else {
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : reading.fragments.get(selection.name.value)!;
        walk(fragment.selectionSet, fragment.typeCondition?.name.value ?? type);
      }
    }
  };
  for (const [set, type] of parts) walk(set, type);
  return [...found].map(([key, entry]) => selected(reading, key, entry));
}

function selected(reading: Reading, key: string, { parent, isConditional, nodes, parts }: Entry): Selected {
  const field = fieldOf(reading.schema, parent, nodes[0]!.name.value);
  const type = field && getNamedType(field.type);
  const isList = field !== null && isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
  const base = { key, field, parent, isConditional, type, nodes, children: [], items: null, beside: [] };
  if (!type || isLeafType(type)) return { ...base, kind: isList ? 'leaves' : 'leaf' };
  const children = read(reading, parts);
  const isConnection = type.name.endsWith('Connection') && field.args.some(({ name }) => name === 'first');
  if (!isConnection) return { ...base, kind: isList ? 'list' : 'one', children };
  const of = (among: readonly Selected[], name: string) => among.find((each) => each.field?.name === name);
  const edges = of(children, 'edges');
  const item = of(children, 'nodes') ?? (edges && of(edges.children, 'node'));
  // Of a connection without its items only what it says of itself is asked for.
  if (!item) return { ...base, kind: 'one', children };
  const isDirect = item.field!.name === 'nodes';
  return {
    ...base,
    kind: 'connection',
    children: item.children,
    items: isDirect ? [item.key] : [edges!.key, item.key],
    beside: children.filter((each) => each !== item && each !== edges),
  };
}

function fieldOf(
  schema: GraphQLSchema,
  typeName: string,
  name: string,
): GraphQLField<unknown, unknown> | null {
  const type = schema.getType(typeName);
  return isObjectType(type) || isInterfaceType(type) ? (type.getFields()[name] ?? null) : null;
}

/** A condition whose variable is missing is the executor's to refuse. */
function isIncluded(node: SelectionSetNode['selections'][number], variables: Variables): boolean {
  try {
    const isSkipped = getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true;
    return !isSkipped && getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false;
  } catch {
    return true;
  }
}

import {
  type ArgumentNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  getOperationAST,
  Kind,
  parseType,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { backwards } from './refusals.ts';
import type { Table } from './table.ts';

/** The response key under which a page says whether more follow. */
export const PAGE_KEY = 'exportPage';
/** Variables of the page; the double underscore is nobody else's. */
export const FIRST = '__first';
export const AFTER = '__after';

/**
 * The document that asks for one page of the table's rows: `first` and `after` of the outermost list are variables,
 * every list says whether it has more, and what is no part of the table is left out. Throws EXPORT_BACKWARDS.
 */
export function pageDocument(
  document: DocumentNode,
  operationName: string | undefined,
  table: Table,
): string {
  const aside = new Set(table.aside.flatMap(({ nodes }) => nodes));
  const pages = new Set(table.paged?.selected.nodes);
  const open = new Set(
    table.nested.flatMap(({ selected }) =>
      selected.nodes.filter((node) => !hasArgument(node, 'first', 'last')),
    ),
  );
  const operation = getOperationAST(document, operationName)!;
  const kept = document.definitions.filter(
    (each) => each.kind === Kind.FRAGMENT_DEFINITION || each === operation,
  );
  const changed = visit(
    { ...document, definitions: kept },
    {
      Field: {
        enter(node) {
          if (aside.has(node)) return null;
          if (pages.has(node)) return asPage(node);
          if (open.has(node)) return withPage(node, 'hasNextPage');
          return undefined;
        },
      },
    },
  );
  const whole = visit(changed, { SelectionSet: { leave: (set) => notEmpty(set) } });
  return print({ ...whole, definitions: used(whole.definitions, table.paged !== null) });
}

function asPage(node: FieldNode): FieldNode {
  if (hasArgument(node, 'last', 'before')) throw backwards();
  const others = (node.arguments ?? []).filter(
    ({ name }) => name.value !== 'first' && name.value !== 'after',
  );
  const args = [...others, variableArgument('first', FIRST), variableArgument('after', AFTER)];
  return withPage({ ...node, arguments: args }, 'hasNextPage', 'endCursor');
}

const hasArgument = (node: FieldNode, ...names: string[]): boolean =>
  node.arguments?.some(({ name, value }) => names.includes(name.value) && value.kind !== Kind.NULL) ?? false;

const variableArgument = (name: string, variable: string): ArgumentNode => ({
  kind: Kind.ARGUMENT,
  name: { kind: Kind.NAME, value: name },
  value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: variable } },
});

const field = (name: string, more: Partial<FieldNode> = {}): FieldNode => ({
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: name },
  ...more,
});

function withPage(node: FieldNode, ...names: string[]): FieldNode {
  const page = field('pageInfo', {
    alias: { kind: Kind.NAME, value: PAGE_KEY },
    selectionSet: { kind: Kind.SELECTION_SET, selections: names.map((name) => field(name)) },
  });
  return {
    ...node,
    selectionSet: { ...node.selectionSet!, selections: [...node.selectionSet!.selections, page] },
  };
}

const notEmpty = (set: SelectionSetNode): SelectionSetNode =>
  set.selections.length > 0 ? set : { ...set, selections: [field('__typename')] };

/** Fragments and variables that nothing uses any more would make the document invalid. */
function used(definitions: readonly DefinitionNode[], isPaged: boolean): DefinitionNode[] {
  const fragments = new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
  const reached = new Set<string>();
  const variables = new Set<string>();
  const walk = (node: DefinitionNode): void => {
    visit(node.kind === Kind.OPERATION_DEFINITION ? { ...node, variableDefinitions: [] } : node, {
      Variable: (variable) => void variables.add(variable.name.value),
      FragmentSpread(spread) {
        const name = spread.name.value;
        if (reached.has(name)) return;
        reached.add(name);
        const fragment = fragments.get(name);
        if (fragment) walk(fragment);
      },
    });
  };
  const operation = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)!;
  walk(operation);
  const own = (operation.variableDefinitions ?? []).filter(({ variable }) =>
    variables.has(variable.name.value),
  );
  const page = isPaged ? [definition(FIRST, 'Int!'), definition(AFTER, 'Cursor')] : [];
  return definitions.flatMap((each): DefinitionNode[] => {
    if (each === operation) return [{ ...operation, variableDefinitions: [...own, ...page] }];
    return each.kind === Kind.FRAGMENT_DEFINITION && reached.has(each.name.value) ? [each] : [];
  });
}

const definition = (name: string, type: string) =>
  ({
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
    type: parseType(type),
  }) as const;

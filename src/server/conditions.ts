import {
  BREAK,
  type DirectiveNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';

/**
 * The variables that @skip and @include of a document depend on, or null when it has no such directive at all, literal
 * ones included. Worked out once a document.
 */
export function conditionVariables(document: DocumentNode): string[] | null {
  const names = new Set<string>();
  let isConditional = false;
  visit(document, {
    Directive: (node) => {
      if (!isCondition(node)) return;
      isConditional = true;
      const value = node.arguments?.[0]?.value;
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return isConditional ? [...names].toSorted() : null;
}

/**
 * Values of those variables with the operation's defaults; null when one is not a boolean, which is for the executor
 * to refuse.
 */
export function conditionValues(
  operation: OperationDefinitionNode,
  names: readonly string[],
  variables: Readonly<Record<string, unknown>>,
): Map<string, boolean> | null {
  const values = new Map<string, boolean>();
  for (const name of names) {
    const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    const given = variables[name];
    const value =
      given === undefined && definition?.defaultValue ? valueFromASTUntyped(definition.defaultValue) : given;
    if (typeof value !== 'boolean') return null;
    values.set(name, value);
  }
  return values;
}

/** The document with every @skip and @include decided; null when that leaves a selection without any field. */
export function settled(document: DocumentNode, values: ReadonlyMap<string, boolean>): DocumentNode | null {
  const isOut = (directives: readonly DirectiveNode[] | undefined): boolean =>
    (directives ?? []).some((directive) => {
      if (!isCondition(directive)) return false;
      const node = directive.arguments![0]!.value;
      const value = node.kind === Kind.VARIABLE ? values.get(node.name.value) : valueFromASTUntyped(node);
      return value === (directive.name.value === 'skip');
    });
  const decide = (node: { directives?: readonly DirectiveNode[] | undefined }): null | undefined =>
    isOut(node.directives) ? null : undefined;
  const result = visit(document, {
    Field: { enter: decide },
    InlineFragment: { enter: decide },
    FragmentSpread: { enter: decide },
    Directive: { leave: (node) => (isCondition(node) ? null : undefined) },
  });
  let isEmpty = false;
  visit(result, {
    SelectionSet: ({ selections }) => {
      if (selections.length > 0) return undefined;
      isEmpty = true;
      return BREAK;
    },
  });
  return isEmpty ? null : result;
}

const isCondition = ({ name }: DirectiveNode): boolean => name.value === 'skip' || name.value === 'include';

import { type DocumentNode, Kind, type OperationDefinitionNode, type ValueNode, visit } from 'graphql';

/**
 * The document without the conditions whose parameters were not given. A condition without a value would still ask that
 * there is something to compare: `program: { code: {} }` leaves out what has no program.
 */
export function withoutAbsent(
  document: DocumentNode,
  given: Readonly<Record<string, unknown>>,
): DocumentNode {
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  )!;
  const present = new Set(Object.keys(given));
  for (const { variable, defaultValue } of operation.variableDefinitions ?? [])
    if (defaultValue) present.add(variable.name.value);
  const isNothing = (value: ValueNode): boolean => {
    if (value.kind === Kind.VARIABLE) return !present.has(value.name.value);
    if (value.kind === Kind.OBJECT) return value.fields.length === 0;
    return value.kind === Kind.LIST && value.values.length === 0;
  };
  return visit(document, {
    ListValue: { leave: (list) => ({ ...list, values: list.values.filter((value) => !isNothing(value)) }) },
    ObjectField: { leave: (field) => (isNothing(field.value) ? null : undefined) },
    Argument: { leave: (argument) => (isNothing(argument.value) ? null : undefined) },
  });
}

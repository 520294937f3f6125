import {
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  isInputObjectType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

export interface StrictPositions {
  /** Variables that must not be null where they stand, though their own type lets them. */
  notNull: readonly string[];
  /** Variables that stand inside an object or list: left out, their key is left out too, or has its default. */
  given: readonly string[];
}

/** Where a nullable variable of the operation stands in a place that takes not all it may be. */
export function strictPositions(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): StrictPositions {
  const nullable = new Set(
    (operation.variableDefinitions ?? [])
      .filter(({ type }) => type.kind !== Kind.NON_NULL_TYPE)
      .map(({ variable }) => variable.name.value),
  );
  const notNull = new Set<string>();
  const given = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      // A definition names its variable too, but that is no use of it.
      VariableDefinition: () => false,
      Variable({ name: { value: name } }, _, parent) {
        if (!nullable.has(name)) return;
        const isArgument = parent !== undefined && 'kind' in parent && parent.kind === Kind.ARGUMENT;
        const holder = getNamedType(types.getParentInputType());
        const isOneOf = !isArgument && isInputObjectType(holder) && holder.isOneOf;
        if (isNonNullType(types.getInputType()) || isOneOf) notNull.add(name);
        if (!isArgument) given.add(name);
      },
    }),
  );
  return { notNull: [...notNull], given: [...given] };
}

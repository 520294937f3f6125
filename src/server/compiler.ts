import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  getOperationAST,
  getVariableValues,
  GraphQLScalarType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type TypeNode,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { strictPositions } from './strict-positions.ts';

export type Run = (
  context: unknown,
  variables: Readonly<Record<string, unknown>>,
) => ExecutionResult | Promise<ExecutionResult>;

/** Takes whatever it is given. No document can name it, for validation knows only the contract. */
const given = new GraphQLScalarType({ name: 'AsGiven', parseValue: (value) => value });
const asGiven: TypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: given.name } };

/** Compiles operations by graphql-jit; null for one that it cannot compile. */
export function createCompiler(schema: GraphQLSchema) {
  // The compiler writes out the parsing of each variable's type, without end where an input type holds itself, as
  // every `…Where` does. So variables are coerced by graphql-js, and the compiled code takes them as they come.
  const withGiven = Object.create(schema, {
    getType: { value: (name: string) => (name === given.name ? given : schema.getType(name)) },
  }) as GraphQLSchema;

  return (document: DocumentNode, operationName: string | undefined): Run | null => {
    const operation = getOperationAST(document, operationName);
    if (!operation) return null;
    const definitions = operation.variableDefinitions ?? [];
    const compiled = compileQuery(withGiven, takingAnything(document, operation), operationName, {
      disableLeafSerialization: true,
    });
    if (!isCompiledQuery(compiled)) return null;
    const { notNull, given: nested } = strictPositions(schema, document, operation);
    return (context, variables) => {
      const values = getVariableValues(schema, definitions, variables, { maxErrors: 50 });
      if (values.errors) return { errors: values.errors };
      const { coerced } = values;
      // The compiled code takes a null where no null may stand, and makes one of a variable that was left out.
      if (notNull.some((name) => coerced[name] == null) || nested.some((name) => !(name in coerced))) {
        return execute({
          schema,
          document,
          operationName,
          variableValues: variables,
          contextValue: context,
        });
      }
      return compiled.query(null, context, coerced);
    };
  };
}

/** The document with the operation's variables of any value, no default among them. */
function takingAnything(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const variableDefinitions = operation.variableDefinitions?.map(({ kind, variable }) => ({
    kind,
    variable,
    type: asGiven,
  }));
  return {
    ...document,
    definitions: document.definitions.map((node) =>
      node === operation ? { ...operation, ...(variableDefinitions && { variableDefinitions }) } : node,
    ),
  };
}

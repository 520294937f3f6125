import { type DocumentNode, execute, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { compileQuery, type CompiledQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';

export interface ExecutionRequest {
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  context: unknown;
}

export type Executor = (request: ExecutionRequest) => Promise<ExecutionResult>;

/** Compiled documents kept; each is some tens of kilobytes of code. */
const COMPILED = 500;

/**
 * Executes operations: a document seen before by code compiled for it, others (and those that cannot be compiled) by
 * graphql-js. Leaves go out as the reader gave them, since resolvers return what the wire shows.
 */
export function createExecutor(schema: GraphQLSchema): Executor {
  const seen = new WeakSet<DocumentNode>();
  const compiled = new WeakMap<DocumentNode, Map<string, CompiledQuery['query'] | null>>();
  const kept = new LRUCache<DocumentNode, true>({
    max: COMPILED,
    dispose: (_, document) => compiled.delete(document),
  });

  const queryOf = (document: DocumentNode, operationName: string | undefined) => {
    if (!seen.has(document)) {
      seen.add(document);
      return null;
    }
    kept.set(document, true);
    const byName = compiled.get(document) ?? new Map<string, CompiledQuery['query'] | null>();
    compiled.set(document, byName);
    const key = operationName ?? '';
    const known = byName.get(key);
    if (known !== undefined) return known;
    const query = compileQuery(schema, document, operationName, { disableLeafSerialization: true });
    const usable = isCompiledQuery(query) ? query.query : null;
    byName.set(key, usable);
    return usable;
  };

  return async ({ document, operationName, variables, context }) => {
    const query = queryOf(document, operationName);
    if (query) return query(null, context, variables);
    return execute({ schema, document, operationName, variableValues: variables, contextValue: context });
  };
}

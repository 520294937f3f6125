import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  getOperationAST,
  type GraphQLSchema,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Run } from './compiler.ts';
import { conditionValues, conditionVariables, settled } from './conditions.ts';

export interface ExecutionRequest {
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  context: unknown;
}

export type Executor = (request: ExecutionRequest) => Promise<ExecutionResult>;

/** Documents whose compiled code is kept; each takes some tens of kilobytes. */
const COMPILED = 500;
/** Compiled forms of one document: its operations, times what its @skip and @include come to. */
const FORMS = 16;

interface Known {
  conditions: string[] | null;
  forms: Map<string, Run | null>;
}

/**
 * Executes operations: a document seen before by code compiled for it, others (and those that cannot be compiled) by
 * graphql-js. @skip and @include are decided before compiling, since the compiler mixes them up where selections of
 * one object merge. Leaves go out as the reader gave them. With `eager`, documents are compiled at first sight.
 */
export function createExecutor(schema: GraphQLSchema, { eager = false } = {}): Executor {
  const seen = new WeakSet<DocumentNode>();
  const known = new LRUCache<DocumentNode, Known>({ max: COMPILED });

  // Loaded when the first document has been seen: a start need not wait for it, and its first answers do not either.
  let compile: ReturnType<typeof import('./compiler.ts').createCompiler> | undefined;
  let loading: Promise<void> | undefined;
  const load = (): Promise<void> =>
    (loading ??= (async () => {
      const { createCompiler } = await import('./compiler.ts');
      compile = createCompiler(schema);
    })());

  const find = ({ document, operationName, variables }: ExecutionRequest): Run | null => {
    if (!eager && !seen.has(document)) {
      seen.add(document);
      void load();
      return null;
    }
    if (!compile) return null;
    let entry = known.get(document);
    if (!entry) {
      entry = { conditions: conditionVariables(document), forms: new Map() };
      known.set(document, entry);
    }
    const operation = getOperationAST(document, operationName);
    if (!operation) return null;
    const values = entry.conditions === null ? null : conditionValues(operation, entry.conditions, variables);
    if (entry.conditions !== null && values === null) return null;
    const key = `${operationName ?? ''} ${[...(values?.values() ?? [])].join()}`;
    const form = entry.forms.get(key);
    if (form !== undefined) return form;
    if (entry.forms.size >= FORMS) return null;
    const decided = values === null ? document : settled(document, values);
    const run = decided === null ? null : compile(decided, operationName);
    entry.forms.set(key, run);
    return run;
  };

  return async (request) => {
    if (eager) await load();
    const { document, operationName, variables, context } = request;
    const run = find(request);
    if (run) return run(context, variables);
    return execute({ schema, document, operationName, variableValues: variables, contextValue: context });
  };
}

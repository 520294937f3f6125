import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Ids } from './input-checks.ts';
import { createSizeOfList } from './list-sizes.ts';
import { type Profiling, RequestProfile } from './request-profile.ts';

/** The profiles of documents, each worked out once. */
export class Profiles {
  readonly #profiling: Profiling;
  readonly #known = new WeakMap<DocumentNode, Map<string, RequestProfile>>();

  constructor(schema: GraphQLSchema, models: Ids) {
    this.#profiling = { schema, models, sizeOfList: createSizeOfList(schema) };
  }

  /** Throws LIMIT_* for limits that no variable can change. */
  of(document: DocumentNode, operation: OperationDefinitionNode): RequestProfile {
    const byName = this.#known.get(document) ?? new Map<string, RequestProfile>();
    this.#known.set(document, byName);
    const name = operation.name?.value ?? '';
    const profile = byName.get(name) ?? new RequestProfile(this.#profiling, document, operation);
    byName.set(name, profile);
    return profile;
  }
}

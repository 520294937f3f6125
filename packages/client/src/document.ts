/**
 * A text of GraphQL that knows what it answers and what it takes. Documents of other generators are taken too: strings
 * of `client-preset` with `documentMode: 'string'`, and everything else that gives its text by `toString()`.
 */
export interface DocumentOf<Result, Variables> {
  toString: () => string;
  /** Never there: it only carries the types. */
  __apiType?: (variables: Variables) => Result;
}

/** One of the operations of this package: a plain string at run time. */
export type TypedDocument<Result, Variables> = string & DocumentOf<Result, Variables>;

/** What a document answers. */
export type ResultOf<Document> = Document extends DocumentOf<infer Result, never> ? Result : never;

/** What a document takes. */
export type VariablesOf<Document> = Document extends DocumentOf<unknown, infer Variables> ? Variables : never;

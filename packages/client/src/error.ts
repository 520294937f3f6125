/** One entry of `errors`. */
export interface GraphQLFault {
  /** For people, in the language that was asked for; it may change. */
  message: string;
  path?: (string | number)[];
  extensions?: { code?: string; [key: string]: unknown };
}

/** What came back was not a whole answer: refused, answered in part, or no answer of GraphQL at all. */
export class GraphQLRequestError extends Error {
  override readonly name = 'GraphQLRequestError';
  /** Empty where something between client and service answered, such as a proxy. */
  readonly errors: readonly GraphQLFault[];
  /** `extensions.code` of each error. Go by these: they never change. */
  readonly codes: readonly string[];
  /** Of HTTP. */
  readonly status: number;
  /** What did come of an answer in part; else null. */
  readonly data: unknown;
  /** Finds the request in the log of the service. */
  readonly requestId: string | null;
  /** What the service asks to wait before the next attempt, seconds or a date; null when it does not say. */
  readonly retryAfter: string | null;

  constructor({ status, headers }: Response, errors: readonly GraphQLFault[] = [], data: unknown = null) {
    super(errors[0]?.message ?? `HTTP ${status}`);
    this.errors = errors;
    this.codes = errors.flatMap(({ extensions }) => extensions?.code ?? []);
    this.status = status;
    this.data = data;
    this.requestId = headers.get('x-request-id');
    this.retryAfter = headers.get('retry-after');
  }
}

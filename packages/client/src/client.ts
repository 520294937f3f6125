import { callOf, type HeaderValues } from './call.ts';
import type { DocumentOf } from './document.ts';
import { type GraphQLFault, GraphQLRequestError } from './error.ts';
import { KeptAnswers } from './kept.ts';

export interface ClientOptions {
  /** Address of `/graphql`; a path is enough in a page of the same origin. */
  url: string;
  /** Sent with each request, such as `authorization` or `accept-language`; a function is asked each time. */
  headers?: HeaderValues | (() => HeaderValues | Promise<HeaderValues>);
  /** Another `fetch`, for tests and for what stands between. */
  fetch?: typeof fetch;
  /**
   * How many answers to public queries are kept, so that the service need only say that they still hold. None by default:
   * browsers do so themselves. For programs that ask the same again and again.
   */
  keep?: number;
}

export interface RequestOptions {
  /** Ends the request: `AbortSignal.timeout(5_000)`, or that of a controller. */
  signal?: AbortSignal | undefined;
  /** Beside those of the client, and before them. */
  headers?: HeaderValues;
}

/** Whoever takes no variables, or takes none but such as may be left out, takes these. */
type None = Record<string, never>;

/** Asks with variables, which may be left out where each of them may. */
export interface Request {
  <Result>(document: DocumentOf<Result, None>): Promise<Result>;
  <Result, Variables extends object>(
    document: DocumentOf<Result, Variables>,
    variables: NoInfer<Variables>,
    options?: RequestOptions,
  ): Promise<Result>;
}

/** What reading on takes of a connection. */
export interface AnyPage {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export interface Client {
  /**
   * Sends one operation, and gives its data.
   *
   * Whatever is not a whole answer throws: a `GraphQLRequestError` where something answered (what came of an answer in part
   * is its `data`), what `fetch` throws where nothing did, and the reason of the signal where that ended it.
   */
  request: Request;
  /**
   * Reads a list page by page, from `variables.after` on where that is given. `listOf` finds the connection in the data;
   * it must have asked for `pageInfo { hasNextPage endCursor }`. Nothing is asked for before it is needed.
   */
  pages: <Result, Variables extends { after?: string | null | undefined }, Page extends AnyPage>(
    document: DocumentOf<Result, Variables>,
    variables: NoInfer<Variables>,
    listOf: (data: NoInfer<Result>) => Page | null | undefined,
    options?: RequestOptions,
  ) => AsyncGenerator<Page, void, undefined>;
}

/** A client of one service. It holds no connection: there is nothing to close. */
export function createClient({ url, headers, fetch = globalThis.fetch, keep = 0 }: ClientOptions): Client {
  const kept = new KeptAnswers(keep);

  async function ask(query: string, variables: object = {}, options: RequestOptions = {}): Promise<unknown> {
    const own = typeof headers === 'function' ? await headers() : headers;
    const call = callOf(url, query, variables, { ...own, ...options.headers });
    const known = kept.find(call);
    const response = await fetch(call.url, {
      ...call,
      headers: { ...call.headers, ...(known && { 'if-none-match': known.etag }) },
      signal: options.signal ?? null,
    });
    const holds = known !== undefined && response.status === 304;
    const text = holds ? known.text : await response.text();
    const data = dataOf(response, text);
    const etag = holds ? known.etag : response.headers.get('etag');
    if (etag !== null && call.method === 'GET') kept.keep(call, { etag, text });
    return data;
  }

  return {
    request: async <Result, Variables extends object>(
      document: DocumentOf<Result, Variables>,
      variables?: Variables,
      options?: RequestOptions,
    ) => (await ask(document.toString(), variables, options)) as Result,

    async *pages<Result, Variables extends { after?: string | null | undefined }, Page extends AnyPage>(
      document: DocumentOf<Result, Variables>,
      variables: NoInfer<Variables>,
      listOf: (data: NoInfer<Result>) => Page | null | undefined,
      options?: RequestOptions,
    ) {
      let { after } = variables;
      do {
        const page = listOf((await ask(document.toString(), { ...variables, after }, options)) as Result);
        if (!page) return;
        yield page;
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
    },
  };
}

/** The data of a whole answer. */
function dataOf(response: Response, text: string): unknown {
  const { data, errors } = parsed(text);
  if (errors || data === undefined || data === null) throw new GraphQLRequestError(response, errors, data);
  return data;
}

function parsed(text: string): { data?: unknown; errors?: GraphQLFault[] } {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? answer : {};
  } catch {
    return {};
  }
}

import type { DocumentOf } from './document.ts';
import { type GraphQLFault, GraphQLRequestError } from './error.ts';

export interface ClientOptions {
  /** Address of `/graphql`; a path is enough in a page of the same origin. */
  url: string;
  /** Sent with each request, such as `authorization` or `accept-language`; a function is asked each time. */
  headers?: Headers | (() => Headers | Promise<Headers>);
  /** Another `fetch`, for tests and for what stands between. */
  fetch?: typeof fetch;
  /**
   * How many answers to public queries are kept, to be asked for again only when they have changed. None by default: browsers
   * do so themselves. For programs that ask the same again and again.
   */
  keep?: number;
}

type Headers = Readonly<Record<string, string>>;

export interface RequestOptions {
  /** Ends the request: `AbortSignal.timeout(5_000)`, or that of a controller. */
  signal?: AbortSignal | undefined;
  /** Beside those of the client, and before them. */
  headers?: Headers;
}

/** Variables may be left out where all of them may. */
type Rest<Variables> = {} extends Variables
  ? [variables?: Variables, options?: RequestOptions]
  : [variables: Variables, options?: RequestOptions];

export interface Client {
  /**
   * Sends one operation, and gives its data.
   *
   * Whatever is not a whole answer throws: a `GraphQLRequestError` where something answered (what came of an answer in part is
   * in its `data`), what `fetch` throws where nothing did, and the reason of the signal where that ended it.
   */
  request: <Result, Variables>(
    document: DocumentOf<Result, Variables>,
    ...rest: Rest<Variables>
  ) => Promise<Result>;
}

/** A client of one service. It holds no connection: there is nothing to close. */
export function createClient({ url, headers, fetch = globalThis.fetch, keep = 0 }: ClientOptions): Client {
  const kept = new Map<string, { etag: string; text: string }>();

  async function request<Result, Variables>(
    document: DocumentOf<Result, Variables>,
    ...[variables, options = {}]: Rest<Variables>
  ): Promise<Result> {
    const own = typeof headers === 'function' ? await headers() : headers;
    const sent = lowerCased({ accept: ACCEPTED, ...own, ...options.headers });
    const call = callOf(url, document.toString(), variables ?? {}, sent);
    const key = JSON.stringify([call.url, sent]);
    const known = call.method === 'GET' ? kept.get(key) : undefined;
    if (known) sent['if-none-match'] = known.etag;
    const response = await fetch(call.url, { ...call, headers: sent, signal: options.signal ?? null });
    if (known && response.status === 304) {
      remember(key, known);
      return dataOf(response, known.text) as Result;
    }
    const text = await response.text();
    const data = dataOf(response, text) as Result;
    const etag = response.headers.get('etag');
    if (call.method === 'GET' && etag) remember(key, { etag, text });
    return data;
  }

  /** Keeps what was asked for last. */
  function remember(key: string, answer: { etag: string; text: string }): void {
    kept.delete(key);
    kept.set(key, answer);
    for (const oldest of kept.keys()) {
      if (kept.size <= keep) break;
      kept.delete(oldest);
    }
  }

  return { request };
}

const ACCEPTED = 'application/graphql-response+json, application/json;q=0.9';
/** Longer addresses do not pass everywhere. */
const LONGEST_URL = 4_000;

interface Call {
  url: string;
  method: 'GET' | 'POST';
  body?: string;
}

/**
 * A public query whose address stays short goes by GET, so that it can be kept on the way. Whoever says who they are sends
 * POST: those answers are kept nowhere, and addresses stand in logs.
 */
function callOf(url: string, query: string, variables: object, headers: Record<string, string>): Call {
  const isQuery = !/^\s*(?:mutation|subscription)\b/.test(query);
  if (isQuery && !('authorization' in headers)) {
    const search = new URLSearchParams({ query });
    if (Object.keys(variables).length > 0) search.set('variables', JSON.stringify(variables));
    const address = `${url}${url.includes('?') ? '&' : '?'}${search}`;
    if (address.length <= LONGEST_URL) {
      // Without it the service takes a GET for one that any page could have sent.
      headers['apollo-require-preflight'] = 'yes';
      return { url: address, method: 'GET' };
    }
  }
  headers['content-type'] = 'application/json';
  return { url, method: 'POST', body: JSON.stringify({ query, variables }) };
}

const lowerCased = (headers: Headers): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

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

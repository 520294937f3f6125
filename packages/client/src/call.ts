/** A request as it goes to `fetch`, which takes no more than this. */
export interface Call {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
}

export type HeaderValues = Readonly<Record<string, string>>;

const ACCEPTED = 'application/graphql-response+json, application/json;q=0.9';
/** Longer addresses do not pass everywhere. */
const LONGEST_URL = 4_000;

/**
 * A public query whose address stays short goes by GET, so that it can be kept on the way. Whoever says who they are sends
 * POST: those answers are kept nowhere, and addresses stand in logs.
 */
export function callOf(url: string, query: string, variables: object, given: HeaderValues): Call {
  const headers = lowerCased({ accept: ACCEPTED, ...given });
  const isQuery = !/^\s*(?:mutation|subscription)\b/.test(query);
  const address = isQuery && !('authorization' in headers) ? addressOf(url, query, variables) : null;
  if (address !== null && address.length <= LONGEST_URL) {
    // Without it the service takes a GET for one that any page could have had a browser send.
    return { url: address, method: 'GET', headers: { ...headers, 'apollo-require-preflight': 'yes' } };
  }
  return {
    url,
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  };
}

function addressOf(url: string, query: string, variables: object): string {
  const search = new URLSearchParams({ query });
  const json = JSON.stringify(variables);
  if (json !== '{}') search.set('variables', json);
  return `${url}${url.includes('?') ? '&' : '?'}${search}`;
}

const lowerCased = (headers: HeaderValues): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

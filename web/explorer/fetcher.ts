import type { Fetcher } from '@graphiql/toolkit';
import { TOKEN_PLACE } from './examples.ts';

/** Sends an operation to `/graphql` of the server that served this page. */
export const fetcher: Fetcher = async ({ query, variables, operationName }, options) => {
  const message = faultOfToken(options?.headers);
  if (message) return { errors: [{ message }] };
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...options?.headers,
    },
    body: JSON.stringify({
      query,
      variables,
      operationName: isIn(query, operationName) ? operationName : undefined,
    }),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's error page, or a server that is just stopping: say what came instead of "Unexpected token <".
    throw new Error(`服务器没有返回 JSON（HTTP ${response.status}）：${text.slice(0, 200) || '空内容'}`);
  }
};

/** What a browser would refuse with words of its own, or the server as a wrong token, is said as it can be mended. */
export function faultOfToken(headers: Record<string, unknown> = {}): string | undefined {
  const values = Object.values(headers).map(String);
  return values.some((value) => value.includes(TOKEN_PLACE) || /[^\u0020-\u00ff]/.test(value))
    ? '请先在下方 Headers 里把令牌填进 Authorization；不登录就删去这一行。'
    : undefined;
}

/**
 * Just after a change of tabs GraphiQL still gives the name of the last tab's operation (it reads the new text after a
 * pause), and the server would refuse to run an operation that is not there.
 */
function isIn(query: string, operationName: string | null | undefined): boolean {
  return new RegExp(`\\b(?:query|mutation|subscription)\\s+${operationName}\\b`).test(query);
}

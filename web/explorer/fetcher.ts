import type { Fetcher } from '@graphiql/toolkit';

/** Sends an operation to `/graphql` of the server that served this page. */
export const fetcher: Fetcher = async (params, options) => {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...options?.headers,
    },
    body: JSON.stringify(params),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's error page, or a server that is just stopping: say what came instead of "Unexpected token <".
    throw new Error(`服务器没有返回 JSON（HTTP ${response.status}）：${text.slice(0, 200) || '空内容'}`);
  }
};

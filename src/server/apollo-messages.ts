import type { Bilingual } from '../errors.ts';

interface Known extends Bilingual {
  /** The code that it has here; Apollo's own where absent. */
  code?: string;
}

/** What Apollo Server and graphql-js say of requests, by how it begins: they speak English only. */
const KNOWN: readonly (readonly [beginning: RegExp, known: (...parts: string[]) => Known])[] = [
  [
    /^This operation has been blocked as a potential Cross-Site Request Forgery/,
    () => ({
      zh: '为防止跨站请求伪造而拒绝：请带 content-type: application/json，或非空的 apollo-require-preflight 请求头',
      en: 'Blocked, since it might be a cross-site request forgery: send content-type: application/json, or the header apollo-require-preflight with a value',
    }),
  ],
  [
    /^Operation batching disabled/,
    () => ({ zh: '不支持批量：一个请求只发一个操作', en: 'No batches: one request, one operation' }),
  ],
  [
    /^POST body missing/,
    () => ({
      zh: '请求体应为 JSON 对象，含 query',
      en: 'The body must be a JSON object with a query in it',
    }),
  ],
  [
    /^`(\w+)` in a POST body (?:should be provided as an|must be an?) (object|string)/,
    (name, type) => ({
      zh: `请求体中的 ${name} 应为${type === 'object' ? '对象' : '字符串'}`,
      en: `${name} in the body must be ${type === 'object' ? 'an object' : 'a string'}`,
    }),
  ],
  [/^GraphQL queries must be strings/, () => ({ zh: 'query 应为字符串', en: 'The query must be a string' })],
  [
    /^The '?(\w+)'? search parameter/,
    (name) => ({
      zh: `地址中的参数 ${name} 只能有一个，且应为有效的 JSON 对象或文字`,
      en: `The parameter ${name} of the address may be given once, as a valid JSON object or text`,
    }),
  ],
  [
    /^GET requests only support query operations, not (\w+)/,
    (operation) => ({
      code: 'METHOD_NOT_ALLOWED',
      zh: `GET 只能查询；${operation} 请用 POST`,
      en: `GET is for queries only; send a ${operation} by POST`,
    }),
  ],
  [
    /^GraphQL operations must contain a non-empty `query`/,
    () => ({
      zh: '请求须有 query，或 persistedQuery 扩展',
      en: 'The request needs a query, or the extension persistedQuery',
    }),
  ],
  [
    /^Must provide operation name/,
    () => ({
      zh: '有多个操作：请用 operationName 指明执行哪一个',
      en: 'There are several operations: name the one to run in operationName',
    }),
  ],
  [
    /^Must provide an operation/,
    () => ({ zh: '文档中没有操作', en: 'There is no operation in the document' }),
  ],
  [
    /^Unknown operation named "(\w*)"/,
    (name) => ({ zh: `没有名为 ${name} 的操作`, en: `There is no operation called ${name}` }),
  ],
  [
    /^provided sha does not match query/,
    () => ({ zh: '摘要与 query 不符', en: 'The hash is not that of the query' }),
  ],
  [
    /^An 'accept' header was provided/,
    () => ({
      zh: 'accept 请求头不接受 application/json 或 application/graphql-response+json',
      en: 'The accept header takes neither application/json nor application/graphql-response+json',
    }),
  ],
];

/** The same in both languages; null for what is not known here, such as faults of the document. */
function knownMessage(message: string): Known | null {
  for (const [beginning, known] of KNOWN) {
    const match = beginning.exec(message);
    if (match) return known(...match.slice(1));
  }
  return null;
}

/** An error with a known message as it is answered. */
export function inLanguage<E extends { message: string; extensions?: { [key: string]: unknown } }>(
  error: E,
  language: keyof Bilingual,
): E {
  const known = knownMessage(error.message);
  if (!known) return error;
  const extensions = known.code ? { ...error.extensions, code: known.code } : error.extensions;
  return { ...error, message: known[language], extensions };
}

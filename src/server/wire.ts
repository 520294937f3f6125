import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isTimeout } from '../database/session-limits.ts';
import { Gone } from '../notice.ts';
import { languageOf } from './language.ts';
import { LIMITS } from './limits.ts';

/** An error before GraphQL has the request, in the shape of GraphQL answers. */
export function refusal(
  reply: FastifyReply,
  status: number,
  code: string,
  zh: string,
  en: string,
  details = {},
): FastifyReply {
  const { request } = reply;
  // The path only: the rest of a GET holds the document and its variables.
  request.log.info({ code, status, method: request.method, path: pathOf(request).slice(0, 100) }, 'refused');
  const message = languageOf(request.headers['accept-language']) === 'en' ? en : zh;
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message, extensions: { code, ...details } }] });
}

export const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0]!;

const GRAPHQL_METHODS = new Set(['GET', 'POST']);

/** What GraphQL over HTTP asks for beyond Apollo: methods, media types, bodies and paths that are wrong get a clear answer. */
export async function registerWireRules(app: FastifyInstance): Promise<void> {
  app.removeContentTypeParser('text/plain');
  let isStopping = false;
  app.addHook('preClose', async () => {
    isStopping = true;
  });
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onRequest', async (request, reply) => {
    if (pathOf(request) !== '/graphql') return;
    if (isStopping) {
      await refusal(reply, 503, 'STOPPING', '服务正在停止', 'The service is stopping');
    } else if (!GRAPHQL_METHODS.has(request.method)) {
      // The method is wrong whatever the body is.
      await refusal(
        reply.header('allow', 'GET, POST'),
        405,
        'METHOD_NOT_ALLOWED',
        '只支持 GET 与 POST',
        'Only GET and POST',
      );
    } else if (!URL.canParse(request.url, `http://${request.hostname}/`)) {
      await refusal(
        reply,
        400,
        'BAD_REQUEST',
        '请求头 Host 缺失或无效',
        'The Host header is missing or invalid',
      );
    }
  });
  app.setNotFoundHandler(noSuchAddress);
  app.setErrorHandler((error: { code?: string; statusCode?: number; message: string }, request, reply) => {
    switch (error.code) {
      case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
        return refusal(
          reply,
          415,
          'UNSUPPORTED_MEDIA_TYPE',
          '请求体应为 application/json',
          'The body must be application/json',
        );
      case 'FST_ERR_CTP_BODY_TOO_LARGE':
        return refusal(
          reply,
          413,
          'LIMIT_BODY',
          `请求体最多 ${LIMITS.BODY} 字节`,
          `The body may have ${LIMITS.BODY} bytes at most`,
          { limit: LIMITS.BODY },
        );
      case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      case 'FST_ERR_CTP_INVALID_JSON_BODY':
      case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
        return refusal(reply, 400, 'BAD_JSON', '请求体不是有效的 JSON', 'The body is not valid JSON');
      default:
    }
    if (isTimeout(error)) {
      return refusal(reply, 503, 'TIMEOUT', '处理超时，请稍后再试', 'This took too long; try again later');
    }
    if (error instanceof Gone) return refusal(reply, 410, 'GONE', error.zh, error.en);
    const status = error.statusCode ?? 500;
    // A folder of assets is no page, and that it is one is nobody's business.
    if (status === 403) return noSuchAddress(request, reply);
    if (status < 500) return refusal(reply, status, 'BAD_REQUEST', '请求无效', 'Bad request');
    request.log.error({ err: error }, 'fault');
    return refusal(
      reply,
      500,
      'INTERNAL_SERVER_ERROR',
      `服务器内部错误（请求号 ${request.id}）`,
      `Internal server error (request ${request.id})`,
    );
  });
}

/** The answer for an address that is not here, or is no address. */
export const noSuchAddress = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  refusal(
    reply,
    404,
    'NOT_FOUND',
    `没有这个地址：${request.url.slice(0, 200)}`,
    `No such address: ${request.url.slice(0, 200)}`,
  );

/**
 * Empty GET parameters mean absent ones; Apollo would refuse them as bad JSON. An empty query means none in a body too:
 * a persisted query is sent so by some clients.
 */
export async function preparedQuery(request: FastifyRequest): Promise<void> {
  if (request.method === 'POST') {
    const body = request.body as { query?: unknown; extensions?: unknown } | null | undefined;
    if (typeof body === 'object' && body?.query === '' && body.extensions) delete body.query;
    return;
  }
  const url = request.raw.url!;
  const mark = url.indexOf('?');
  if (mark < 0) return;
  const search = url.slice(mark + 1);
  const kept = search
    .split('&')
    .filter((pair) => !/^(query|variables|extensions|operationName)=$/.test(pair));
  request.raw.url = `${url.slice(0, mark)}?${kept.join('&')}`;
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
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
  const english = /^en\b/i.test(reply.request.headers['accept-language'] ?? '');
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message: english ? en : zh, extensions: { code, ...details } }] });
}

/** What GraphQL over HTTP asks for beyond Apollo: methods, media types, bodies and paths that are wrong get a clear answer. */
export async function registerWireRules(app: FastifyInstance): Promise<void> {
  app.removeContentTypeParser('text/plain');
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.route({
    method: ['PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    // The method is wrong whatever the body is.
    preParsing: async (_, reply) => {
      await refusal(
        reply.header('allow', 'GET, POST'),
        405,
        'METHOD_NOT_ALLOWED',
        '只支持 GET 与 POST',
        'Only GET and POST',
      );
    },
    handler: async () => {},
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
    const status = error.statusCode ?? 500;
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

/** Empty GET parameters mean absent ones; Apollo would refuse them as bad JSON. */
export async function preparedQuery(request: FastifyRequest): Promise<void> {
  if (request.method !== 'GET') return;
  const [path, search] = request.raw.url!.split('?', 2) as [string, string | undefined];
  if (search === undefined || !/(^|&)(variables|extensions|operationName)=(&|$)/.test(search)) return;
  const kept = search.split('&').filter((pair) => !/^(variables|extensions|operationName)=$/.test(pair));
  request.raw.url = `${path}?${kept.join('&')}`;
}

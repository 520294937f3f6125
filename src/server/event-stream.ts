import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { EventAnswers } from './event-answers.ts';
import { languageOf } from './language.ts';
import { RETRY_AFTER } from './places.ts';
import { claimsOfRequest } from './sign-in.ts';
import type { Closing, Subscriber } from './subscriber.ts';
import type { SubscriptionRequest, Subscriptions } from './subscriptions.ts';
import { refusal } from './wire.ts';

export const STREAM = '/graphql/stream';

/** Seconds between signs of life, so that nothing between takes the connection for dead. */
const PING = 12;
/** The answer to a client that nothing can be opened for. */
const STATUS = { SERVICE: 503, CLIENT: 429, NEITHER: 400 } as const;

interface Parts {
  subscriptions: Subscriptions;
  baseUrlOf: (request: FastifyRequest) => string;
}

/**
 * Subscriptions by server-sent events, in the distinct connections mode of graphql-sse's protocol: one connection, one
 * subscription. Written here since that library's server keeps what a slow client has yet to take in memory, however
 * much it is.
 */
export function registerEventStream(app: FastifyInstance, parts: Parts): void {
  app.route({
    method: ['GET', 'POST'],
    url: STREAM,
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      if (parts.subscriptions.isStopping) {
        reply.header('retry-after', RETRY_AFTER);
        return refusal(reply, 503, 'STOPPING', '服务正在停止', 'The service is stopping');
      }
      return serve(parts, request, reply);
    },
  });
}

async function serve({ subscriptions, baseUrlOf }: Parts, request: FastifyRequest, reply: FastifyReply) {
  const asked = request.method === 'GET' ? ofQuery(request.query) : request.body;
  if (typeof asked !== 'object' || asked === null)
    return refusal(reply, 400, 'BAD_REQUEST', '请求应为 JSON 对象', 'The request must be a JSON object');
  const { raw } = reply;
  const connection = { isClosed: raw.destroyed };
  const subscriber: Subscriber = {
    claims: claimsOfRequest(request),
    language: languageOf(request.headers['accept-language']),
    requestId: request.id,
    baseUrl: baseUrlOf(request),
    address: request.ip,
    log: request.log,
    close: (why: Closing) => {
      connection.isClosed = true;
      // No `complete`: to a client that would mean that there is no more.
      if (why === 'TOO_SLOW' || !raw.headersSent) raw.destroy();
      else raw.end(`: ${why}\n\n`, () => raw.socket?.destroySoon());
    },
  };
  // From here on whatever ends the connection ends the subscription, that is still being opened too.
  const leave = subscriptions.enter(subscriber);
  let answers: EventAnswers | undefined;
  raw.once('close', () => {
    connection.isClosed = true;
    leave();
    void answers?.return();
  });
  const opened = await subscriptions.open(subscriber, asked);
  if ('answers' in opened) answers = opened.answers;
  if (connection.isClosed) {
    leave();
    await answers?.return();
    return reply.hijack();
  }
  if ('errors' in opened && (opened.full || !takesEvents(request))) {
    const code = opened.errors[0]?.extensions?.['code'];
    request.log.info({ code, path: STREAM }, 'refused');
    if (opened.full) reply.header('retry-after', RETRY_AFTER);
    return reply
      .code(STATUS[opened.full ?? 'NEITHER'])
      .type('application/json; charset=utf-8')
      .send({ errors: opened.errors });
  }
  reply.hijack();
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'private, no-store',
    // What buffers answers on the way lets these through.
    'x-accel-buffering': 'no',
    connection: 'close',
  });
  if ('errors' in opened) return end(raw, opened.errors);
  await tell(raw, opened.answers, connection, subscriber).finally(leave);
}

/** Writes one answer after the other, each once the one before has left this process. */
async function tell(
  raw: ServerResponse,
  answers: EventAnswers,
  connection: { isClosed: boolean },
  { close, log }: Subscriber,
): Promise<void> {
  const ping = setInterval(() => raw.write(':\n\n'), PING * 1_000);
  try {
    // Some browsers do not take headers alone for a beginning.
    if (!(await written(raw, ':\n\n'))) return;
    for await (const answer of answers) {
      if (connection.isClosed || !(await written(raw, event('next', answer)))) return;
    }
    if (!connection.isClosed) raw.end(event('complete', null));
  } catch (error) {
    log.error({ err: error }, 'fault');
    close('FAULT');
  } finally {
    clearInterval(ping);
    await answers.return();
    // Whatever could not be written, nothing more will be.
    if (!raw.writableEnded) raw.destroy();
  }
}

/** A client that asks for events gets its errors as one, since what such clients make of a status is to try again. */
const takesEvents = (request: FastifyRequest): boolean =>
  request.headers.accept?.includes('text/event-stream') ?? false;

function end(raw: ServerResponse, errors: readonly GraphQLFormattedError[]): void {
  raw.end(`${event('next', { errors })}${event('complete', null)}`);
}

const event = (name: 'next' | 'complete', data: unknown): string =>
  `event: ${name}\ndata:${data === null ? '' : ` ${JSON.stringify(data)}`}\n\n`;

/** Resolves when the text has left this process: whether it could. */
const written = (raw: ServerResponse, text: string): Promise<boolean> =>
  new Promise((resolve) => {
    if (raw.destroyed || raw.writableEnded) resolve(false);
    else raw.write(text, (error) => resolve(!error));
  });

function ofQuery(query: unknown): SubscriptionRequest | null {
  const { query: text, operationName, variables } = query as Record<string, unknown>;
  try {
    return {
      query: text,
      operationName,
      variables: typeof variables === 'string' && variables !== '' ? JSON.parse(variables) : undefined,
    };
  } catch {
    return null;
  }
}

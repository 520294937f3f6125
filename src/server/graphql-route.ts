import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Answer, AnswerCache, Found, Lead, Outcome } from '../cache/answer-cache.ts';
import type { Reads } from '../cache/reads.ts';
import { etagOf, isKnown } from '../etag.ts';
import { inLanguage } from './apollo-messages.ts';
import { type Answered, type CacheUse, nameInLog, type ServerContext } from './apollo.ts';
import { addVary } from './exporting.ts';
import { type Language, languageOf } from './language.ts';
import type { RequestMetrics } from './metrics.ts';
import { type Circumstances, questionOf } from './question.ts';
import { preparedQuery } from './wire.ts';

export interface GraphqlRoute {
  apollo: ApolloServer<ServerContext>;
  context: (request: FastifyRequest, reads: Reads | null) => Omit<ServerContext, 'noteLogged'>;
  metrics: RequestMetrics;
  kept: KeptAnswers | null;
}

/** Where answers are kept; without, each is computed. */
export interface KeptAnswers {
  cache: AnswerCache;
  /** Takes note of what one answer is read from. */
  newReads: () => Reads;
  circumstancesOf: (request: FastifyRequest) => Circumstances;
}

/** A request while it is answered. */
interface UnderWay {
  use?: CacheUse;
  reads?: Reads;
  answered?: Answered;
}

/** `/graphql`. What Apollo refuses before it is an operation is logged here, the rest by its own plug-in. */
export function registerGraphql(
  app: FastifyInstance,
  { apollo, context, metrics, kept }: GraphqlRoute,
): void {
  const underWay = new WeakMap<FastifyRequest, UnderWay>();
  const execute = fastifyApolloHandler(apollo, {
    context: async (request: FastifyRequest): Promise<ServerContext> => {
      const own = underWay.get(request)!;
      const noteLogged = (answered: Answered) => void (own.answered = answered);
      // Not spread: what is asked of the context is noted when it is asked.
      return Object.assign(context(request, own.reads ?? null), {
        noteLogged,
        ...(own.use && { cacheUse: own.use }),
      });
    },
  }) as (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    preHandler: preparedQuery,
    handler: async (request, reply) => {
      if (kept) return fromCache(kept, request, reply);
      const { body, answer } = await compute(request, reply);
      return sent(request, reply, answer, body);
    },
  });

  async function fromCache(
    { cache, newReads, circumstancesOf }: KeptAnswers,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<unknown> {
    const started = performance.now();
    const circumstances = circumstancesOf(request);
    const question = questionOf(request, circumstances);
    const found: Found = question === null ? { how: 'bypass' } : await cache.find(question);
    metrics.observeCache(found.how);
    if (found.how === 'bypass') {
      const { body, answer } = await compute(request, reply, { use: 'bypass' });
      return sent(request, reply, answer, body);
    }
    if (found.how === 'miss') {
      const reads = newReads();
      const isOfToday = () => circumstancesOf(request).today === circumstances.today;
      const { body, answer } = await settled(found.lead, reads, isOfToday, () =>
        compute(request, reply, { use: 'miss', reads }),
      );
      return sent(request, reply, answer, body);
    }
    const { answer, how } = found;
    const ms = performance.now() - started;
    metrics.observe('query', 'ok', ms / 1e3);
    request.log.info(
      { operation: nameInLog(answer.operationName), outcome: 'ok', ms, cache: how },
      'graphql',
    );
    reply.type(answer.contentType);
    return sent(request, reply, answer, answer.body);
  }

  async function compute(
    request: FastifyRequest,
    reply: FastifyReply,
    own: UnderWay = {},
  ): Promise<Computed> {
    underWay.set(request, own);
    const body = await execute(request, reply);
    if (!own.answered) {
      request.log.info({ status: reply.statusCode, code: codeOf(body) }, 'refused');
      return { body: translated(body, languageOf(request.headers['accept-language'])), answer: null };
    }
    const { kind, outcome, operationName } = own.answered;
    const isWhole = kind === 'query' && outcome === 'ok' && reply.statusCode === 200;
    if (!isWhole || typeof body !== 'string') return { body, answer: null };
    const answer = {
      body: Buffer.from(body),
      contentType: String(reply.getHeader('content-type')),
      operationName,
    };
    return { body, answer: { ...answer, etag: request.method === 'GET' ? etagOf(answer.body) : null } };
  }
}

interface Computed {
  body: unknown;
  /** Null for what is no query answered whole. */
  answer: Answer | null;
}

/** Computes for all who wait for it, and tells them what came of it, whatever happens. */
async function settled(
  { settle }: Lead,
  reads: Reads,
  isOfToday: () => boolean,
  work: () => Promise<Computed>,
): Promise<Computed> {
  let outcome: Outcome = 'failed';
  try {
    const computed = await work();
    // What was asked on one day may have been answered on the next.
    if (computed.answer && isOfToday()) outcome = { answer: computed.answer, reads };
    return computed;
  } finally {
    settle(outcome);
  }
}

/**
 * Sends an answer with what others may do with it: keep it and ask each time whether it still holds, or not keep it. What is
 * answered to somebody with a token has its header already.
 */
function sent(request: FastifyRequest, reply: FastifyReply, answer: Answer | null, body: unknown): unknown {
  if (request.headers.authorization !== undefined) return body;
  if (!answer) {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    return body;
  }
  reply.header('cache-control', 'public, no-cache');
  addVary(reply, 'Accept, Accept-Language, Authorization');
  if (answer.etag === null) return body;
  reply.header('etag', answer.etag);
  if (!isKnown(request.headers['if-none-match'], answer.etag)) return body;
  return reply.removeHeader('content-type').removeHeader('content-length').code(304).send();
}

/** What Apollo refuses before it knows of an operation, in the language of the request. */
function translated(body: unknown, language: Language): unknown {
  if (typeof body !== 'string' || !body.startsWith('{"errors":')) return body;
  const { errors, ...rest } = JSON.parse(body) as { errors: { message: string }[] };
  return JSON.stringify({ errors: errors.map((error) => inLanguage(error, language)), ...rest });
}

function codeOf(body: unknown): string | undefined {
  return typeof body === 'string' ? /"code":"(\w+)"/.exec(body)?.[1] : undefined;
}

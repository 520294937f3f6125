import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inLanguage } from './apollo-messages.ts';
import { type Language, languageOf } from './language.ts';
import type { ServerContext } from './apollo.ts';
import { preparedQuery } from './wire.ts';

export interface GraphqlRoute {
  apollo: ApolloServer<ServerContext>;
  context: (request: FastifyRequest) => Omit<ServerContext, 'noteLogged'>;
}

/** `/graphql`. What Apollo refuses before it is an operation is logged here, the rest by its own plug-in. */
export function registerGraphql(app: FastifyInstance, { apollo, context }: GraphqlRoute): void {
  const logged = new WeakSet<FastifyRequest>();
  const answer = fastifyApolloHandler(apollo, {
    context: async (request: FastifyRequest): Promise<ServerContext> => ({
      ...context(request),
      noteLogged: () => logged.add(request),
    }),
  }) as (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    preHandler: preparedQuery,
    handler: async (request, reply) => {
      const body = await answer(request, reply);
      if (!logged.has(request)) {
        request.log.info({ status: reply.statusCode, code: codeOf(body) }, 'refused');
        return translated(body, languageOf(request.headers['accept-language']));
      }
      return body;
    },
  });
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

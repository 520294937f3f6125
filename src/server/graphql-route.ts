import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
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
      }
      return body;
    },
  });
}

function codeOf(body: unknown): string | undefined {
  return typeof body === 'string' ? /"code":"(\w+)"/.exec(body)?.[1] : undefined;
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { badRequest } from '../errors.ts';
import { type Considered, createCosting, InvalidDocument } from './costing.ts';
import type { Ids } from './input-checks.ts';
import { languageOf } from './language.ts';
import { present } from './present.ts';

/**
 * `POST /graphql/cost`: what an operation would cost, said before it is run. Takes the body of a request to /graphql,
 * reads nothing and needs no token. What the request would be refused for is answered with 400 and the same errors.
 */
export function registerCost(app: FastifyInstance, schema: GraphQLSchema, models: Ids): void {
  const costOf = createCosting(schema, models);
  app.post('/graphql/cost', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    try {
      return costOf(consideredIn(request.body));
    } catch (error) {
      return reply.code(400).send({ errors: told(error, request) });
    }
  });
}

function consideredIn(body: unknown): Considered {
  const { query, variables, operationName } = (body ?? {}) as Record<string, unknown>;
  const isRead =
    typeof query === 'string' &&
    (variables === undefined || variables === null || isObject(variables)) &&
    (operationName === undefined || operationName === null || typeof operationName === 'string');
  if (!isRead) throw badRequest('BAD_REQUEST', '不是 GraphQL 请求', 'This is no GraphQL request');
  return {
    query,
    ...(isObject(variables) && { variables }),
    ...(typeof operationName === 'string' && { operationName }),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Errors as /graphql tells them; what is no fault of the document goes on as it is. */
function told(error: unknown, request: FastifyRequest) {
  if (error instanceof InvalidDocument)
    return error.errors.map((one) => shown(one, 'GRAPHQL_VALIDATION_FAILED', request));
  if (!(error instanceof GraphQLError)) throw error;
  return [shown(error, 'GRAPHQL_PARSE_FAILED', request)];
}

function shown(error: GraphQLError, code: string, { headers, id, log }: FastifyRequest) {
  const plain = error.toJSON();
  const extensions = { code, ...plain.extensions };
  const presenting = { language: languageOf(headers['accept-language']), requestId: id, log };
  return present({ ...plain, extensions }, error, presenting);
}

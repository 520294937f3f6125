import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { type Considered, createCosting, InvalidDocument } from './costing.ts';
import type { Ids } from './input-checks.ts';
import { languageOf } from './language.ts';
import { present } from './present.ts';
import { refusal } from './wire.ts';

/**
 * `POST /graphql/cost`: what an operation would cost, said before it is run. Takes the body of a request to /graphql,
 * reads nothing and needs no token. That a request would be refused is an answer too: 200 with the errors it would get.
 */
export function registerCost(app: FastifyInstance, schema: GraphQLSchema, models: Ids): void {
  const costOf = createCosting(schema, models);
  app.post('/graphql/cost', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const considered = consideredIn(request.body);
    if (!considered) {
      return refusal(reply, 400, 'BAD_REQUEST', '不是 GraphQL 请求', 'This is no GraphQL request');
    }
    try {
      return costOf(considered);
    } catch (error) {
      return { errors: told(error, request) };
    }
  });
}

function consideredIn(body: unknown): Considered | null {
  const { query, variables, operationName } = (body ?? {}) as Record<string, unknown>;
  const isRead =
    typeof query === 'string' &&
    (variables === undefined || variables === null || isObject(variables)) &&
    (operationName === undefined || operationName === null || typeof operationName === 'string');
  if (!isRead) return null;
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

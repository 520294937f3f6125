import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import {
  buildSchema,
  execute,
  getNamedType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isScalarType,
  parse,
  validate,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { registerPages } from '../../src/server/pages.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/**
 * The server under test: the pages, and a stand-in for /graphql that answers every valid operation with made-up values.
 * To test against the real server, replace this function alone.
 */
export async function startServer(): Promise<{ origin: string; close: () => Promise<void> }> {
  const schema = buildSchema(
    readdirSync(path('../../schema'))
      .map((file) => readFileSync(path(`../../schema/${file}`), 'utf8'))
      .join('\n'),
  );
  const app = fastify();
  await registerPages(app, { webRoot: path('../../web/dist') });
  app.post<{ Body: { query: string; variables?: Record<string, unknown>; operationName?: string } }>(
    '/graphql',
    async ({ body }, reply) => {
      const document = parse(body.query);
      const errors = validate(schema, document);
      if (errors.length > 0) return reply.code(400).send({ errors });
      return execute({
        schema,
        document,
        variableValues: body.variables,
        operationName: body.operationName,
        fieldResolver: (source: Record<string, unknown> | undefined, _args, _context, info) =>
          source?.[info.fieldName] ?? madeUp(info.returnType, schema),
      });
    },
  );
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  return { origin, close: () => app.close() };
}

function madeUp(type: GraphQLOutputType, schema: GraphQLSchema): unknown {
  if (isNonNullType(type)) return madeUp(type.ofType, schema);
  if (isListType(type)) return Array.from({ length: 8 }, () => madeUp(type.ofType, schema));
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]?.value;
  if (isScalarType(named))
    return { Int: 8, Float: 0.8, Boolean: true }[named.name] ?? '钢城志愿者 哪里需要哪有我';
  if (isAbstractType(named)) return { __typename: schema.getPossibleTypes(named)[0]?.name };
  return {};
}

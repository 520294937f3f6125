import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  type DocumentNode,
  getOperationAST,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { FORMAT_NAMES, isFormat } from '../dataset/formats.ts';
import { commonOf, type Query } from '../dataset/parameters.ts';
import { badParameter, unknownParameter } from '../dataset/refusals.ts';
import { tableOf } from '../dataset/table.ts';
import { badRequest } from '../errors.ts';
import { type ExportParts, PageErrors, sendFile, sendRefusal } from './exporting.ts';
import { LIMITS } from './limits.ts';

interface Parts extends ExportParts {
  schema: GraphQLSchema;
}

const PARAMETERS = ['format', 'rows', 'headings', 'limit'];

/** `POST /export?format=csv`: any query of somebody's own as a file. JSON alone is taken, as no form can send it. */
export function registerExport(app: FastifyInstance, parts: Parts): void {
  app.post('/export', async (request, reply) => {
    try {
      return await answer(request, reply);
    } catch (error) {
      return sendRefusal(request, reply, error);
    }
  });

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const given = request.query as Query;
    const unknown = Object.keys(given).find((name) => !PARAMETERS.includes(name));
    if (unknown !== undefined) throw unknownParameter(unknown, PARAMETERS);
    const { format = 'csv', rows } = given;
    if (typeof format !== 'string' || !isFormat(format)) {
      const all = FORMAT_NAMES.join(', ');
      throw badParameter('format', { zh: `应为 ${all} 之一`, en: `must be one of ${all}` });
    }
    if (rows !== undefined && typeof rows !== 'string')
      throw badParameter('rows', { zh: '只能给一次', en: 'may be given once' });
    const { query, variables, operationName } = bodyOf(request.body);
    const document = await readDocument(request, query);
    const asked = { document, operationName, variables, rows: rows || undefined };
    const table = tableOf(parts.schema, asked);
    const title = getOperationAST(document, operationName)?.name?.value;
    reply.header('cache-control', 'private, no-store');
    return sendFile(parts, request, reply, {
      name: null,
      title: { zh: title ?? '查询结果', en: title ?? 'Query result' },
      description: null,
      asked,
      table,
      format,
      ...commonOf(given),
      headers: {},
    });
  }

  /** What is no valid document is said by what says it at /graphql, in the same words; nothing of it is executed. */
  async function readDocument(request: FastifyRequest, query: string): Promise<DocumentNode> {
    try {
      const document = parse(query, { maxTokens: LIMITS.TOKENS });
      if (validate(parts.schema, document, specifiedRules, { maxErrors: 1 }).length === 0) return document;
    } catch {
      // Said below.
    }
    const own = parts.context(request, () => {});
    const { body, http } = await parts.apollo.executeOperation(
      { query },
      { contextValue: { ...own, noteLogged: () => {} } },
    );
    const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
    throw new PageErrors(http.status ?? 400, errors ?? []);
  }
}

interface Body {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | undefined;
}

function bodyOf(body: unknown): Body {
  const { query, variables, operationName } = (body ?? {}) as Record<string, unknown>;
  if (typeof query !== 'string' || query === '')
    throw badRequest('BAD_REQUEST', '请求体应有 query', 'The body must have a query');
  if (variables !== undefined && (typeof variables !== 'object' || Array.isArray(variables)))
    throw badRequest('BAD_REQUEST', 'variables 应为对象', 'variables must be an object');
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    throw badRequest('BAD_REQUEST', 'operationName 应为文本', 'operationName must be a text');
  return {
    query,
    variables: (variables ?? {}) as Record<string, unknown>,
    operationName: operationName || undefined,
  };
}

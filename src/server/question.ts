import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { languageOf } from './language.ts';

/** What an answer may depend on beside the document and its variables. */
export interface Circumstances {
  baseUrl: string;
  /** Date in Asia/Shanghai. */
  today: string;
}

/**
 * Key of a question that may be answered from the cache; null for one of somebody with a token, and for what Apollo has
 * to see: persisted queries that are to be stored, requests that a page could send without a preflight, and what is
 * no request at all.
 */
export function questionOf(request: FastifyRequest, { baseUrl, today }: Circumstances): string | null {
  if (request.headers.authorization !== undefined) return null;
  const asked = request.method === 'GET' ? askedByGet(request) : askedByPost(request.body);
  if (asked === null) return null;
  const { accept = '', 'accept-language': languages } = request.headers;
  const parts = [baseUrl, today, languageOf(languages), accept, asked];
  return hash('sha256', JSON.stringify(parts), 'base64url');
}

/** Headers that a browser asks about first, as Apollo has them. */
const isAskedFirst = ({ headers }: FastifyRequest): boolean =>
  [headers['apollo-require-preflight'], headers['x-apollo-operation-name']].some(
    (header) => typeof header === 'string' && header !== '',
  );

/** As it was sent, after what is empty was left out. */
function askedByGet(request: FastifyRequest): string | null {
  if (!isAskedFirst(request)) return null;
  const { url } = request.raw;
  const search = url?.slice(url.indexOf('?') + 1) ?? '';
  const parameters = new URLSearchParams(search);
  const stores = parameters.has('query') && parameters.get('extensions')?.includes('persistedQuery');
  return stores ? null : search;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function askedByPost(body: unknown): readonly unknown[] | null {
  if (!isRecord(body)) return null;
  const { query, operationName, variables, extensions } = body;
  if (extensions !== undefined && extensions !== null && !isRecord(extensions)) return null;
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: unknown };
  if (query !== undefined && persistedQuery !== undefined) return null;
  return ['POST', query, operationName, variables, persistedQuery];
}

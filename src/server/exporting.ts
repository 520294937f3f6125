import { finished, Readable } from 'node:stream';
import type { ApolloServer } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { FileParts } from '../dataset/file.ts';
import { type Format, type FormatName, FORMATS } from '../dataset/formats.ts';
import { type Meta, metaOf } from '../dataset/meta.ts';
import { pageDocument } from '../dataset/page-document.ts';
import { type PageAnswer, type Row, type RowPage, rowsOf } from '../dataset/rows.ts';
import type { Asked, Table } from '../dataset/table.ts';
import { refusalPage, TABLE_POLICY } from '../dataset/table-page.ts';
import { type Bilingual, locate } from '../errors.ts';
import type { DataState } from '../generated/resolvers.ts';
import type { ServerContext } from './apollo.ts';
import { Garbage } from './garbage.ts';
import { languageOf } from './language.ts';
import { limitExceeded, type LimitName, LIMITS } from './limits.ts';
import { type Full, ownerOf, type Places, RETRY_AFTER } from './places.ts';
import { present } from './present.ts';
import { claimsOfRequest } from './sign-in.ts';

export interface ExportParts {
  apollo: ApolloServer<ServerContext>;
  context: (request: FastifyRequest, noteClock: () => void) => Omit<ServerContext, 'noteLogged'>;
  dataState: () => Promise<DataState>;
  baseUrlOf: (request: FastifyRequest) => string;
  now: () => Date;
  /** Milliseconds that a client may leave what was sent lying. */
  stallTimeout: number;
  places: Places;
}

/** A table that is to be a file. */
export interface Wanted {
  name: string | null;
  title: Bilingual;
  description: Bilingual | null;
  asked: Asked;
  table: Table;
  format: FormatName;
  headings: 'zh' | 'en' | 'names' | null;
  /** Rows at most; null for all. */
  limit: number | null;
  /** Headers that are this file's own. */
  headers: Readonly<Record<string, string>>;
  /** Told when the whole of it has been read, and whether a row of it depends on the time of day. */
  sent?: (isTimely: boolean) => void;
}

/** Errors of a page, as /graphql would answer them. */
export class PageErrors extends Error {
  readonly status: number;
  readonly errors: readonly GraphQLFormattedError[];

  constructor(status: number, errors: readonly GraphQLFormattedError[]) {
    super(errors[0]?.message ?? 'no answer');
    this.status = status;
    this.errors = errors;
  }
}

/** What is said where there is no place for a file. */
const TOO_MANY: Record<Full, { limit: LimitName; status: number }> = {
  SERVICE: { limit: 'EXPORTS', status: 503 },
  CLIENT: { limit: 'CLIENT_EXPORTS', status: 429 },
};

/** Limits that a smaller page may keep. */
const BY_SIZE = new Set(['LIMIT_NODES', 'LIMIT_ROWS', 'LIMIT_ANSWER']);

/**
 * Answers with the file. Every page is a request of its own to what answers /graphql: the same rights, masking, limits
 * and time. The first page is read before the head goes out, so that what can be refused is refused properly.
 */
export async function sendFile(
  parts: ExportParts,
  request: FastifyRequest,
  reply: FastifyReply,
  wanted: Wanted,
): Promise<FastifyReply> {
  await takePlace(parts.places, request, reply);
  const started = performance.now();
  const { table } = wanted;
  const { rows, isTimely } = openRows(parts, request, wanted, startOf(wanted));
  const first = await rows.next();
  const meta = await metaFor(parts, request, wanted);
  const { language } = meta;
  let count = 0;
  const garbage = new Garbage();
  const note = (outcome: string, details: object = {}) =>
    noteExport(request, wanted, { outcome, rows: count, ms: performance.now() - started, ...details });
  async function* all(): AsyncGenerator<readonly Row[], void> {
    let isWhole = false;
    try {
      for (let page = first; !page.done; page = await rows.next()) {
        const left = wanted.limit === null ? Infinity : wanted.limit - count;
        const { rows: given } = page.value;
        const some = given.length > left ? given.slice(0, left) : given;
        count += some.length;
        yield some;
        garbage.page();
        if (count === wanted.limit) break;
      }
      isWhole = true;
      wanted.sent?.(isTimely());
    } catch (error) {
      note(
        'error',
        error instanceof PageErrors ? { codes: error.errors.map((each) => each.extensions?.['code']) } : {},
      );
      throw error;
    } finally {
      await rows.return();
      note(isWhole ? 'ok' : 'ended');
    }
  }
  const file: FileParts = {
    title: meta.title,
    columns: table.columns,
    headings: headingsOf(wanted, language),
    meta,
    language,
    rows: all(),
  };
  const format: Format = FORMATS[wanted.format];
  const writing = format.write(file);
  // The first of the file too is made before the head goes out.
  const beginning = request.method === 'HEAD' ? null : await writing.next();
  reply.headers({
    'content-type': format.mediaType,
    'content-disposition': disposition(wanted, meta.title, meta.dataState, language),
    'x-content-type-options': 'nosniff',
    'x-data-state': meta.dataState,
    'x-retrieved-at': meta.retrievedAt,
    'x-source': encodeURI(meta.source),
    ...wanted.headers,
  });
  addVary(reply, 'Accept-Language, Authorization');
  if (!beginning) {
    await rows.return();
    return reply.send();
  }
  async function* whole(): AsyncGenerator<string | Uint8Array, void> {
    try {
      if (!beginning!.done) yield beginning!.value;
      yield* writing;
    } finally {
      await writing.return();
    }
  }
  dropStalled(reply, parts.stallTimeout);
  return reply.send(Readable.from(whole(), { objectMode: false }));
}

/** The rows of a table from a cursor on, and whether what was read of them depends on the time of day. */
export function openRows(
  parts: ExportParts,
  request: FastifyRequest,
  { asked, table }: Pick<Wanted, 'asked' | 'table'>,
  start: string | null,
): { rows: AsyncGenerator<RowPage, void>; isTimely: () => boolean } {
  const query = pageDocument(asked.document, asked.operationName, table);
  let isTimely = false;
  const noteClock = (): void => {
    isTimely = true;
  };
  const ask = (page: object) => askPage(parts, request, { asked, query, page, noteClock });
  return { rows: rowsOf(table, ask, start), isTimely: () => isTimely };
}

/** What a file or page of this table says of itself. */
export async function metaFor(
  parts: ExportParts,
  request: FastifyRequest,
  wanted: Pick<Wanted, 'name' | 'title' | 'description' | 'asked' | 'table'>,
): Promise<Meta> {
  return metaOf({
    ...wanted,
    baseUrl: parts.baseUrlOf(request),
    dataState: await parts.dataState(),
    at: parts.now(),
    language: languageOf(request.headers['accept-language']),
    parameters: wanted.asked.variables,
    columns: wanted.table.columns,
  });
}

export function headingsOf(
  { table, headings }: Pick<Wanted, 'table' | 'headings'>,
  language: 'zh' | 'en',
): string[] {
  const heading = headings ?? language;
  return table.columns.map((column) => (heading === 'names' ? column.name : column.heading[heading]));
}

/** One line in the log for each file or page. */
export const noteExport = (
  request: FastifyRequest,
  { name, format }: { name: string | null; format: string },
  details: object,
): void => request.log.info({ export: name ?? 'query', format, ...details }, 'export');

/** Counts the file until it is sent or its client has gone; throws where there are as many as may be. */
export async function takePlace(places: Places, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const owner = ownerOf({ claims: claimsOfRequest(request), address: request.ip });
  const place = await places.take(owner, LIMITS.CLIENT_EXPORTS);
  if ('full' in place) {
    const { limit, status } = TOO_MANY[place.full];
    reply.header('retry-after', RETRY_AFTER);
    throw locate(limitExceeded(limit), { http: { status } });
  }
  finished(reply.raw, place.leave);
}

/** Ends an answer of which the client has taken nothing for so long. */
function dropStalled({ raw }: FastifyReply, stallTimeout: number): void {
  raw.setTimeout(stallTimeout, () => {
    // With nothing on its way it is not the client that is waited for.
    if (raw.writableLength > 0) raw.destroy();
  });
}

/** Where the question itself says that its rows begin. */
function startOf({ table, asked }: Wanted): string | null {
  const node = table.paged?.selected.nodes[0]?.arguments?.find(({ name }) => name.value === 'after');
  if (!node) return null;
  if (node.value.kind === 'StringValue') return node.value.value;
  return node.value.kind === 'Variable'
    ? ((asked.variables[node.value.name.value] as string | undefined) ?? null)
    : null;
}

async function askPage(
  { apollo, context }: ExportParts,
  request: FastifyRequest,
  {
    asked,
    query,
    page,
    noteClock,
  }: Pick<Wanted, 'asked'> & {
    query: string;
    page: object;
    noteClock: () => void;
  },
): Promise<PageAnswer> {
  const own = context(request, noteClock);
  const { body, http } = await apollo.executeOperation(
    {
      query,
      variables: { ...asked.variables, ...page },
      ...(asked.operationName && { operationName: asked.operationName }),
    },
    // An export has one line in the log, not one for each of its pages.
    {
      contextValue: {
        ...own,
        noteLogged: () => {},
        log: { error: own.log.error.bind(own.log), info: () => {} },
      },
    },
  );
  const result = body.kind === 'single' ? body.singleResult : { errors: [] };
  if (!result.errors && result.data) return { data: result.data };
  const errors = result.errors ?? [];
  const failure = new PageErrors(statusOf(http.status, errors), errors);
  if (errors.some(({ extensions }) => BY_SIZE.has(String(extensions?.['code'])))) return { tooBig: failure };
  throw failure;
}

function statusOf(given: number | undefined, errors: readonly GraphQLFormattedError[]): number {
  if (given !== undefined && given >= 400) return given;
  const codes = new Set(errors.map(({ extensions }) => extensions?.['code']));
  if (codes.has('TIMEOUT')) return 503;
  return codes.has('INTERNAL_SERVER_ERROR') ? 500 : 400;
}

/** Answers what was refused, in the shape of /graphql or as a page; throws what is a fault. */
export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
  page: { asked: Parameters<typeof refusalPage>[2] } | null = null,
): FastifyReply {
  const refused = refusalOf(request, error);
  if (!refused) throw error;
  const codes = refused.errors.map(({ extensions }) => extensions?.['code']);
  request.log.info({ status: refused.status, codes }, 'refused');
  if (page) {
    const messages = refused.errors.map(({ message }) => message);
    addVary(reply, 'Accept-Language, Authorization');
    return reply
      .code(refused.status)
      .headers({ 'content-security-policy': TABLE_POLICY, 'x-content-type-options': 'nosniff' })
      .type('text/html; charset=utf-8')
      .send(refusalPage(messages, languageOf(request.headers['accept-language']), page.asked));
  }
  return reply.code(refused.status).type('application/json; charset=utf-8').send({ errors: refused.errors });
}

function refusalOf(request: FastifyRequest, error: unknown): PageErrors | null {
  if (error instanceof PageErrors) return error;
  if (!(error instanceof GraphQLError) || !error.extensions['messages']) return null;
  const language = languageOf(request.headers['accept-language']);
  const shown = present(error.toJSON(), error, { language, requestId: request.id, log: request.log });
  const { status } = (error.extensions['http'] ?? {}) as { status?: number };
  return new PageErrors(status ?? 400, [shown]);
}

/** A name for the file, in Chinese too (RFC 6266, RFC 8187); invented records are called so where nothing else is. */
function disposition(
  { name, format }: Wanted,
  title: string,
  state: DataState,
  language: 'zh' | 'en',
): string {
  const label = state === 'DEMO' ? (language === 'zh' ? '（示例数据）' : ' (demonstration data)') : '';
  // oxlint-disable-next-line no-control-regex -- these characters are what is sought
  const whole = `${title}${label}.${format}`.replaceAll(/[\\/:*?"<>|\u0000-\u001F\u007F]/g, ' ');
  const encoded = encodeURIComponent(whole).replaceAll(
    /['()*]/g,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const mark = state === 'DEMO' ? '-demo' : '';
  return `attachment; filename="${name ?? 'export'}${mark}.${format}"; filename*=UTF-8''${encoded}`;
}

export function addVary(reply: FastifyReply, value: string): void {
  const before = reply.getHeader('vary');
  reply.header('vary', before === undefined ? value : `${String(before)}, ${value}`);
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { AFTER_ROW, type Parameter } from '../dataset/parameters.ts';
import type { Row } from '../dataset/rows.ts';
import { TABLE_POLICY, tablePage } from '../dataset/table-page.ts';
import {
  addVary,
  type ExportParts,
  headingsOf,
  metaFor,
  noteExport,
  openRows,
  takePlace,
  type Wanted,
} from './exporting.ts';

/** Rows on one page, somewhat more where they do not come one at a time. */
const PAGE_ROWS = 500;

/** A table that is to be a page. */
export interface WantedPage extends Omit<Wanted, 'format' | 'name'> {
  name: string;
  parameters: readonly Parameter[];
  /** The cursor after which its rows begin. */
  after: string | null;
}

/** Answers with the table as a page for people, made whole before a byte of it goes out. */
export async function sendTablePage(
  parts: ExportParts,
  request: FastifyRequest,
  reply: FastifyReply,
  wanted: WantedPage,
): Promise<FastifyReply> {
  await takePlace(parts.places, request, reply);
  const started = performance.now();
  const { rows, isTimely } = openRows(parts, request, wanted, wanted.after);
  const shown: Row[] = [];
  const most = Math.min(wanted.limit ?? Infinity, PAGE_ROWS);
  let next: string | null = null;
  for await (const page of rows) {
    shown.push(...page.rows);
    next = page.after;
    if (shown.length >= most) break;
  }
  const left = wanted.limit === null ? null : wanted.limit - shown.length;
  if (left !== null && left <= 0) {
    shown.length = wanted.limit!;
    next = null;
  }
  wanted.sent?.(isTimely());
  const meta = await metaFor(parts, request, wanted);
  const html = tablePage({
    name: wanted.name,
    meta,
    columns: wanted.table.columns,
    headings: headingsOf(wanted, meta.language),
    parameters: wanted.parameters,
    search: searchOf(request, { [AFTER_ROW]: null }),
    rows: shown,
    isContinued: wanted.after !== null,
    next:
      next === null
        ? null
        : `/data/${wanted.name}.html${searchOf(request, { [AFTER_ROW]: next, ...(left !== null && { limit: String(left) }) })}`,
  });
  noteExport(
    request,
    { name: wanted.name, format: 'html' },
    { outcome: 'ok', rows: shown.length, ms: performance.now() - started },
  );
  reply.headers({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': TABLE_POLICY,
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-data-state': meta.dataState,
    'x-retrieved-at': meta.retrievedAt,
    ...wanted.headers,
  });
  addVary(reply, 'Accept-Language, Authorization');
  return reply.send(request.method === 'HEAD' ? undefined : html);
}

/** What the request asked for, with some of it put in other words or left out. */
function searchOf(request: FastifyRequest, changes: Readonly<Record<string, string | null>>): string {
  const mark = request.url.indexOf('?');
  const search = new URLSearchParams(mark < 0 ? '' : request.url.slice(mark + 1));
  for (const [name, value] of Object.entries(changes)) {
    search.delete(name);
    if (value !== null) search.set(name, value);
  }
  return search.size > 0 ? `?${search.toString()}` : '';
}

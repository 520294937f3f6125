import { badRequest } from '../errors.ts';
import type { OrderInput } from './order.ts';
import type { Row } from './plan.ts';

/** The arguments every connection takes. */
export interface PageArguments {
  where?: Readonly<Record<string, unknown>> | null;
  orderBy?: readonly OrderInput[] | null;
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  [extra: string]: unknown;
}

export const PAGE_DEFAULT = 20;
export const PAGE_MAX = 100;

export interface PageRequest {
  size: number;
  /** True for `last`/`before`: read backwards, then turned round. */
  reversed: boolean;
  cursor: string | null;
}

/** Checks the paging arguments. Throws BAD_PAGE when they are out of range or contradict each other. */
export function pageRequest(args: PageArguments): PageRequest {
  const { first, last, after, before } = args;
  const reversed = last !== null && last !== undefined;
  if ((reversed && (first ?? after ?? null) !== null) || (!reversed && (before ?? null) !== null)) {
    throw badRequest(
      'BAD_PAGE',
      '向后翻页用 first 与 after，向前翻页用 last 与 before，不能混用',
      'Page forward with first and after, backward with last and before, not with both',
    );
  }
  const size = (reversed ? last : first) ?? PAGE_DEFAULT;
  if (!Number.isInteger(size) || size < 1 || size > PAGE_MAX) {
    throw badRequest(
      'PAGE_SIZE',
      `${reversed ? 'last' : 'first'} 应在 1 到 ${PAGE_MAX} 之间，收到 ${size}`,
      `${reversed ? 'last' : 'first'} must be from 1 to ${PAGE_MAX}, got ${size}`,
      { limit: PAGE_MAX, requested: size },
    );
  }
  return { size, reversed, cursor: (reversed ? before : after) ?? null };
}

export interface PageInfo {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

export interface Total {
  count: number;
  kind: 'EXACT' | 'ESTIMATED';
}

/** A page as the connection types' resolvers read it; the total is counted only when a resolver asks. */
export interface Page<Node = Row> {
  nodes: Node[];
  edges: { cursor: string; node: Node }[];
  pageInfo: PageInfo;
  total: () => Promise<Total>;
}

/** A page from rows read one further than its size, in reading order, each with its cursor. */
export function toPage<Node = Row>(
  request: PageRequest,
  read: { node: Node; cursor: string }[],
  total: () => Promise<Total>,
): Page<Node> {
  let counted: Promise<Total> | undefined;
  const hasMore = read.length > request.size;
  const edges = read.slice(0, request.size);
  if (request.reversed) edges.reverse();
  return {
    nodes: edges.map(({ node }) => node),
    edges,
    pageInfo: {
      hasNextPage: request.reversed ? request.cursor !== null : hasMore,
      hasPreviousPage: request.reversed ? hasMore : request.cursor !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    // Number and kind are two fields of one count.
    total: () => (counted ??= total()),
  };
}

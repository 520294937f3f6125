import type { Pool } from 'pg';

/** Who answers the questions. */
export const PEERS = ['ours', 'postgraphile', 'mercurius', 'limit'] as const;
export type Peer = (typeof PEERS)[number];

/** One GraphQL request. */
export interface Ask {
  query: string;
  variables?: Record<string, unknown>;
}

/** What a case may ask its peers while it prepares, e.g. for a cursor deep in a list. */
export interface Preparing {
  pool: Pool;
  ask: (peer: Peer, ask: Ask) => Promise<unknown>;
}

/**
 * One question, put to every peer in its own words. `Values` is what varies from request to request, so that no peer
 * is asked for the same answer all the time; `Answer` is the data of ours, of Mercurius and of LIMIT.
 */
export interface Case<Values = unknown, Answer = unknown, PostGraphileAnswer = Answer> {
  name: string;
  /** What a reader of the table should know of it. */
  about: string;
  values: (preparing: Preparing) => Promise<readonly Values[]>;
  ours: (values: Values) => Ask;
  postgraphile: (values: Values) => Ask;
  /** Its schema is a part of ours, so the question is ours too unless it says otherwise. */
  mercurius?: (values: Values) => Ask;
  /** Path and query of LIMIT's route. */
  limit: (values: Values) => string;
  /** The same plain data from everybody's answer. */
  same: (data: Answer) => unknown;
  samePostgraphile: (data: PostGraphileAnswer) => unknown;
  /** Of a case that writes; each of its values is used once. */
  writing?: Writing<Values>;
}

/** How what a case writes is looked at and taken back. */
export interface Writing<Values> {
  /** Makes what is written to. */
  open: (pool: Pool) => Promise<void>;
  /** Rows written since the last `reset`. */
  count: (pool: Pool) => Promise<number>;
  /** What stands in the database after these values, as all peers must leave it. */
  effect: (pool: Pool, values: readonly Values[], peer: Peer) => Promise<unknown>;
  reset: (pool: Pool) => Promise<void>;
  /** Takes away what `open` has made. */
  close: (pool: Pool) => Promise<void>;
}

/** A list as GraphQL gives it. */
export interface Nodes<T> {
  nodes: T[];
}

/** An instant as all are compared. */
export const instant = (text: string | null): string | null =>
  text === null ? null : new Date(text).toISOString();

/** What everybody may see of activities and stories, as PostGraphile is asked for it. */
export const SEEN = '["PUBLISHED", "CANCELLED", "COMPLETED"]';

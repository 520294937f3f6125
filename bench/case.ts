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
  ask: (peer: Peer, ask: Ask) => Promise<Record<string, unknown>>;
}

/**
 * One question, put to every peer in its own words. `Values` is what varies from request to request, so that no peer
 * is asked for the same answer all the time.
 */
export interface Case<Values = unknown> {
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
  /** The same plain data from everybody's answer; ours, Mercurius and LIMIT have one shape. */
  same: (data: any) => unknown;
  samePostgraphile: (data: any) => unknown;
}

/** An instant as all are compared. */
export const instant = (text: string | null): string | null =>
  text === null ? null : new Date(text).toISOString();

import type { EntityManager } from '@mikro-orm/postgresql';
import type { GraphReader } from './graph/reader.ts';

/** What every resolver of one request shares. */
export interface Context {
  /** Reads the graph: what lists, relations and look-ups go through. */
  read: GraphReader;
  /** Unit of work for services; a fork of its own, made when first asked for. */
  em: () => EntityManager;
  /** Today's date in Asia/Shanghai, YYYY-MM-DD. */
  today: () => string;
}

import type { EntityManager } from '@mikro-orm/postgresql';
import type { Feed } from './change/feed.ts';
import type { GraphReader } from './graph/reader.ts';
import type { WriteContext } from './writing/writing.ts';

/** What every resolver of one request shares. */
export interface Context extends WriteContext {
  /** Reads the graph: what lists, relations and look-ups go through. */
  read: GraphReader;
  /** Unit of work for services that only read; a fork of its own, made when first asked for. */
  em: () => EntityManager;
  /** The feed of changes, to be followed. */
  feed: Feed;
  requestId: string;
  /** Address of this service as its readers know it, without a slash at the end. */
  baseUrl: string;
  language: 'zh' | 'en';
  /** Notes that personal data of a minor were read whole. */
  noteMinorRead: (volunteer: string, field: string) => void;
  log: {
    error: (details: object, message: string) => void;
    info: (details: object, message: string) => void;
  };
}

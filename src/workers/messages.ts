import type { Measured } from '../server/metrics.ts';
import type { Place, PlaceKind } from '../server/places.ts';

/** What a worker is told to begin with: what it cannot read from the settings itself. */
export interface Begin {
  /** Its number, from 1. Whoever replaces it has the same. */
  worker: number;
  databaseUrl: string;
  connections: number;
  /** Folder of the embedded database; null with DATABASE_URL. */
  dataDir: string | null;
  /** In common among workers of one program. */
  instance: string;
  /** Whether it is the one that delivers webhooks. */
  deliversWebhooks: boolean;
}

/** Whether a place was had, as it is sent. */
export type PlaceAnswer = { full: Extract<Place, { full: unknown }>['full'] | null };

/** From the first process to a worker. */
export type ToWorker =
  | { kind: 'begin'; begin: Begin }
  | { kind: 'listen'; host: string; port: number }
  | { kind: 'moveTo'; databaseUrl: string }
  | { kind: 'drain' }
  | { kind: 'stop' }
  | { kind: 'measure'; id: number }
  | { kind: 'answer'; id: number; value: PlaceAnswer | string };

/** From a worker to the first process. */
export type FromWorker =
  | { kind: 'prepared' }
  | { kind: 'listening'; address: string }
  | { kind: 'deaf'; code: string | null; message: string }
  | { kind: 'measured'; id: number; metrics: Measured }
  | { kind: 'take'; id: number; place: PlaceKind; owner: string; most: number }
  | { kind: 'leave'; id: number }
  | { kind: 'metrics'; id: number };

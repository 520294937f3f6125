import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Pool } from 'pg';
import type { Digest } from '../access/secrets.ts';
import type { VerifyToken } from '../access/tokens.ts';
import { viewerOf } from '../access/viewer.service.ts';
import type { Feed } from '../change/feed.ts';
import { halfOf } from '../database/pool-options.ts';
import type { EgressRules } from '../egress.ts';
import type { Models } from '../graph/models.ts';
import { ANONYMOUS, type Viewer } from '../viewer.ts';
import { registerEventStream } from './event-stream.ts';
import type { PlacesFor } from './places.ts';
import type { Subscriber } from './subscriber.ts';
import { type EventContext, Subscriptions } from './subscriptions.ts';
import { AnswerTally } from './tally.ts';
import { registerWebSocket } from './web-socket.ts';

interface Parts {
  schema: GraphQLSchema;
  models: Models;
  pool: Pool;
  isNamed: boolean;
  verify: VerifyToken;
  /** What something is read with, as somebody. */
  contextFor: (asker: Subscriber & { viewer: Viewer; tally: AnswerTally }) => EventContext;
  baseUrlOf: (request: Pick<FastifyRequest, 'protocol' | 'host'>) => string;
  corsOrigins: readonly string[];
  requestTimeout: number;
  stallTimeout: number;
  perAddress: number;
  placesFor: PlacesFor;
}

/** The subscriptions, by server-sent events and by WebSocket; returns what turns their clients away. */
export function registerSubscriptions(app: FastifyInstance, parts: Parts): () => void {
  const { pool, isNamed, verify, contextFor, baseUrlOf, corsOrigins, placesFor } = parts;
  const subscriptions = new Subscriptions({
    ...parts,
    places: placesFor('SUBSCRIPTIONS'),
    // Requests keep the rest of the database's connections.
    atOnce: halfOf(pool),
    // Whoever loses a role while they follow loses what it shows.
    context: async (subscriber) => {
      const { claims } = subscriber;
      const viewer = claims ? await viewerOf({ pool, isNamed }, claims) : ANONYMOUS;
      return contextFor({ ...subscriber, viewer, tally: new AnswerTally('EVENT_ANSWER') });
    },
  });
  app.addHook('preClose', async () => subscriptions.stop());
  registerEventStream(app, { subscriptions, baseUrlOf });
  const places = placesFor('SOCKETS');
  registerWebSocket(app, { subscriptions, verify, baseUrlOf, corsOrigins, places });
  return () => subscriptions.turnAway();
}

interface Delivering {
  pool: Pool;
  digest: Digest;
  feed: Feed;
  rules: EgressRules;
  now: () => Date;
}

/** Has this process deliver webhooks while it serves. */
export async function deliverWebhooks(app: FastifyInstance, parts: Delivering): Promise<void> {
  const { WebhookWorker } = await import('../webhook/worker.ts');
  const worker = new WebhookWorker({ ...parts, log: app.log });
  app.addHook('onReady', async () => worker.start());
  app.addHook('preClose', () => worker.stop());
}

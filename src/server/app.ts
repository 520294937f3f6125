import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { createDigest } from '../access/secrets.ts';
import { viewerOf } from '../access/viewer.service.ts';
import { Feed } from '../change/feed.ts';
import { FeedWatch } from '../change/feed-watch.ts';
import type { Database } from '../database/database.ts';
import { type EgressRules, STRICT } from '../egress.ts';
import { Models } from '../graph/model.ts';
import { ReadPlans } from '../graph/plan.ts';
import { GraphReader } from '../graph/reader.ts';
import { Statements } from '../graph/statements.ts';
import { dateOf } from '../shanghai.ts';
import { createApollo, type ServerContext } from './apollo.ts';
import { answerClientError } from './client-errors.ts';
import { registerCors } from './cors.ts';
import { registerEventStream } from './event-stream.ts';
import { registerGraphql } from './graphql-route.ts';
import { languageOf } from './language.ts';
import { loggedError } from './logged-error.ts';
import { registerSignIn, verifierOf, viewerOfRequest } from './sign-in.ts';
import { type Subscriber, Subscriptions } from './subscriptions.ts';
import { AnswerTally } from './tally.ts';
import { isUpgraded, registerWebSocket } from './web-socket.ts';
import { ANONYMOUS, type Viewer } from '../viewer.ts';
import { MinorReads } from './minor-reads.ts';
import { registerHealth } from './health.ts';
import { LIMITS } from './limits.ts';
import { RequestMetrics } from './metrics.ts';
import { registerPages } from './pages.ts';
import { checkPersonalData } from './masking.ts';
import { buildSchema, reads } from './schema.ts';
import { noSuchAddress, registerWireRules } from './wire.ts';

export interface AppOptions {
  database: Database;
  /** Level of the log: pino's names, `silent` in tests. */
  logLevel: string;
  /** Where the log goes; standard output by default. */
  logTo?: { write: (line: string) => void };
  /** Whether statements are prepared by name; off for poolers that cannot keep them. */
  namedStatements?: boolean;
  /** The clock, so that tests can stand on a day of their own. */
  now?: () => Date;
  /** Issuer and audience of OpenID Connect; without, tokens of this service's own are taken. */
  issuer?: { issuer: string; audience: string };
  /** Origins whose pages may call the service from a browser, `*` for all; none by default. */
  corsOrigins?: readonly string[];
  webRoot?: string;
  /** Milliseconds that the execution of one request may take; a stop waits for requests so long and no longer. */
  requestTimeout?: number;
  /** Milliseconds for a client to send its request. */
  sendTimeout?: number;
  /** Where webhooks may be sent to; to what is public by default. */
  egress?: EgressRules;
  /** Whether this process delivers webhooks. */
  deliversWebhooks?: boolean;
  /** Milliseconds that a subscriber may leave an event lying. */
  stallTimeout?: number;
}

/** The whole server over one database, not listening yet. `close()` drains it; the database stays the caller's. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { database, now = () => new Date(), requestTimeout = 20_000, sendTimeout = 30_000 } = options;
  const app = Fastify({
    logger: {
      level: options.logLevel,
      serializers: { err: loggedError },
      ...(options.logTo && { stream: options.logTo }),
    },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LIMITS.BODY,
    requestTimeout: sendTimeout,
    http: {
      requestTimeout: sendTimeout,
      // Where this is the longer of the two, Node waits for it even when the headers have come.
      headersTimeout: sendTimeout,
      // How often Node looks for late requests.
      connectionsCheckingInterval: Math.min(2_000, sendTimeout),
      shouldUpgradeCallback: isUpgraded,
    },
    // While stopping, requests on kept connections get an answer of this service's own shape.
    return503OnClosing: false,
    clientErrorHandler: answerClientError,
    genReqId: (request) => requestId(request.headers['x-request-id']),
    routerOptions: { caseSensitive: true },
    frameworkErrors: (_, request, reply) => noSuchAddress(request, reply),
  });
  const isNamed = options.namedStatements ?? true;
  const schema = buildSchema();
  const models = new Models(database.orm, reads);
  checkPersonalData(schema, models);
  const reading = {
    models,
    plans: new ReadPlans(models),
    statements: new Statements(database.pool, { named: isNamed }),
  };
  const digest = await createDigest(database.pool);
  const verify = await verifierOf(database.pool, options.issuer ?? { issuer: '', audience: '' });
  const metrics = new RequestMetrics();
  const apollo = createApollo({ schema, models, metrics, requestTimeout });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  cutOff(app, requestTimeout);

  const nobodys = () =>
    new GraphReader(reading, { viewer: ANONYMOUS, today: dateOf(now()), now: now() }, new AnswerTally());
  const feed = new Feed(new FeedWatch(database.pool, app.log), models, nobodys);
  const contextFor = ({ viewer, requestId, language, log }: Asker): Omit<ServerContext, 'noteLogged'> => {
    let em: ReturnType<typeof database.orm.em.fork> | undefined;
    const today = () => dateOf(now());
    const tally = new AnswerTally();
    const minors = new MinorReads(database.pool, viewer, requestId, now);
    return {
      read: new GraphReader(reading, { viewer, today: today(), now: now() }, tally, (volunteer, field) =>
        minors.note(volunteer, field),
      ),
      orm: database.orm,
      models,
      em: () => (em ??= database.orm.em.fork()),
      viewer,
      now,
      today,
      digest,
      requestId,
      language,
      feed,
      egress: options.egress ?? STRICT,
      announced: () => void feed.watch.wake(),
      noteMinorRead: (volunteer, field) => minors.note(volunteer, field),
      settleReads: () => minors.settle(),
      tally,
      log,
    };
  };
  const context = (request: FastifyRequest) =>
    contextFor({
      viewer: viewerOfRequest(request),
      requestId: request.id,
      language: languageOf(request.headers['accept-language']),
      log: request.log,
    });
  const lookup = { pool: database.pool, isNamed };
  const subscriptions = new Subscriptions({
    schema,
    models,
    // Whoever loses a role while they follow loses what it shows.
    context: async (subscriber: Subscriber) => {
      const viewer = subscriber.claims ? await viewerOf(lookup, subscriber.claims) : ANONYMOUS;
      return contextFor({ ...subscriber, viewer });
    },
    requestTimeout,
    stallTimeout: options.stallTimeout ?? 30_000,
  });
  app.addHook('preClose', async () => subscriptions.stop());
  if (options.deliversWebhooks) {
    const { WebhookWorker } = await import('../webhook/worker.ts');
    const worker = new WebhookWorker({
      pool: database.pool,
      digest,
      feed,
      rules: options.egress ?? STRICT,
      now,
      log: app.log,
    });
    app.addHook('onReady', async () => worker.start());
    app.addHook('preClose', () => worker.stop());
  }
  // Before the wire rules: to them a preflight is a method that is not supported.
  await registerCors(app, options.corsOrigins ?? []);
  await registerWireRules(app);
  registerSignIn(app, { pool: database.pool, verify, isNamed });
  registerGraphql(app, { apollo, context });
  registerEventStream(app, subscriptions);
  registerWebSocket(app, { subscriptions, verify, corsOrigins: options.corsOrigins ?? [] });
  await registerHealth(app, { pool: database.pool, metrics });
  await registerPages(app, { webRoot: options.webRoot ?? join(import.meta.dirname, '../../web/dist') });
  return app;
}

/** Who asks, by whatever way. */
interface Asker extends Pick<ServerContext, 'requestId' | 'language' | 'log'> {
  viewer: Viewer;
}

const requestId = (given: string | string[] | undefined): string =>
  typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();

/** A stop ends connections that are still open when every request they could hold has had its time. */
function cutOff(app: FastifyInstance, milliseconds: number): void {
  let timer: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    timer = setTimeout(() => app.server.closeAllConnections(), milliseconds + 500);
  });
  app.addHook('onClose', async () => clearTimeout(timer));
}

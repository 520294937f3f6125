import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { createDigest } from '../access/secrets.ts';
import { AnswerCache } from '../cache/answer-cache.ts';
import { DataVersions } from '../cache/data-versions.ts';
import { Reads } from '../cache/reads.ts';
import { StatementTables } from '../cache/statement-tables.ts';
import { Feed } from '../change/feed.ts';
import { FeedWatch } from '../change/feed-watch.ts';
import { registerCalendars } from '../calendar/calendar.routes.ts';
import type { Database } from '../database/database.ts';
import { halfOf } from '../database/pool-options.ts';
import { type EgressRules, STRICT } from '../egress.ts';
import { registerData } from './data-routes.ts';
import { registerDocs } from '../docs/docs.routes.ts';
import { registerFeeds } from '../feed/feed.routes.ts';
import { Models } from '../graph/models.ts';
import { purgeRemoved } from '../media/purge.ts';
import type { MediaStorage } from '../media/storage.ts';
import { GraphReader, readingOf } from '../graph/reader.ts';
import type { Reading } from '../graph/reading/session.ts';
import { Statements } from '../graph/statements.ts';
import { dateOf } from '../shanghai.ts';
import { Turns } from '../turns.ts';
import { registerTimetables } from '../timetable/timetable.routes.ts';
import { createApollo, type ServerContext } from './apollo.ts';
import { answerClientError } from './client-errors.ts';
import { registerCors } from './cors.ts';
import { registerCost } from './cost-route.ts';
import { docsCosting } from './docs-costing.ts';
import { registerDrain } from './drain.ts';
import { type KeptAnswers, registerGraphql } from './graphql-route.ts';
import { languageOf } from './language.ts';
import { loggedError } from './logged-error.ts';
import { registerSignIn, verifierOf, viewerOfRequest } from './sign-in.ts';
import { AnswerTally } from './tally.ts';
import { isUpgraded } from './web-socket.ts';
import { ANONYMOUS, type Viewer } from '../viewer.ts';
import { MinorReads } from './minor-reads.ts';
import { registerHealth } from './health.ts';
import { LIMITS } from './limits.ts';
import { RequestMetrics } from './metrics.ts';
import { registerMediaFiles } from './media-files.ts';
import { registerMediaUpload } from './media-upload.ts';
import { registerPages } from './pages.ts';
import { ownPlaces, type PlacesFor } from './places.ts';
import { deliverWebhooks, registerSubscriptions } from './push.ts';
import { checkPersonalData } from './masking.ts';
import { buildSchema, reads, sdlFiles } from './schema.ts';
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
  /** Where pictures are kept; without, none are taken or served. */
  media?: MediaStorage;
  /** Address that readers know the service by; without, the one that a request names. */
  publicUrl?: string;
  /** Milliseconds that the execution of one request may take; a stop waits for requests so long and no longer. */
  requestTimeout?: number;
  /** Milliseconds for a client to send its request. */
  sendTimeout?: number;
  /** Where webhooks may be sent to; to what is public by default. */
  egress?: EgressRules;
  /** Whether this process delivers webhooks. */
  deliversWebhooks?: boolean;
  /** Milliseconds that a client may leave an event, or what was sent of a file, lying. */
  stallTimeout?: number;
  /** Subscriptions of one address without a token. */
  subscriptionsPerAddress?: number;
  /** Where places for what clients hold open are counted; by this process unless several serve. */
  placesFor?: PlacesFor;
  /** What counts requests; of this process alone unless several serve. */
  metrics?: RequestMetrics;
  /** Tags of files hold among processes that have it in common: they must be one program. */
  instance?: string;
  /** Bytes of memory for answers to public questions; none are kept by default. */
  answerCache?: number;
}

/** The whole server over one database, not listening yet. `close()` drains it; the database stays the caller's. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { database, now = () => new Date() } = options;
  const { requestTimeout = 20_000, sendTimeout = 30_000, stallTimeout = 30_000 } = options;
  const { corsOrigins = [], egress = STRICT, instance = randomUUID() } = options;
  const { placesFor = ownPlaces(), metrics = new RequestMetrics() } = options;
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
  const statements = new Statements(database.pool, { named: isNamed });
  const reading = readingOf(models, statements, new Turns(halfOf(database.pool)));
  const digest = await createDigest(database.pool);
  const verify = await verifierOf(database.pool, options.issuer ?? { issuer: '', audience: '' });
  const apollo = createApollo({ schema, models, metrics, requestTimeout });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  cutOff(app, requestTimeout);

  const nobodys = () =>
    new GraphReader(reading, { viewer: ANONYMOUS, today: dateOf(now()), now: now() }, new AnswerTally());
  const feed = new Feed(new FeedWatch(database.pool, app.log), models, nobodys);
  const contextFor = ({
    viewer,
    requestId,
    baseUrl,
    language,
    log,
    noteClock = () => {},
    reads = null,
    tally = new AnswerTally(),
  }: Asker): Omit<ServerContext, 'noteLogged'> => {
    let em: ReturnType<typeof database.orm.em.fork> | undefined;
    const at = now();
    const today = () => dateOf(now());
    const minors = new MinorReads(database.pool, viewer, requestId, now);
    const noteMinorRead = (volunteer: string, field: string) => {
      reads?.notePassing();
      minors.note(volunteer, field);
    };
    const asking = {
      viewer,
      today: today(),
      get now() {
        noteClock();
        return at;
      },
    };
    return {
      read: new GraphReader(reads ? noting(reading, reads) : reading, asking, tally, noteMinorRead),
      orm: reads ? notingOrm(database.orm, reads) : database.orm,
      models,
      em: () => {
        reads?.noteAnything();
        return (em ??= database.orm.em.fork());
      },
      viewer,
      now: () => {
        noteClock();
        return now();
      },
      today,
      digest,
      requestId,
      baseUrl,
      purgeMedia,
      language,
      feed,
      egress,
      announced: () => void feed.watch.wake(),
      noteMinorRead,
      settleReads: () => minors.settle(),
      tally,
      log,
    };
  };
  const baseUrlOf = ({ protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>) =>
    options.publicUrl || `${protocol}://${host}`;
  const context = (request: FastifyRequest, noteClock?: () => void, reads: Reads | null = null) =>
    contextFor({
      viewer: viewerOfRequest(request),
      requestId: request.id,
      baseUrl: baseUrlOf(request),
      language: languageOf(request.headers['accept-language']),
      log: request.log,
      reads,
      ...(noteClock && { noteClock }),
    });
  const { media } = options;
  const purgeMedia = media ? purging(app, () => purgeRemoved(database.pool, media)) : () => {};
  // Before the wire rules: to them a preflight is a method that is not supported.
  await registerCors(app, corsOrigins);
  await registerWireRules(app);
  registerSignIn(app, { pool: database.pool, verify, isNamed });
  const kept = options.answerCache ? await keepAnswers(app, options.answerCache) : null;
  registerGraphql(app, {
    apollo,
    context: (request, reads) => context(request, reads ? () => reads.notePassing() : undefined, reads),
    metrics,
    kept,
  });
  registerCost(app, schema, models);
  const turnAway = registerSubscriptions(app, {
    schema,
    models,
    pool: database.pool,
    isNamed,
    verify,
    contextFor,
    baseUrlOf,
    corsOrigins,
    requestTimeout,
    stallTimeout,
    perAddress: options.subscriptionsPerAddress ?? LIMITS.ADDRESS_SUBSCRIPTIONS,
    placesFor,
  });
  registerDrain(app, { turnAway, patience: requestTimeout + SPARE });
  if (options.deliversWebhooks)
    await deliverWebhooks(app, { pool: database.pool, digest, feed, rules: egress, now });
  const asking = (request: FastifyRequest) => ({
    viewer: viewerOfRequest(request),
    today: dateOf(now()),
    now: now(),
  });
  if (media) {
    registerMediaFiles(app, { pool: database.pool, storage: media, asking });
    await registerMediaUpload(app, { storage: media, context });
  }
  await registerHealth(app, { pool: database.pool, metrics });
  registerTimetables(app, { pool: database.pool });
  registerData(app, {
    schema,
    apollo,
    context,
    pool: database.pool,
    orm: database.orm,
    baseUrlOf,
    now,
    stallTimeout,
    instance,
    places: placesFor('EXPORTS'),
  });
  registerDocs(app, { schema, sdl: sdlFiles, costing: docsCosting(schema) });
  registerFeeds(app, { pool: database.pool, baseUrlOf });
  registerCalendars(app, { pool: database.pool, now });
  await registerPages(app, { webRoot: options.webRoot ?? join(import.meta.dirname, '../../web/dist') });
  return app;

  async function keepAnswers(app: FastifyInstance, bytes: number): Promise<KeptAnswers> {
    const known = await StatementTables.read(database.pool);
    const cache = new AnswerCache(new DataVersions(database.pool, { named: isNamed }), bytes);
    app.addHook('onClose', async () => cache.close());
    metrics.showCache(cache);
    return {
      cache,
      newReads: () => new Reads(known),
      circumstancesOf: (request) => ({ baseUrl: baseUrlOf(request), today: dateOf(now()) }),
    };
  }
}

/** The same; whoever reads by it may read anything. */
const notingOrm = (orm: Database['orm'], reads: Reads): Database['orm'] =>
  Object.create(orm, {
    em: {
      get() {
        reads.noteAnything();
        return orm.em;
      },
    },
  }) as Database['orm'];

/** The same, with note taken of every statement. */
const noting = (reading: Reading, reads: Reads): Reading => ({
  ...reading,
  statements: {
    run: (text, values, isPlannedAnew) => {
      reads.noteStatement(text);
      return reading.statements.run(text, values, isPlannedAnew);
    },
  },
  shared: {
    load: (text, ...rest) => {
      reads.noteStatement(text);
      return reading.shared.load(text, ...rest);
    },
  },
});

/** Who asks, by whatever way. */
interface Asker extends Pick<ServerContext, 'requestId' | 'baseUrl' | 'language' | 'log'> {
  viewer: Viewer;
  /** Told when an answer depends on the time of day, and not only on the date. */
  noteClock?: () => void;
  /** Takes note of what the answer is read from, where that matters. */
  reads?: Reads | null;
  tally?: AnswerTally;
}

const requestId = (given: string | string[] | undefined): string =>
  typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();

/** Asks for a purge: one at a time, what fails is logged and tried again by the next, and a stop waits for it. */
function purging(app: FastifyInstance, purge: () => Promise<void>): () => void {
  let last: Promise<void> = Promise.resolve();
  const ask = (): void => {
    last = last.then(purge).catch((error: unknown) => {
      app.log.error({ err: error }, 'files of removed pictures could not be deleted');
    });
  };
  // What an earlier process did not get to.
  app.addHook('onListen', async () => ask());
  app.addHook('onClose', () => last);
  return ask;
}

/** Milliseconds that an answer has to leave, once it has had its time. */
const SPARE = 500;

/** A stop ends connections that are still open when every request they could hold has had its time. */
function cutOff(app: FastifyInstance, milliseconds: number): void {
  let timer: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    timer = setTimeout(() => app.server.closeAllConnections(), milliseconds + SPARE);
  });
  app.addHook('onClose', async () => clearTimeout(timer));
}

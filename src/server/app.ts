import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { createDigest } from '../access/secrets.ts';
import { createVerifier } from '../access/tokens.ts';
import type { Database } from '../database/database.ts';
import { Models } from '../graph/model.ts';
import { ReadPlans } from '../graph/plan.ts';
import { GraphReader } from '../graph/reader.ts';
import { Statements } from '../graph/statements.ts';
import { createApollo, type ServerContext } from './apollo.ts';
import { registerSignIn, viewerOfRequest } from './sign-in.ts';
import { MinorReads } from './minor-reads.ts';
import { registerHealth } from './health.ts';
import { LIMITS } from './limits.ts';
import { RequestMetrics } from './metrics.ts';
import { registerPages } from './pages.ts';
import { checkPersonalData } from './masking.ts';
import { buildSchema, reads } from './schema.ts';
import { noSuchAddress, preparedQuery, registerWireRules } from './wire.ts';

export interface AppOptions {
  database: Database;
  /** Level of the log: pino's names, `silent` in tests. */
  logLevel: string;
  /** Whether statements are prepared by name; off for poolers that cannot keep them. */
  namedStatements?: boolean;
  /** The clock, so that tests can stand on a day of their own. */
  now?: () => Date;
  /** Issuer and audience of OpenID Connect; without, tokens of this service's own are taken. */
  issuer?: { issuer: string; audience: string };
  webRoot?: string;
}

const shanghaiDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** The whole server over one database, not listening yet. `close()` drains it; the database stays the caller's. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const { database, now = () => new Date() } = options;
  const app = Fastify({
    logger: { level: options.logLevel },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LIMITS.BODY,
    requestTimeout: 30_000,
    genReqId: (request) => requestId(request.headers['x-request-id']),
    routerOptions: { caseSensitive: true },
    frameworkErrors: (_, request, reply) => noSuchAddress(request, reply),
  });
  const schema = buildSchema();
  const models = new Models(database.orm, reads);
  checkPersonalData(schema, models);
  const reading = {
    models,
    plans: new ReadPlans(models),
    statements: new Statements(database.pool, { named: options.namedStatements ?? true }),
  };
  const digest = await createDigest(database.pool);
  const verify = await createVerifier(database.pool, options.issuer ?? { issuer: '', audience: '' });
  const metrics = new RequestMetrics();
  const apollo = createApollo({ schema, models, metrics });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());

  const context = async (request: FastifyRequest): Promise<ServerContext> => {
    let em: ReturnType<typeof database.orm.em.fork> | undefined;
    const viewer = viewerOfRequest(request);
    const today = () => shanghaiDay.format(now());
    const minors = new MinorReads(database.pool, viewer, request.id, now);
    return {
      read: new GraphReader(reading, { viewer, today: today(), now: now() }),
      orm: database.orm,
      models,
      em: () => (em ??= database.orm.em.fork()),
      viewer,
      now,
      today,
      digest,
      requestId: request.id,
      language: languageOf(request.headers['accept-language']),
      noteMinorRead: (volunteer, field) => minors.note(volunteer, field),
      settleReads: () => minors.settle(),
      log: request.log,
    };
  };
  await registerWireRules(app);
  registerSignIn(app, { pool: database.pool, verify });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    preHandler: preparedQuery,
    handler: fastifyApolloHandler(apollo, { context }),
  });
  await registerHealth(app, { pool: database.pool, metrics });
  await registerPages(app, { webRoot: options.webRoot ?? join(import.meta.dirname, '../../web/dist') });
  return app;
}

const requestId = (given: string | string[] | undefined): string =>
  typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();

/** Chinese unless the client prefers English. */
export function languageOf(header: string | undefined): 'zh' | 'en' {
  const first = header?.split(',')[0]?.trim().toLowerCase() ?? '';
  return first === 'en' || first.startsWith('en-') ? 'en' : 'zh';
}

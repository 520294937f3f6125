import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import type { RequestMetrics } from './metrics.ts';
import { printedSdl } from './schema.ts';

export interface HealthOptions {
  pool: Pool;
  metrics: RequestMetrics;
}

/** `/livez`: the process answers. `/readyz`: it can serve. `/metrics` for Prometheus. `/schema.graphql`: the contract. */
export async function registerHealth(app: FastifyInstance, { pool, metrics }: HealthOptions): Promise<void> {
  let isStopping = false;
  app.addHook('preClose', async () => {
    isStopping = true;
  });
  app.get('/livez', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_, reply) => {
    const isReady = !isStopping && (await answers(pool));
    return reply
      .code(isReady ? 200 : 503)
      .send({ status: isReady ? 'ok' : isStopping ? 'stopping' : 'database' });
  });
  app.get('/metrics', async (_, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.text()),
  );
  // Printed when first asked for: a start need not wait for it.
  let sdl: string | undefined;
  app.get('/schema.graphql', async (_, reply) =>
    reply.type('text/plain; charset=utf-8').send((sdl ??= printedSdl())),
  );
}

/** A database that takes longer to say yes is of no use to a request. */
const PATIENCE = 2_000;

async function answers(pool: Pool): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE);
  });
  const answer = pool.query('select 1').then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** Headers of an answer that a page may read beside the few that every page may. */
const EXPOSED = ['x-request-id', 'retry-after', 'www-authenticate'];
/** Seconds that a browser need not ask again; the most that Chromium heeds. */
const MAX_AGE = 7_200;

/**
 * Lets pages of these origins call the service; `*` is every origin. Others, and all where there are none, see what a
 * service without this rule answers. Never with credentials: a bearer token is sent by the page itself, and a browser
 * holds nothing that another page could borrow.
 */
export async function registerCors(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  const isListed = (origin: string | undefined) => origin !== undefined && origins.includes(origin);
  await app.register(cors, {
    origin: origins.includes('*') ? '*' : async (origin: string | undefined) => isListed(origin) && origin!,
    methods: ['GET', 'POST'],
    credentials: false,
    exposedHeaders: EXPOSED,
    maxAge: MAX_AGE,
    strictPreflight: false,
  });
}

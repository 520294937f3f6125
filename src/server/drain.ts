import { once } from 'node:events';
import { Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Hands over to another process that listens on the same address: no request is refused, then the server closes; at
     * once when it is told that all is to stop.
     */
    drain: (stopped: Promise<void>) => Promise<void>;
  }
}

interface Parts {
  /** Sends clients of long-lived connections to who serves now. */
  turnAway: () => void;
  /** Milliseconds that kept connections and answers under way have. */
  patience: number;
}

/**
 * A stop refuses requests on kept connections, since nobody is left to answer them. A server that hands over answers
 * them, and has each client open its next connection elsewhere.
 */
export function registerDrain(app: FastifyInstance, { turnAway, patience }: Parts): void {
  app.decorate('drain', async (stopped: Promise<void>) => {
    const { server } = app;
    server.prependListener('request', (_, response) => response.setHeader('connection', 'close'));
    const drained = once(server, 'close');
    // As TCP alone: HTTP would end kept connections with it, and a request may be on its way here by one of them.
    Server.prototype.close.call(server);
    turnAway();
    await Promise.race([drained, stopped, sleep(patience, undefined, { ref: false })]);
    await app.close();
  });
}

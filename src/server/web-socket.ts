import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { GraphQLError, parse } from 'graphql';
import type { WebSocket, WebSocketServer } from 'ws';
import type { Claims, VerifyToken } from '../access/tokens.ts';
import { mayCall } from './cors.ts';
import { STREAM } from './event-stream.ts';
import { languageOf } from './language.ts';
import { LIMITS } from './limits.ts';
import type { Full, Places } from './places.ts';
import { networkOf } from './network.ts';
import { tokenIn } from './sign-in.ts';
import type { Closing, Subscriber } from './subscriber.ts';
import type { Subscriptions } from './subscriptions.ts';

/** Whether a request asks for what is upgraded here; what else asks is answered as if it had not. */
export const isUpgraded = ({ headers, url }: IncomingMessage): boolean =>
  headers.upgrade?.toLowerCase() === 'websocket' && url?.split('?', 1)[0] === STREAM;

/** Codes by which clients of graphql-ws tell that they may come back. */
const CODES: Record<Closing, number> = {
  STOPPING: 1001,
  TOKEN_EXPIRED: 4403,
  TOO_SLOW: 1013,
  FAULT: 1013,
};

/** Milliseconds for a client to answer a close, after which the connection is cut. */
const FAREWELL = 1_000;

/** What is kept with a connection once it said who it is. */
type Entered = {
  subscriber?: Subscriber;
  leave?: () => void;
};

interface Parts {
  subscriptions: Subscriptions;
  verify: VerifyToken;
  corsOrigins: readonly string[];
  baseUrlOf: (request: { protocol: 'http' | 'https'; host: string }) => string;
  /** Places of connections. Who they are is said later: till then, and without a token for good, they count by address. */
  places: Places;
}

/** Subscriptions by WebSocket, in the protocol graphql-transport-ws. Nothing is loaded before the first client comes. */
export function registerWebSocket(app: FastifyInstance, parts: Parts): void {
  let loading: Promise<WebSocketServer> | undefined;
  app.addHook('preClose', async () => {
    // Those that have not said who they are included.
    for (const client of (await loading)?.clients ?? []) closeWith(client, 'STOPPING');
  });
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (!mayCall(request, parts.corsOrigins)) return refuse(socket, 403, 'FORBIDDEN_ORIGIN');
    if (parts.subscriptions.isStopping) return refuse(socket, 503, 'STOPPING');
    loading ??= load(app, parts);
    const serve = async (): Promise<void> => {
      try {
        const server = await loading!;
        const network = networkOf(request.socket.remoteAddress ?? '');
        const place = await parts.places.take(network, parts.subscriptions.perAddress);
        if ('full' in place) return refuseFull(socket, place.full);
        if (socket.destroyed) return place.leave();
        socket.once('close', place.leave);
        if (parts.subscriptions.isStopping) return refuse(socket, 503, 'STOPPING');
        server.handleUpgrade(request, socket, head, (client) => server.emit('connection', client, request));
      } catch (error) {
        loading = undefined;
        app.log.error({ err: error }, 'fault');
        refuse(socket, 503, 'INTERNAL_SERVER_ERROR');
      }
    };
    void serve();
  });
}

function refuseFull(socket: Duplex, full: Full): void {
  if (full === 'SERVICE') refuse(socket, 503, 'LIMIT_SUBSCRIPTIONS');
  else refuse(socket, 429, 'LIMIT_ADDRESS_SUBSCRIPTIONS');
}

const REASONS = { 403: 'Forbidden', 429: 'Too Many Requests', 503: 'Service Unavailable' } as const;

function refuse(socket: Duplex, status: keyof typeof REASONS, code: string): void {
  const body = JSON.stringify({ errors: [{ message: code, extensions: { code } }] });
  socket.end(
    `HTTP/1.1 ${status} ${REASONS[status]}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
  );
}

async function load(app: FastifyInstance, parts: Parts): Promise<WebSocketServer> {
  const [{ WebSocketServer }, { useServer }] = await Promise.all([import('ws'), import('graphql-ws/use/ws')]);
  const { subscriptions, verify, baseUrlOf } = parts;
  const server = new WebSocketServer({ noServer: true, maxPayload: LIMITS.BODY });
  useServer<Record<string, unknown>, Entered>(
    {
      isProd: true,
      onConnect: async (ctx) => {
        const { socket, request } = ctx.extra;
        const given = ctx.connectionParams?.['authorization'] ?? ctx.connectionParams?.['Authorization'];
        const claims = await proven(verify, given ?? request.headers.authorization).catch(
          (error: unknown) => {
            app.log.error({ err: error }, 'the issuer of tokens is out of reach');
            socket.close(1013, 'ISSUER_UNAVAILABLE');
            return undefined;
          },
        );
        // A token that proves nothing closes with 4403 Forbidden, to which a client may come back with a fresh one.
        if (claims === undefined) return false;
        const baseUrl = baseUrlOf({ protocol: 'http', host: request.headers.host ?? '' });
        ctx.extra.subscriber = { ...subscriberOn(app, socket, request, claims), baseUrl };
        ctx.extra.leave = subscriptions.enter(ctx.extra.subscriber);
        return true;
      },
      onSubscribe: async (ctx, _, payload) => {
        const onThis = Object.keys(ctx.subscriptions).length - 1;
        const opened = await subscriptions.open(ctx.extra.subscriber!, payload, onThis);
        if ('errors' in opened)
          return opened.errors.map(({ message, extensions }) => new GraphQLError(message, { extensions }));
        return { ...CHECKED, contextValue: opened.answers };
      },
      subscribe: (args) => args.contextValue as never,
      onNext: (_ctx, _id, _payload, _args, result) => result,
      onClose: ({ extra }) => extra.leave?.(),
    },
    server,
  );
  return server;
}

/** What the library looks at of an operation; the real one was checked and opened already. */
const CHECKED = { document: parse('subscription { changes { cursor } }'), schema: null as never };

/** What the token proves: null without one, undefined when it proves nothing. */
async function proven(verify: VerifyToken, given: unknown): Promise<Claims | null | undefined> {
  if (given === undefined || given === null || given === '') return null;
  const token = typeof given === 'string' ? tokenIn(given) : undefined;
  return (token === undefined ? null : await verify(token)) ?? undefined;
}

function subscriberOn(
  app: FastifyInstance,
  socket: WebSocket,
  request: IncomingMessage,
  claims: Claims | null,
): Omit<Subscriber, 'baseUrl'> {
  const requestId = randomUUID();
  return {
    claims,
    language: languageOf(request.headers['accept-language']),
    requestId,
    address: request.socket.remoteAddress ?? '',
    log: app.log.child({ reqId: requestId }),
    close: (why) => closeWith(socket, why),
  };
}

function closeWith(socket: WebSocket, why: Closing): void {
  socket.close(CODES[why], why);
  setTimeout(() => socket.terminate(), FAREWELL).unref();
}

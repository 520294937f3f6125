import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

export interface Received {
  headers: Record<string, string>;
  body: string;
}

type Answer = (response: ServerResponse, count: number, request: IncomingMessage) => void;

/** Somebody who receives webhooks, and answers the so-manieth one as told. */
export async function receiver(answer: Answer = (response) => response.writeHead(204).end()) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      received.push({ headers: request.headers as Record<string, string>, body });
      answer(response, received.length, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, port, received };
}

export const idsOf = (received: readonly Received[]): string[] =>
  received.map(({ body }) => JSON.parse(body).data.changeId);

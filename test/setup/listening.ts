import { testServer } from './server.ts';

/** A server over the demonstration year that listens, and its address. */
export async function listeningServer() {
  const server = await testServer('demo');
  const address = await server.app.listen({ port: 0, host: '127.0.0.1' });
  return { ...server, address };
}

// A program that uses the embedded server, for tests to start and to kill. Speaks in lines of JSON.
// node user.ts <folder> hold|write [durable]
import { Client } from 'pg';
import { EmbeddedError, startEmbedded } from '../../src/database/embedded/start.ts';

const say = (message: object): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};

const [dataDir = '', mode, durable] = process.argv.slice(2);
try {
  const server = await startEmbedded({ dataDir, durable: durable === 'durable' });
  say({ url: server.url, port: server.port, adopted: server.adopted, notices: server.notices });
  if (mode === 'write') await write(server.url);
  // Holds on until it is told to leave, or killed.
  process.stdin.on('end', () => {
    void server.release().then(() => say({ released: true }));
  });
  process.stdin.resume();
} catch (error) {
  say({ error: error instanceof EmbeddedError ? error.code : String(error) });
}

/** Each id is printed only after its commit was acknowledged. */
async function write(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('create table if not exists written (id int primary key, filler text)');
  for (let id = 1; ; id++) {
    await client.query('insert into written values ($1, repeat($2, 200))', [id, '志']);
    say({ id });
  }
}

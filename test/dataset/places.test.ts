import { get as httpGet, type IncomingMessage, request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../src/server/app.ts';
import { LIMITS } from '../../src/server/limits.ts';
import { testDatabase } from '../setup/database.ts';
import { manyActivities } from './many.ts';

const database = await testDatabase('demo');
const logLevel = process.env['TEST_LOG_LEVEL'] ?? 'silent';
const patient = await createApp({ database, logLevel });
const strict = await createApp({ database, logLevel, stallTimeout: 400 });
const [patientOrigin, strictOrigin] = await Promise.all(
  [patient, strict].map((app) => app.listen({ host: '127.0.0.1', port: 0 })),
);
// Some 10 MB as text: more than sockets hold.
beforeAll(() => manyActivities(database.pool, 6_000, 1_500), 60_000);
const open: IncomingMessage[] = [];
afterEach(() => open.splice(0).forEach((response) => response.destroy()));
afterAll(() => Promise.all([patient.close(), strict.close()]));

/** A file of which nothing is read beyond its head. */
const opened = (origin: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    httpRequest(
      `${origin}/export?format=ndjson`,
      { method: 'POST', headers: { 'content-type': 'application/json' }, agent: false },
      (response) => {
        open.push(response.pause());
        resolve(response);
      },
    )
      .on('error', reject)
      .end(JSON.stringify({ query: '{ activities { nodes { code summary } } }' }));
  });

const small = (origin: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    httpGet(`${origin}/data/programs.json`, { agent: false }, resolve).on('error', reject);
  });

const textOf = async (response: IncomingMessage): Promise<string> =>
  Buffer.concat((await response.toArray()) as Buffer[]).toString();

test('one client has so many files under way at a time, is told so, and may come back when one has ended', async () => {
  const all = await Promise.all(Array.from({ length: LIMITS.CLIENT_EXPORTS }, () => opened(patientOrigin!)));
  expect(all.map(({ statusCode }) => statusCode)).toEqual(all.map(() => 200));
  const refused = await small(patientOrigin!);
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '5']);
  expect(JSON.parse(await textOf(refused)).errors[0].extensions).toEqual({
    code: 'LIMIT_CLIENT_EXPORTS',
    limit: LIMITS.CLIENT_EXPORTS,
  });
  // What is still known to be so needs no file, and what asks for one row no export.
  const answer = await fetch(`${patientOrigin}/graphql?query={__typename}`, {
    headers: { 'apollo-require-preflight': 'true' },
  });
  expect(answer.status).toBe(200);
  all[0]!.destroy();
  await expect.poll(async () => (await small(patientOrigin!)).statusCode).toBe(200);
});

test('a client that takes nothing is let go, and its place is free', async () => {
  const all = await Promise.all(Array.from({ length: LIMITS.CLIENT_EXPORTS }, () => opened(strictOrigin!)));
  const areFree = async () =>
    (await Promise.all(all.map(() => small(strictOrigin!)))).every(({ statusCode }) => statusCode === 200);
  // As many at once as a client may have: none of those before is left.
  await expect.poll(areFree, { timeout: 15_000 }).toBe(true);
  for (const each of all) await expect(textOf(each)).rejects.toThrow('aborted');
});

test('a client that takes its time, but takes, gets the whole', async () => {
  const response = await opened(strictOrigin!);
  let bytes = 0;
  for await (const chunk of response) {
    if (bytes < 2_000_000) await sleep(20);
    bytes += (chunk as Buffer).length;
  }
  expect(response.complete).toBe(true);
  expect(bytes).toBeGreaterThan(9_000_000);
});

test('files without trouble leave their places', async () => {
  for (let turn = 0; turn < LIMITS.CLIENT_EXPORTS + 2; turn += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect((await small(patientOrigin!)).statusCode).toBe(200);
  }
});

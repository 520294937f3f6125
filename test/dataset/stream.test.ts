import XLSX from '@e965/xlsx';
import { parquetReadObjects } from 'hyparquet';
import { get as httpGet, type IncomingMessage, request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FORMAT_NAMES, type FormatName } from '../../src/dataset/formats.ts';
import { createApp } from '../../src/server/app.ts';
import { testDatabase } from '../setup/database.ts';
import { manyActivities } from './many.ts';

const database = await testDatabase('demo');
const app = await createApp({ database, logLevel: process.env['TEST_LOG_LEVEL'] ?? 'silent' });
const origin = await app.listen({ host: '127.0.0.1', port: 0 });
afterAll(() => app.close());

const ROWS = 6_000;
// Some 30 MB as text: more than sockets hold.
beforeAll(() => manyActivities(database.pool, ROWS, 1_500), 60_000);

/** What arrives of an answer, and whether it came to its proper end. */
async function received(response: IncomingMessage): Promise<{ bytes: Buffer; isWhole: boolean }> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of response) chunks.push(chunk as Buffer);
  } catch {
    return { bytes: Buffer.concat(chunks), isWhole: false };
  }
  return { bytes: Buffer.concat(chunks), isWhole: response.complete };
}

const opened = (url: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    httpGet(`${origin}${url}`, resolve).on('error', reject);
  });

const posted = (query: string, format: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    httpRequest(
      `${origin}/export?format=${format}`,
      { method: 'POST', headers: { 'content-type': 'application/json' } },
      resolve,
    )
      .on('error', reject)
      .end(JSON.stringify({ query }));
  });

const pagesRead = () =>
  database.statements.filter((text) => /from "activity" t\b.*limit 101/s.test(text)).length;

/** Readers of a whole file; what has no end of its own is told by the connection alone. */
const readers: Record<FormatName, (bytes: Buffer) => Promise<unknown>> = {
  json: async (bytes) => JSON.parse(bytes.toString()),
  xlsx: async (bytes) => XLSX.read(bytes),
  parquet: async (bytes) =>
    parquetReadObjects({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
    }),
  csv: () => Promise.reject(new Error('no end of its own')),
  ndjson: () => Promise.reject(new Error('no end of its own')),
};

describe('a fault in the middle', () => {
  const query = '{ activities { nodes { code summary } } }';
  beforeAll(async () => {
    // One row that no answer can hold, far from the beginning.
    await database.pool.query(
      `update activity set summary = repeat('x', 17000000) where id = (select id from activity
         where code like '%-A-%' and status = 'COMPLETED' order by starts_at desc, id desc limit 1)`,
    );
  });
  afterAll(() => database.pool.query(`update activity set summary = null where length(summary) > 1000000`));

  test.each(FORMAT_NAMES)('does not look like a whole file: %s', async (format) => {
    const response = await posted(query, format);
    expect(response.statusCode).toBe(200);
    const { bytes, isWhole } = await received(response);
    expect(isWhole).toBe(false);
    await expect(readers[format](bytes)).rejects.toThrow(/./);
  });

  test('is seen by fetch as one', async () => {
    const response = await fetch(`${origin}/export?format=csv`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    await expect(response.text()).rejects.toThrow('terminated');
  });

  test('is answered properly while nothing has gone out yet', async () => {
    const few = query.replace('activities', 'activities(where: {code: {contains: "-A-"}})');
    const response = await posted(few, 'parquet');
    const { bytes, isWhole } = await received(response);
    expect([response.statusCode, isWhole]).toEqual([400, true]);
    expect(JSON.parse(bytes.toString()).errors[0].extensions.code).toBe('LIMIT_ANSWER');
    expect(response.headers['content-disposition']).toBeUndefined();
  });

  test('and the same without the fault comes to its end', async () => {
    const response = await posted(query.replace('summary', 'title'), 'csv');
    expect((await received(response)).isWhole).toBe(true);
  });
});

describe('a long file', () => {
  test('is not read faster than its client reads, and no further when the client has gone', async () => {
    database.statements = [];
    const response = await posted('{ activities { nodes { code summary } } }', 'ndjson');
    response.pause();
    // The head is there; whatever sockets hold is read ahead.
    let before = -1;
    for (let tries = 0; before !== pagesRead() && tries < 50; tries += 1) {
      before = pagesRead();
      // oxlint-disable-next-line no-await-in-loop -- until it stands still
      await sleep(300);
    }
    const ahead = pagesRead();
    expect(ahead).toBeGreaterThan(0);
    expect(ahead).toBeLessThan(50);
    response.destroy();
    await sleep(300);
    const left = pagesRead();
    await sleep(500);
    expect(pagesRead()).toBe(left);
    expect(left).toBeLessThan(ahead + 5);
  });

  test('arrives whole, each row once', async () => {
    const { bytes, isWhole } = await received(await opened('/data/activities.ndjson'));
    expect(isWhole).toBe(true);
    const codes = bytes
      .toString()
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { code: string }).code);
    expect(codes.filter((code) => code.includes('-B-'))).toHaveLength(ROWS);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

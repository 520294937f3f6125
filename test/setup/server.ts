import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildASTSchema, type GraphQLSchema, parse } from 'graphql';
import { afterAll, expect } from 'vitest';
import { diskStorage } from '../../src/media/disk-storage.ts';
import { type AppOptions, createApp } from '../../src/server/app.ts';
import { readSdl } from '../../src/server/schema.ts';
import { type Template, testDatabase, type TestDatabase } from './database.ts';

export interface TestServer {
  app: FastifyInstance;
  database: TestDatabase;
  schema: GraphQLSchema;
  /** Where its pictures are kept. */
  mediaFolder: string;
  /** Sets the server's clock, until it is set again. */
  setNow: (instant: string) => void;
  /** Runs a query that must succeed; its data. */
  query: <T = any>(text: string, variables?: Record<string, unknown>) => Promise<T>;
  /** Runs a request whatever comes of it. */
  send: (
    text: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
}

export interface Answer {
  status: number;
  data?: any;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; [key: string]: unknown };
  }[];
  extensions?: any;
}

const schema = buildASTSchema(parse(readSdl()));

/** A server over a database of its own, reached without a port. Today is 2026-11-24 in Shanghai. */
export async function testServer(
  template: Template = 'plan',
  options: Partial<AppOptions> = {},
): Promise<TestServer> {
  const database = await testDatabase(template);
  let now = new Date('2026-11-24T04:00:00Z');
  const mediaFolder = join(tmpdir(), `zhiyuan-media-${randomUUID()}`);
  const app = await createApp({
    database,
    logLevel: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    now: () => now,
    media: diskStorage(mediaFolder),
    ...options,
  });
  afterAll(async () => {
    await app.close();
    await rm(mediaFolder, { recursive: true, force: true });
  });
  const send: TestServer['send'] = async (query, variables = {}, headers = {}) => {
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify({ query, variables }),
    });
    return { status: response.statusCode, ...response.json<Omit<Answer, 'status'>>() };
  };
  const query: TestServer['query'] = async (text, variables) => {
    const { errors, data } = await send(text, variables);
    expect(errors).toBeUndefined();
    return data;
  };
  return {
    app,
    database,
    schema,
    mediaFolder,
    query,
    send,
    setNow: (instant) => {
      now = new Date(instant);
    },
  };
}

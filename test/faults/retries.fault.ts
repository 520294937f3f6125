import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { run } from '../commands/process.ts';
import { immortal, killTimes } from './immortal.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'zhiyuan-faults-'));
const env = { DATA_DIR: dataDir, LOG_LEVEL: 'fatal' };
afterAll(async () => {
  await run(['db:stop'], env);
  await rm(dataDir, { recursive: true, force: true });
});

const KILLS = 8;

const CREATE = `mutation ($input: VenueInput!, $key: UUID) { venueCreate(input: $input, idempotencyKey: $key) { venue { id name } errors { __typename } } }`;

test('1,000 writes retried with their keys while the process is killed: none lost, none twice; without keys some are twice', async () => {
  const server = immortal(env);
  while (server.url() === null) await sleep(50);
  const minted = await run(['token', 'office', '--role', 'OFFICE'], env);
  expect(minted.status).toBe(0);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${minted.out.trim()}` };
  const post = async (query: string, variables: Record<string, unknown>) => {
    const url = server.url();
    if (url === null) throw new Error('down');
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(15_000),
    });
    return (await answer.json()) as any;
  };
  const { data } = await post('{ party(by: {code: "370117/aishan-street"}) { id } }', {});
  const operator = data.party.id as string;

  const ids = new Map<string, Set<string>>();
  /** Writes until an answer is really read; a tenth of the answers are lost on the way. */
  async function write(name: string, key: string | null): Promise<void> {
    for (;;) {
      try {
        const answer = await post(CREATE, { input: { name, level: 'POST', operator }, key });
        const venue = answer.data?.venueCreate?.venue;
        if (!venue) throw new Error(JSON.stringify(answer));
        if (Math.random() < 0.1) continue;
        ids.set(name, (ids.get(name) ?? new Set()).add(venue.id));
        return;
      } catch {
        await sleep(30 + Math.random() * 50);
      }
    }
  }
  const names = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
  async function writeAll(list: string[], keyOf: () => string | null): Promise<void> {
    const queue = [...list];
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        for (let name = queue.pop(); name !== undefined; name = queue.pop()) await write(name, keyOf());
      }),
    );
  }
  const killed = killTimes(server, KILLS);
  await writeAll(names('键', 1_000), () => crypto.randomUUID());
  await writeAll(names('无键', 300), () => null);
  await killed;
  while (server.url() === null) await sleep(50);
  const counted = async (prefix: string) => {
    const found: string[] = [];
    let after: string | null = null;
    for (;;) {
      const answer: any = await post(
        `query ($after: Cursor, $where: VenueWhere) { venues(first: 100, after: $after, where: $where) { pageInfo { hasNextPage endCursor } nodes { name } } }`,
        { after, where: { name: { contains: prefix } } },
      );
      found.push(...answer.data.venues.nodes.map(({ name }: any) => name));
      if (!answer.data.venues.pageInfo.hasNextPage) return found.filter((name) => name.startsWith(prefix));
      after = answer.data.venues.pageInfo.endCursor;
    }
  };
  const keyed = await counted('键');
  expect(keyed.toSorted()).toEqual(names('键', 1_000).toSorted());
  expect([...ids].filter(([name, set]) => name.startsWith('键') && set.size !== 1)).toEqual([]);
  // The control: the same without keys is not safe, so the kills and losses did bite.
  expect((await counted('无键')).length).toBeGreaterThan(300);
  expect(server.kills()).toBe(KILLS);
  await server.end();
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { afterAll, expect, test } from 'vitest';
import { run } from '../commands/process.ts';
import { idsOf, receiver } from '../webhook/receiver.ts';
import { immortal, killTimes } from './immortal.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'zhiyuan-faults-'));
const env = { DATA_DIR: dataDir, LOG_LEVEL: 'fatal', WEBHOOK_ALLOW_HTTP: 'on' };
afterAll(async () => {
  await run(['db:stop'], env);
  await rm(dataDir, { recursive: true, force: true });
});

const KILLS = 8;
const WRITES = 200;

test(`${WRITES} changes reach a slow, failing receiver though the process is killed: none lost, some more than once`, async () => {
  const server = immortal(env);
  while (server.url() === null) await sleep(50);
  const minted = await run(['token', 'office', '--role', 'OFFICE'], env);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${minted.out.trim()}` };
  /** Sends until it is answered; with a key, so that what is sent twice is written once. */
  async function post(query: string, variables: Record<string, unknown> = {}): Promise<any> {
    for (;;) {
      try {
        const answer = await fetch(`${server.url() ?? 'http://127.0.0.1:9'}/graphql`, {
          method: 'POST',
          headers,
          body: JSON.stringify({ query, variables }),
          signal: AbortSignal.timeout(15_000),
        });
        const { data } = (await answer.json()) as any;
        if (data) return data;
      } catch {
        // Down: it comes back.
      }
      await sleep(50);
    }
  }
  // Answers late, so that kills fall between the message and its answer.
  const { url, received } = await receiver(
    (response, count) => void setTimeout(() => response.writeHead(count % 10 === 0 ? 500 : 200).end(), 100),
  );
  const { webhookEndpointCreate } = await post(
    `mutation ($input: WebhookEndpointInput!) { webhookEndpointCreate(input: $input) { secret errors { ... on UserError { message } } } }`,
    { input: { districtCode: '370117', url } },
  );
  expect(webhookEndpointCreate.errors).toEqual([]);
  const { party } = await post('{ party(by: {code: "370117/aishan-street"}) { id } }');
  const { changes } = await post('{ changes(last: 1) { pageInfo { endCursor } } }');
  const start = changes.pageInfo.endCursor;

  const killed = killTimes(server, KILLS);
  for (let i = 0; i < WRITES; i += 1) {
    const { venueCreate } = await post(
      `mutation ($input: VenueInput!, $key: UUID) { venueCreate(input: $input, idempotencyKey: $key) { venue { id } } }`,
      { input: { name: `站${i}`, level: 'POST', operator: party.id }, key: crypto.randomUUID() },
    );
    expect(venueCreate.venue).not.toBeNull();
  }
  await killed;
  const expected: string[] = [];
  for (let after = start; ;) {
    const page = (
      await post(
        'query ($after: Cursor) { changes(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { id } } }',
        { after },
      )
    ).changes;
    expected.push(...page.nodes.map(({ id }: any) => id));
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  expect(expected.length).toBeGreaterThanOrEqual(WRITES);
  await expect
    .poll(() => new Set(idsOf(received)).size, { timeout: 150_000, interval: 500 })
    .toBe(expected.length);
  expect([...new Set(idsOf(received))].toSorted()).toEqual(expected.toSorted());
  // The kills did bite: what was under way came again, under its id, so that a receiver can tell.
  const ids = new Set(received.map(({ headers: { 'webhook-id': id } }) => id));
  expect(received.length).toBeGreaterThan(expected.length);
  expect(ids.size).toBe(expected.length);
  const last = received.at(-1)!;
  new Webhook(webhookEndpointCreate.secret).verify(last.body, last.headers);
  await server.end();
});

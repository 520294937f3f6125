import { createClient } from 'graphql-sse';
import Parser from 'rss-parser';
import { Webhook } from 'standardwebhooks';
import { afterAll, expect, test } from 'vitest';
import { TRIAL } from '../../src/egress.ts';
import { createApp } from '../../src/server/app.ts';
import { storiesIn } from '../story/given.ts';
import { world } from '../setup/world.ts';
import { receiver } from '../webhook/receiver.ts';

const w = await world();
const { person, database, partyId, setNow } = w;
const stories = await storiesIn(w);
const media = await person('editor', 'MEDIA');

/** A second process over the same database: it serves readers and delivers webhooks, the first one takes the writes. */
const other = await createApp({ database, logLevel: 'silent', egress: TRIAL, deliversWebhooks: true });
const address = await other.listen({ port: 0, host: '127.0.0.1' });
afterAll(() => other.close());

async function post(query: string, variables: Record<string, unknown>) {
  const answer = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...media.headers },
    body: JSON.stringify({ query, variables }),
  });
  return ((await answer.json()) as any).data;
}

test('the media centre’s day: a story comes by subscription, webhook and feed, and its retraction too', async () => {
  const { url, received } = await receiver((response, count) =>
    response.writeHead(count === 1 ? 500 : 204).end(),
  );
  const { webhookEndpointCreate } = await post(
    `mutation ($input: WebhookEndpointInput!) { webhookEndpointCreate(input: $input) { secret errors { ... on UserError { message } } } }`,
    {
      input: {
        districtCode: '370117',
        url,
        kinds: ['STORY_PUBLISHED', 'STORY_RETRACTED'],
        party: partyId('370117/aishan-street'),
      },
    },
  );
  expect(webhookEndpointCreate.errors).toEqual([]);
  const told: string[] = [];
  const stop = createClient({ url: `${address}/graphql/stream` }).subscribe<any>(
    {
      query: `subscription { changes(where: {kind: {in: [STORY_PUBLISHED, STORY_RETRACTED]}}) { cursor change { kind subject { ... on Story { title bodyHtml } } } } }`,
    },
    {
      next: ({ data }) => told.push(`${data.changes.change.kind} ${data.changes.change.subject?.title}`),
      error: () => {},
      complete: () => {},
    },
  );
  const titles = async () =>
    (await new Parser().parseURL(`${address}/feeds/stories.rss`)).items.map(({ title }) => title);
  expect(await titles()).toEqual([]);
  await expect.poll(() => stop).toBeDefined();
  await new Promise((resolve) => setTimeout(resolve, 500));

  setNow('2026-11-24T06:00:00Z');
  const story = await stories.published({ title: '绿化带变了样' });
  await expect.poll(() => told, { timeout: 5_000 }).toEqual(['STORY_PUBLISHED 绿化带变了样']);
  expect(await titles()).toEqual(['绿化带变了样']);
  await media.does('storyRetract', { id: story.id, expectedVersion: story.version, reason: '数字有误' });
  await expect.poll(() => told.at(-1), { timeout: 5_000 }).toBe('STORY_RETRACTED undefined');
  expect(await titles()).toEqual([]);

  // The first message was refused: it comes again some seconds later.
  const kinds = (): string[] => [
    ...new Set(
      received.map(
        ({ headers, body }) => (new Webhook(webhookEndpointCreate.secret).verify(body, headers) as any).type,
      ),
    ),
  ];
  await expect.poll(() => received.length, { timeout: 15_000 }).toBe(3);
  expect(kinds().toSorted((a, b) => a.localeCompare(b))).toEqual(['story.published', 'story.retracted']);
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
  stop();
}, 40_000);

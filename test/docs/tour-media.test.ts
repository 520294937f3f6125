import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TRIAL } from '../../src/egress.ts';
import { diskStorage } from '../../src/media/disk-storage.ts';
import { createApp } from '../../src/server/app.ts';
import { picture } from '../setup/pictures.ts';
import { mediaSteps, type Step, steps, tourIn } from '../setup/tour.ts';
import { world } from '../setup/world.ts';

const w = await world();
const tour = await tourIn(w);
const root = join(import.meta.dirname, '../..');
const folder = join(root, 'operations/tour-media');
const tutorial = readFileSync(join(root, 'docs/tutorial-media.zh.md'), 'utf8');
const scripts = readdirSync(folder).filter((file) => file.endsWith('.mjs'));

/** A server with an address and the real clock, by which messages are signed; the first one's clock is the steps'. */
const server = await createApp({
  database: w.database,
  logLevel: 'silent',
  egress: TRIAL,
  deliversWebhooks: true,
  media: diskStorage(w.mediaFolder),
});
const address = await server.listen({ port: 0, host: '127.0.0.1' });
afterAll(() => server.close());

async function post(step: Step, variables: Record<string, unknown>): Promise<any> {
  const { headers } = tour.people[step.who] as unknown as { headers: Record<string, string> };
  const answer = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: step.operation, variables }),
  });
  return answer.json();
}

function start(script: string, args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(folder, script), ...args], {
    env: { ...process.env, ZHIYUAN: address, ...env },
  });
  const lines: string[] = [];
  child.stdout.on('data', (chunk) => lines.push(...String(chunk).trim().split('\n')));
  child.stderr.on('data', (chunk) => lines.push(String(chunk)));
  const ended = new Promise((resolve) => child.on('close', resolve));
  afterAll(() => child.kill('SIGKILL'));
  return { child, lines, ended };
}

async function run(script: string, args: string[], env?: Record<string, string>): Promise<any[]> {
  const { lines, ended } = start(script, args, env);
  await ended;
  return lines.map((line) => JSON.parse(line));
}

async function freePort(): Promise<number> {
  const listening = createServer();
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  await new Promise((resolve) => listening.close(resolve));
  return port;
}

const stepOf = (name: string): Step => mediaSteps.find(({ file }) => file.includes(name))!;
const kept = tour.kept as Record<string, any>;

/** Goes on to the step before this one, each answering as it says. */
const walked = new Set<string>();
async function walk(...names: string[]): Promise<void> {
  for (const step of names.map(stepOf)) {
    walked.add(step.file);
    w.setNow(step.at);
    const { data, errors } = await tour.take(step, tour.variablesOf(step));
    expect(errors).toBeUndefined();
    expect(data, step.file).toMatchObject(step.answer as object);
  }
}

beforeAll(async () => {
  // It goes on where the volunteer's month ended.
  for (const step of steps) {
    w.setNow(step.at);
    await tour.take(step, tour.variablesOf(step));
  }
});

test.each([...mediaSteps.map(({ file }) => file), ...scripts])('%s stands in the tutorial', (file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  expect(tutorial).toContain(
    file.endsWith('.mjs')
      ? `\`\`\`js\n${text}\`\`\``
      : `\`\`\`graphql\n${text.replaceAll(/^#.*\n/gm, '')}\`\`\``,
  );
});

test('from a lead to a story, and to its retraction, as the tutorial says', async () => {
  await walk('-lead', '-who', '-agree-name', '-agree-image');

  const photo = join(tmpdir(), `photo-${randomUUID()}.jpg`);
  await writeFile(photo, await picture());
  const { headers } = tour.people['street'] as unknown as { headers: Record<string, string> };
  const token = headers['authorization']!.replace('Bearer ', '');
  const [uploaded] = await run(scripts[0]!, [kept['ids'].street.id, photo], { TOKEN: token });
  await rm(photo);
  expect(uploaded.status).toBe(201);
  kept['picture'] = { version: 1, ...uploaded.mediaAsset };
  await walk('-people', '-write', '-submit');

  const port = await freePort();
  const hook = stepOf('-webhook');
  walked.add(hook.file);
  const variables = tour.variablesOf(hook);
  const { data } = await post(hook, {
    input: { ...variables['input'], url: `http://127.0.0.1:${port}/hook` },
  });
  expect(data).toMatchObject(hook.answer as object);
  const receiving = start(scripts[1]!, [data.webhookEndpointCreate.secret], { PORT: String(port) });
  await expect.poll(() => receiving.lines, { timeout: 10_000 }).toEqual(['等推送']);
  // What is not signed with the secret is not taken.
  expect((await fetch(`http://127.0.0.1:${port}/hook`, { method: 'POST', body: '{}' })).status).toBe(400);

  await walk('-cursor', '-clear', '-publish');
  expect(await run(scripts[2]!, [])).toEqual([{ first: 200, titles: ['剪去烦恼丝'], again: 304 }]);
  const [published] = await run(scripts[3]!, [kept['newest'].endCursor, '1']);
  expect(published).toMatchObject({ kind: 'STORY_PUBLISHED', title: '剪去烦恼丝' });
  await expect.poll(() => receiving.lines.at(-1), { timeout: 15_000 }).toBe('收到 story.published');
  await expect
    .poll(async () => (await post(stepOf('-delivered'), {})).data, { timeout: 10_000 })
    .toMatchObject(stepOf('-delivered').answer as object);
  walked.add(stepOf('-delivered').file);

  await walk('-withdraw', '-gone');
  const [retracted] = await run(scripts[3]!, [published.cursor, '1']);
  expect(retracted).toMatchObject({ kind: 'STORY_RETRACTED', title: null });
  expect(await run(scripts[2]!, [])).toEqual([{ first: 200, titles: [], again: 304 }]);
  await expect.poll(() => receiving.lines.at(-1), { timeout: 15_000 }).toBe('收到 story.retracted');
  const gone = await w.app.inject({ url: new URL(kept['picture'].url).pathname });
  expect(gone.statusCode).toBe(404);
  expect([...walked].toSorted((a, b) => a.localeCompare(b))).toEqual(mediaSteps.map(({ file }) => file));
}, 60_000);

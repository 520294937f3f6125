import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testDatabase } from '../setup/database.ts';
import { run, start } from './process.ts';

/** Each starts several processes, one after the other. */
const SEVERAL = { timeout: 60_000 };

test('help tells what the demonstration is, in both languages', async () => {
  const { status, out } = await run(['demo', '--help']);
  expect(status).toBe(0);
  for (const word of ['--activities', '--seed', '--until', '--remove', '示例数据', 'demonstration data']) {
    expect(out).toContain(word);
  }
  const serve = await run(['serve', '--help']);
  expect(serve.out).toContain('--no-demo');
  expect(serve.out).toContain('首次启动不加示例数据');
});

test('lists every wrong option at once, with status 2', SEVERAL, async () => {
  const wrong = await run(['demo', '--activities', '5', '--seed', 'x', '--until', '2026-02-30', '--remove']);
  expect(wrong.status).toBe(2);
  for (const name of ['activities 应为', 'seed 应为', 'until 应为', 'remove 不与'])
    expect(wrong.err).toContain(name);
  for (const day of ['2026-13-01', '2026-00-10', 'soon']) {
    const { status, err } = await run(['demo', '--until', day]);
    expect([status, err.includes('until 应为'), err.includes('    at ')]).toEqual([2, true, false]);
  }
  expect(await run(['demo', 'now'])).toMatchObject({ status: 2 });
  expect(await run(['serve', '--demo', '--no-demo'])).toMatchObject({ status: 2 });
});

test('added, there already, removed, not there: each is said, and done once', SEVERAL, async () => {
  const database = await testDatabase();
  const env = { DATABASE_URL: database.url };
  const added = await run(['demo', '--activities', '40', '--until', '2026-11-24'], env);
  expect(added).toMatchObject({ status: 0, out: '' });
  expect(added.err).toContain('已加入示例数据：活动 40，志愿者 30，');
  for (const table of [
    'story',
    'award_round',
    'training_session',
    'inspection',
    'timetable_edition',
    'allocation',
  ]) {
    const { rows } = await database.pool.query(`select count(*)::int as count from ${table} where is_demo`);
    expect(rows[0].count, table).toBeGreaterThan(0);
    const word = table.replaceAll('_', ' ').replace(/y$/, 'ie');
    expect(added.err).toMatch(new RegExp(`\\b${rows[0].count} ${word}s\\b`));
  }
  // Quiet in a pipe: the outcome, in two languages, and no progress.
  expect(added.err.trim().split('\n')).toHaveLength(2);
  const again = await run(['demo'], env);
  expect(again).toMatchObject({ status: 0 });
  expect(again.err).toContain('There is demonstration data already');
  const removed = await run(['demo', '--remove'], env);
  expect(removed).toMatchObject({ status: 0 });
  expect(removed.err).toContain('Removed the demonstration: 40 activities, 30 volunteers, ');
  // The same rows go that came.
  expect(removed.err.split('demonstration: ')[1]).toBe(added.err.split('demonstration: ')[1]);
  const none = await run(['demo', '--remove'], env);
  expect(none).toMatchObject({ status: 0 });
  expect(none.err).toContain('There is no demonstration data');
});

test('without the plan there is none', async () => {
  const { url } = await testDatabase('empty');
  const { status, err } = await run(['demo'], { DATABASE_URL: url });
  expect(status).toBe(1);
  expect(err).toContain('The demonstration is made from the plan 2022-4: import it first');
  expect(err).not.toContain('    at ');
});

test.for([
  [[], 'PLAN_ONLY'],
  [['--demo'], 'DEMO'],
] as const)('with a DATABASE_URL, serve %j has the state %s', async ([options, state]) => {
  const { url } = await testDatabase('empty');
  const { child, seen, ended } = start(['serve', '--port', '0', ...options], {
    DATABASE_URL: url,
    LOG_LEVEL: 'error',
  });
  const address = /http:\/\/127\.0\.0\.1:\d+/;
  while (!address.test(seen.err) && child.exitCode === null) await sleep(50);
  const answer = await fetch(`${address.exec(seen.err)![0]}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ service { dataState } }"}',
  });
  expect(await answer.json()).toMatchObject({ data: { service: { dataState: state } } });
  child.kill('SIGTERM');
  await ended;
});

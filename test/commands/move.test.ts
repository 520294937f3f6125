import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createVerifier } from '../../src/access/tokens.ts';
import { testDatabase } from '../setup/database.ts';
import { pictureStore } from '../setup/store.ts';
import { folder, run } from './process.ts';

const gangcheng = join(import.meta.dirname, '../../plans/gangcheng-2022-4');

test.each([
  ['no target', ['move']],
  ['a target that is no database', ['move', '--to', 'mysql://x']],
  ['an argument', ['move', 'here', '--to', 'postgresql://h/x']],
])('%s is a usage error', async (_, args) => {
  const { status, err } = await run(args);
  expect(status).toBe(2);
  expect(err).not.toContain('    at ');
});

test(
  'the embedded database moves to a server: plan, work, accounts and keys; once',
  { timeout: 120_000 },
  async () => {
    const env = { DATA_DIR: join(await folder(), 'data') };
    expect(await run(['import', gangcheng], env)).toMatchObject({ status: 0 });
    expect(await run(['demo', '--activities', '40', '--until', '2026-11-24'], env)).toMatchObject({
      status: 0,
    });
    const token = (await run(['token', 'li', '--role', 'OFFICE'], env)).out.trim();

    const { url, pool } = await testDatabase('empty');
    // Not migrated yet: the command does that.
    await pool.query('drop schema public cascade; create schema public');
    const moved = await run(['move', '--to', url], env);
    expect(moved).toMatchObject({ status: 0, out: '' });
    expect(moved.err).toMatch(/Moved \d{4,} rows of \d\d tables, each counted on both sides/);
    expect(moved.err).not.toContain('other connections');
    // The demonstration has pictures, whose files no database carries.
    const { rows: pictures } = await pool.query(
      'select count(distinct sha256)::int as count from media_asset',
    );
    expect(pictures[0].count).toBeGreaterThan(0);
    expect(moved.err).toContain(
      `The files of ${pictures[0].count} pictures are not in the database but in ${join(env.DATA_DIR, 'media')}: go on with DATA_DIR=${env.DATA_DIR}`,
    );

    const verify = await createVerifier(pool, { issuer: '', audience: '' });
    expect(await verify(token)).toMatchObject({ issuer: 'local', subject: 'li' });
    const { rows } = await pool.query(
      `select (select count(*)::int from activity) as activities, (select role from role_grant) as role`,
    );
    expect(rows).toEqual([{ activities: 40, role: 'OFFICE' }]);
    expect(await run(['doctor'], { DATABASE_URL: url })).toMatchObject({ status: 0 });

    const again = await run(['move', '--to', url], env);
    expect(again.status).toBe(1);
    expect(again.err).toContain('The target has data already');

    // From a server that somebody else uses: it is said what that means.
    const next = await testDatabase('empty');
    const warned = await run(['move', '--to', next.url], { DATABASE_URL: url });
    expect(warned.status).toBe(0);
    expect(warned.err).toMatch(/\d+ other connections use this database/);
  },
);

test(
  'with a store of pictures they go there too, and nothing without them',
  { timeout: 120_000 },
  async () => {
    const { objects, state, env: store } = await pictureStore();
    const env = { DATA_DIR: join(await folder(), 'data') };
    expect(await run(['import', gangcheng], env)).toMatchObject({ status: 0 });
    expect(await run(['demo', '--activities', '40', '--until', '2026-11-24'], env)).toMatchObject({
      status: 0,
    });
    const { url, pool } = await testDatabase('empty');
    state.failures = 1_000;
    const failed = await run(['move', '--to', url], { ...env, ...store });
    expect(failed).toMatchObject({ status: 1 });
    expect(failed.err).toMatch(/The target is as it was: run this again/);
    expect(failed.err).not.toContain('    at ');
    expect((await pool.query('select 1 from activity')).rowCount).toBe(0);

    state.failures = 0;
    const moved = await run(['move', '--to', url], { ...env, ...store });
    expect(moved).toMatchObject({ status: 0 });
    const { rows } = await pool.query<{ sha256: string }>(
      'select distinct sha256 from media_asset where removed_at is null',
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(objects.size).toBe(rows.length * 7);
    expect(moved.err).toContain(`Put ${objects.size} files of pictures`);
    for (const { sha256 } of rows) {
      expect(objects.get(`/pictures/${sha256.slice(0, 2)}/${sha256}/320.webp`)?.type).toBe('image/webp');
    }

    // From there on the store has them: nothing is put again, though one that was lost there is.
    objects.delete([...objects.keys()][0]!);
    state.puts = 0;
    const next = await testDatabase('empty');
    expect(await run(['move', '--to', next.url], { ...env, ...store })).toMatchObject({ status: 0 });
    expect(state.puts).toBe(1);
    const last = await testDatabase('empty');
    const onServer = await run(['move', '--to', last.url], {
      ...store,
      DATABASE_URL: url,
      DATA_DIR: join(await folder(), 'none'),
    });
    expect(onServer).toMatchObject({ status: 0 });
    expect(onServer.err).not.toContain('pictures');
  },
);

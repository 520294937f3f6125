import { existsSync } from 'node:fs';
import { appendFile, cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { describe, expect, test, vi } from 'vitest';
import { testDatabase } from '../setup/database.ts';
import { folder, run, start } from './process.ts';

// Whole processes on a busy machine take their time.
vi.setConfig({ testTimeout: 90_000 });

const root = join(import.meta.dirname, '../..');
const gangcheng = join(root, 'plans/gangcheng-2022-4');
const example = join(root, 'test/fixtures/plans/example-district');

describe('usage', () => {
  test.concurrent('help lists every command and setting in both languages', async () => {
    const { status, out } = await run(['--help']);
    expect(status).toBe(0);
    for (const word of [
      'serve',
      'migrate',
      'import',
      'export',
      'move',
      'grant',
      'doctor',
      'schema',
      'db:stop',
      '--port, PORT',
    ]) {
      expect(out).toContain(word);
    }
    expect(out).toContain('导入一份规划');
    expect(out).toContain('import a plan');
    const own = await run(['import', '--help']);
    expect(own).toMatchObject({ status: 0, err: '' });
    expect(own.out).toContain('--check');
  });

  test.concurrent('the help of a command lists what that command heeds', async () => {
    expect((await run(['serve', '--help'])).out).toContain('--port, PORT');
    const { out } = await run(['import', '--help']);
    expect(out).toContain('--data-dir, DATA_DIR');
    expect(out).not.toContain('--port');
  });

  test.concurrent('a reader that has seen enough is no fault', async () => {
    const { child, ended } = start(['--help']);
    child.stdout.destroy();
    expect(await ended).toMatchObject({ status: 0, err: '' });
  });

  test.concurrent.each([['doctor'], ['export', '2022-4', 'plan']])(
    '%s makes no database where there is none',
    async (...args) => {
      const dataDir = join(await folder(), 'mistyped');
      const { status, out, err } = await run([...args, '--data-dir', dataDir]);
      expect(status).toBe(1);
      expect(out + err).toContain('There is no database in');
      expect(existsSync(dataDir)).toBe(false);
    },
  );

  test.concurrent.each([
    ['an unknown command', ['serv'], ['没有命令 serv', 'There is no command serv']],
    ['an unknown option', ['doctor', '--prot', '1'], ['没有选项 --prot', 'no option --prot']],
    ['an option without its value', ['doctor', '--port'], ['--port needs a value']],
    ['a missing folder', ['import'], ['Give one plan folder']],
    ['one argument too many', ['export', 'a', 'b', 'c'], ['Give a plan code and a folder']],
    ...['serve', 'migrate', 'doctor', 'schema', 'db:stop'].map((name): [string, string[], string[]] => [
      `an argument of ${name}`,
      [name, 'surplus'],
      [`${name} 不接受参数`, `${name} takes no arguments: surplus`],
    ]),
    ['a name that every object has', ['constructor'], ['There is no command constructor']],
  ])('refuses %s with status 2', async (_, args, messages) => {
    const { status, err } = await run(args);
    expect(status).toBe(2);
    for (const message of messages) expect(err).toContain(message);
    expect(err).not.toContain('    at ');
  });

  test.concurrent('lists every wrong setting at once', async () => {
    const { status, err } = await run(['serve', '--port', '70000'], {
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://x',
    });
    expect(status).toBe(2);
    for (const name of ['PORT：', 'LOG_LEVEL：', 'DATABASE_URL：']) expect(err).toContain(name);
  });

  test.concurrent('the contract it prints is one schema', async () => {
    const { status, out } = await run(['schema']);
    expect(status).toBe(0);
    expect(buildSchema(out).getType('Program')).toBeDefined();
  });
});

test('doctor on an empty database asks for the migration and goes no further', async () => {
  const database = await testDatabase('empty');
  await database.pool.query('drop schema public cascade; create schema public');
  const { status, out } = await run(['doctor'], { DATABASE_URL: database.url });
  expect(status).toBe(1);
  expect(out).toContain('npm run migrate');
  expect(out).not.toContain('does not exist');
});

describe('plans', async () => {
  const database = await testDatabase('empty');
  const env = { DATABASE_URL: database.url };

  test('import, another district, export, import again', async () => {
    const first = await run(['import', gangcheng], env);
    expect(first).toMatchObject({ status: 0 });
    expect(first.err).toMatch(/Imported the plan 2022-4: \d{3} created, 0 updated, 0 removed/);
    const other = await run(['import', example], env);
    expect(other.err).toMatch(/example-2025-1: \d+ created, 0 updated, 0 removed/);

    const into = join(await folder(), 'plan');
    expect(await run(['export', '2022-4', into], env)).toMatchObject({ status: 0 });
    expect(await readFile(join(into, 'source.txt'), 'utf8')).toBe(
      await readFile(join(gangcheng, 'source.txt'), 'utf8'),
    );
    const again = await run(['import', into], env);
    expect(again.err).toContain('2022-4: 0 created, 0 updated, 0 removed');
    expect(await run(['doctor'], env)).toMatchObject({ status: 0 });
  });

  test('doctor finds a fact of the document without a source, of whatever kind', async () => {
    const { pool } = database;
    const [{ id }] = (await pool.query(`select id from term limit 1`)).rows;
    await pool.query('begin; create table kept as select * from fact_source; commit');
    await pool.query('delete from fact_source where subject = $1', [id]);
    const { status, out } = await run(['doctor'], env);
    expect(status).toBe(1);
    expect(out).toContain('✘ 每条出自文件的事实（STATED、PARSED）都有出处');
    await pool.query('insert into fact_source select * from kept on conflict do nothing');
    await pool.query('drop table kept');
    expect(await run(['doctor'], env)).toMatchObject({ status: 0 });
  });

  test('doctor finds a feed restored from a server that had counted further, and migrate has it go on', async () => {
    await database.pool.query(
      `insert into change (id, xid, kind, at, district_code, subject_id)
       values (gen_random_uuid(), change_xid() + 1000000, 'VENUE_CREATED', now(), '370117', '')`,
    );
    const { status, out } = await run(['doctor'], env);
    expect(status).toBe(1);
    expect(out).toContain('✘ 变动流接在本服务器的事务之后');
    expect((await run(['migrate'], env)).err).toContain('its feed goes on here');
    expect(await run(['doctor'], env)).toMatchObject({ status: 0 });
  });

  test('faults are told with their line, and nothing is written', async () => {
    const before = await database.orm.em.fork().execute('select * from program order by id');
    const spoilt = join(await folder(), 'plan');
    await cp(example, spoilt, { recursive: true });
    await appendFile(join(spoilt, 'plan.yaml'), '\nsurplus: 1\n');
    const { status, err } = await run(['import', spoilt], env);
    const lines = (await readFile(join(spoilt, 'plan.yaml'), 'utf8')).split('\n');
    expect(status).toBe(1);
    expect(err).toContain(`plan.yaml:${lines.indexOf('surplus: 1') + 1}`);
    expect(err).toContain('nothing was imported');
    expect(await database.orm.em.fork().execute('select * from program order by id')).toEqual(before);
  });

  test('what is not there is said so', async () => {
    const missing = await run(['import', join(await folder(), 'none')], env);
    expect(missing.status).toBe(1);
    expect(missing.err).not.toContain('    at ');
    const unknown = await run(['export', '1999-9', await folder()], env);
    expect(unknown).toMatchObject({ status: 1 });
    expect(unknown.err).toContain('There is no plan 1999-9');
    const notAFolder = await run(['export', '2022-4', join(gangcheng, 'source.txt')], env);
    expect(notAFolder).toMatchObject({ status: 1 });
    expect(notAFolder.err).toContain('Cannot write to');
    expect(notAFolder.err).not.toContain('    at ');
    const unreachable = await run(['doctor'], { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' });
    expect(unreachable.status).toBe(1);
    expect(unreachable.err).not.toContain('    at ');
  });
});

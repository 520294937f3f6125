import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Migration } from '@mikro-orm/migrations';
import pg from 'pg';
import { afterAll, expect, inject, onTestFinished, test } from 'vitest';
import { connect } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import { OperatorError } from '../../src/operator-error.ts';
import { databaseUrl } from '../setup/global.ts';
import { testDatabase } from '../setup/database.ts';

const database = await testDatabase('empty');
const server = new pg.Client({ connectionString: inject('serverUrl') });
await server.connect();
afterAll(() => server.end());

/** The database's URL with parameters, or with another name. */
function urlWith(parameters: Record<string, string>, name?: string): string {
  const url = new URL(name === undefined ? database.url : databaseUrl(database.url, name));
  for (const [key, value] of Object.entries(parameters)) url.searchParams.set(key, value);
  return url.href;
}

async function failure(work: Promise<unknown>): Promise<OperatorError> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(OperatorError);
  return error as OperatorError;
}

test('a mistyped name makes no database', async () => {
  const name = `zg_mistyped_${randomBytes(4).toString('hex')}`;
  const { zh, en } = await failure(connect(urlWith({}, name)));
  expect(zh).toContain('没有这个数据库');
  expect(en).toContain('there is no such database');
  expect((await server.query('select from pg_database where datname = $1', [name])).rowCount).toBe(0);
});

test('parameters of the URL reach the server', async () => {
  const opened = await connect(urlWith({ application_name: 'desk-7', options: '-c statement_timeout=1234' }));
  const { rows } = await opened.pool.query(
    `select current_setting('application_name') as name, current_setting('statement_timeout') as timeout`,
  );
  await opened.close();
  expect(rows).toEqual([{ name: 'desk-7', timeout: '1234ms' }]);
});

test.each(['require', 'verify-full', 'no-verify'])(
  'sslmode=%s never falls back to an open connection',
  async (mode) => {
    const { zh, en } = await failure(connect(urlWith({ sslmode: mode })));
    expect(zh).toContain('没有开启 TLS');
    expect(en).toContain('the server has no TLS');
  },
);

test('a file of certificates that is not there is named', async () => {
  const { en } = await failure(
    connect(urlWith({ sslmode: 'verify-full', sslrootcert: '/nowhere/root.crt' })),
  );
  expect(en).toContain('cannot read /nowhere/root.crt');
});

test('a server that does not answer is given up, and the password is not told', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void silent.close());
  const { port } = silent.address() as AddressInfo;
  const url = `postgresql://user:geheim@127.0.0.1:${port}/name?connect_timeout=1`;
  const { message } = await failure(connect(url));
  expect(message).toContain('no answer within 1 seconds');
  expect(message).not.toContain('geheim');
});

/** A role that may log in and no more, and a database of somebody else's. */
async function strangerIn(): Promise<{ role: string; name: string; url: string }> {
  const name = `zg_stranger_${randomBytes(4).toString('hex')}`;
  await server.query(`create role ${name} login password 'pass'`);
  await server.query(`create database ${name}`);
  onTestFinished(async () => {
    await server.query(`drop database ${name} with (force)`);
    await server.query(`drop role ${name}`);
  });
  const url = new URL(urlWith({}, name));
  url.username = name;
  url.password = 'pass';
  return { role: name, name, url: url.href };
}

class NeedsExtension extends Migration {
  override up(): void {
    this.addSql('create extension if not exists btree_gist');
  }
}

class NeedsNoSuchExtension extends Migration {
  override up(): void {
    this.addSql('create extension if not exists no_such_extension');
  }
}

const only = (class_: new (...args: ConstructorParameters<typeof Migration>) => Migration) => ({
  migrations: { migrationsList: [class_], tableName: 'zhiyuan_migrations', silent: true, snapshot: false },
});

test('a role without the right to create is told what to grant, in a few lines', async () => {
  const { role, url } = await strangerIn();
  const opened = await connect(url);
  onTestFinished(() => opened.close());
  const { message } = await failure(migrate(opened));
  expect(message).toContain('permission denied for schema public');
  expect(message).toContain(`grant usage, create on schema public to ${role}`);
  expect(message.split('\n').length).toBeLessThan(6);
});

test('an extension that the role may not create is named', async () => {
  const { role, name, url } = await strangerIn();
  await inDatabase(name, `grant create on schema public to ${role}`);
  const opened = await connect(url, only(NeedsExtension));
  onTestFinished(() => opened.close());
  const { message } = await failure(migrate(opened));
  expect(message).toContain('create extension btree_gist');
  expect(message).toContain(`grant create on database ${name} to ${role}`);
  // What it says helps. By the migrator alone: there are no tables for views to stand on.
  await inDatabase(name, `grant create on database ${name} to ${role}`);
  expect((await opened.orm.migrator.up()).map(({ name: applied }) => applied)).toEqual(['NeedsExtension']);
  await inDatabase(name, `drop extension btree_gist; drop owned by ${role}`);
});

test('an extension that the server lacks is named', async () => {
  const opened = await connect(database.url, only(NeedsNoSuchExtension));
  onTestFinished(() => opened.close());
  const { zh, en } = await failure(migrate(opened));
  expect(zh).toContain('没有扩展 no_such_extension');
  expect(en).toContain('postgresql-contrib');
});

async function inDatabase(name: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl(inject('serverUrl'), name) });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

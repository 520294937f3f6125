import { randomBytes } from 'node:crypto';
import { readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { views } from '../../src/reporting/views.ts';
import { folder, run } from '../commands/process.ts';
import { testDatabase } from '../setup/database.ts';

const SEVERAL = { timeout: 60_000 };
const { url, pool } = await testDatabase('demo');
const env = { DATABASE_URL: url };
const made: string[] = [];
/** Roles are the whole server's: each test has its own. */
const roleName = (): string => {
  const name = `zt_${randomBytes(4).toString('hex')}`;
  made.push(name);
  return name;
};
afterAll(async () => {
  for (const name of made) {
    const { rows } = await pool.query('select 1 from pg_roles where rolname = $1', [name]);
    if (rows.length > 0) await pool.query(`drop owned by ${name} cascade; drop role ${name}`);
  }
});

const login = async (address: string): Promise<pg.Client> => {
  const client = new pg.Client(address);
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

const asRole = (name: string, password: string): string => {
  const address = new URL(url);
  address.username = name;
  address.password = password;
  return address.href;
};

test.each([
  ['two names', ['a', 'b'], 'Give one name'],
  ['a name that needs quotes', ['Report Role'], 'small letters'],
  ['a name of PostgreSQL’s', ['pg_reader'], 'pg_'],
  ['no number', ['--timeout', 'long'], 'timeout must be a whole number'],
  ['no connection', ['--connections', '0'], 'connections must be'],
  ['a file for nothing', ['--remove', '--password-file', 'x'], 'goes without'],
])('%s is a usage error', SEVERAL, async (_, args, message) => {
  const { status, err, out } = await run(['report-role', ...args], env);
  expect([status, out]).toEqual([2, '']);
  expect(err).toContain(message);
});

test('help is in both languages', SEVERAL, async () => {
  const { out } = await run(['report-role', '--help']);
  expect(out).toContain('建立只能读公开视图');
  expect(out).toContain('for BI tools');
});

describe('a role', async () => {
  const name = roleName();
  const first = await run(['report-role', name, '--connections', '3', '--timeout', '2'], env);
  if (first.status !== 0) throw new Error(first.err);
  const address = first.out.trim();
  const client = await login(address);
  afterAll(() => client.end());
  /** The code that a statement is refused with. */
  const refused = async (sql: string, by = client): Promise<string> => {
    const error = await by.query(sql).then(
      () => null,
      (cause: unknown) => cause as { code: string },
    );
    await by.query('rollback');
    return error?.code ?? 'done';
  };

  test('is made, told once, and reads every view', async () => {
    expect(first).toMatchObject({ status: 0 });
    expect(address).toMatch(new RegExp(`^postgresql://${name}:[\\w-]{32}@127\\.0\\.0\\.1:`));
    expect(first.err).not.toContain(new URL(address).password);
    for (const { name: view } of views) await client.query(`select * from "${view}" limit 1`);
    expect((await client.query('select count(*)::int as count from activity')).rows[0].count).toBeGreaterThan(
      500,
    );
  });

  test('has its limits', async () => {
    const { rows } = await client.query(
      `select current_setting('default_transaction_read_only') as "readOnly", current_setting('statement_timeout') as timeout,
         current_setting('search_path') as path, current_setting('timezone') as zone, rolconnlimit as connections,
         rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls as powerful
       from pg_roles where rolname = current_user`,
    );
    expect(rows).toEqual([
      {
        readOnly: 'on',
        timeout: '2s',
        path: 'report',
        zone: 'Asia/Shanghai',
        connections: 3,
        powerful: false,
      },
    ]);
    expect(await refused('select pg_sleep(5)')).toBe('57014');
    const more = [await login(address), await login(address)];
    await expect(login(address)).rejects.toThrow('too many connections');
    await Promise.all(more.map((each) => each.end()));
  });

  test('reads no table, view or sequence beside them, and writes nowhere, whatever it resets', async () => {
    await client.query(
      'set default_transaction_read_only = off; set statement_timeout = 0; set search_path = public',
    );
    const { rows } = await pool.query<{ thing: string; kind: string }>(
      `select c.oid::regclass::text as thing, relkind as kind from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'S')`,
    );
    expect(rows.length).toBeGreaterThan(70);
    for (const { thing, kind } of rows) {
      expect([
        thing,
        await refused(kind === 'S' ? `select nextval('${thing}')` : `select 1 from ${thing}`),
      ]).toEqual([thing, '42501']);
    }
    for (const { thing } of rows.filter(({ kind }) => kind === 'r')) {
      for (const sql of [`delete from ${thing}`, `copy ${thing} to stdout`, `begin; lock table ${thing}`])
        expect([sql, await refused(sql)]).toEqual([sql, '42501']);
    }
    for (const { name: view } of views) {
      // One over several tables cannot be written to by anybody.
      expect(['42501', '55000']).toContain(await refused(`delete from report."${view}"`));
    }
    const { rows: writable } = await pool.query(
      `select 1 from pg_class where relnamespace = 'report'::regnamespace and has_table_privilege($1, oid, 'INSERT, UPDATE, DELETE, TRUNCATE')`,
      [name],
    );
    expect(writable).toEqual([]);
    await client.query('reset all');
  });

  /** What is tried, and the code it is refused with, with everything reset that the role can reset. */
  const ATTEMPTS: [what: string, sql: string, code: string][] = [
    ['a table', 'create table public.x (y int)', '42501'],
    ['a table among the views', 'create table report.x (y int)', '42501'],
    ['a temporary table', 'create temporary table x (y int)', '42501'],
    [
      'a temporary function',
      'create function pg_temp.f() returns int language sql as $$ select 1 $$',
      '42501',
    ],
    ['a schema', 'create schema x', '42501'],
    ['a view', 'create view report.x as select 1 as y', '42501'],
    ['an extension', 'create extension dblink', '42501'],
    ['a foreign server', 'create server s foreign data wrapper none', '42704'],
    ['a file', `select pg_read_file('postgresql.conf')`, '42501'],
    ['a folder', `select pg_ls_dir('.')`, '42501'],
    ['a file by COPY', `copy (select 1) to '/tmp/x'`, '42501'],
    ['a program by COPY', `copy (select 1) to program 'true'`, '42501'],
    ['a file as a large object', `select lo_import('/etc/passwd')`, '42501'],
    ['a large object to a file', `select lo_export(1, '/tmp/x')`, '42501'],
    ['another role', 'set role SUPERUSER', '42501'],
    ['another session', 'set session authorization SUPERUSER', '42501'],
    ['a stronger role', 'alter role current_user createrole', '42501'],
    ['more connections', 'alter role current_user connection limit 100', '42501'],
    ['password digests', 'select rolpassword from pg_authid', '42501'],
    ['statistics of columns', 'select * from pg_statistic', '42501'],
    ['mappings of users', 'select * from pg_user_mapping', '42501'],
    ['large objects', 'select * from pg_largeobject', '42501'],
    ['settings of the server', `alter system set work_mem = '1GB'`, '42501'],
    ['logged statements', `set log_statement = 'none'`, '42501'],
    [
      'a backend',
      `select pg_terminate_backend(pid) from pg_stat_activity where usename <> current_user and usename is not null limit 1`,
      '42501',
    ],
    ['an untrusted language', 'do language plpython3u $$ pass $$', '42704'],
  ];
  test.each(ATTEMPTS)('does not get at %s', async (_, sql, code) => {
    await client.query('set default_transaction_read_only = off');
    expect(await refused(sql.replace('SUPERUSER', new URL(url).username))).toBe(code);
  });

  test('sees nothing of others in the system catalogues: statements, values, large objects, prepared statements', async () => {
    const secret = '金丝雀语句';
    const other = await login(url);
    onTestFinished(() => other.end());
    await other.query(`select '${secret}'`);
    await pool.query('analyze volunteer');
    const own = await pool.query(`select 1 from pg_stats where tablename = 'volunteer'`);
    expect(own.rows.length).toBeGreaterThan(0);
    const seen = await pool.query(`select query from pg_stat_activity where query like '%${secret}%'`);
    expect(seen.rows.length).toBeGreaterThan(0);
    const { rows: statements } = await client.query(
      `select query from pg_stat_activity where pid <> pg_backend_pid() and query not in ('<insufficient privilege>', '') and usename <> current_user`,
    );
    expect(statements).toEqual([]);
    const { rows: values } = await client.query(
      `select tablename from pg_stats where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    expect(values).toEqual([]);
    await pool.query(`select lo_from_bytea(4711, 'x'::bytea)`);
    expect(await refused('select lo_get(4711)')).toBe('42501');
    await pool.query('select lo_unlink(4711)');
  });

  test('a function of its own within a query sees only rows that the view shows', async () => {
    // The view leaves drafts out: were the condition run before that, a draft would divide by zero.
    const { rows } = await pool.query(`select code from activity where status in ('DRAFT', 'VOID') limit 1`);
    const { rows: told } = await client.query(
      `select count(*)::int as count from activity where 1 / (case when code = '${rows[0].code}' then 0 else 1 end) = 1`,
    );
    expect(told[0].count).toBeGreaterThan(500);
    const { rows: plan } = await pool.query(
      `explain select * from report.activity where 1 / (case when code = 'x' then 0 else 1 end) = 1`,
    );
    expect(JSON.stringify(plan)).toContain('Subquery Scan on activity');
  });

  test('may reset what the documents say that it may, and no more', async () => {
    const mine = await login(address);
    onTestFinished(() => mine.end());
    for (const setting of [
      'default_transaction_read_only',
      'statement_timeout',
      'lock_timeout',
      'search_path',
    ])
      await mine.query(`set ${setting} = default`);
    await mine.query('set default_transaction_read_only = off; set statement_timeout = 0');
    expect(await refused('select pg_advisory_lock(1), pg_advisory_unlock(1)', mine)).toBe('done');
    expect(await refused('begin; select lo_create(0)', mine)).toBe('done');
    expect(await refused(`set temp_file_limit = '1TB'`, mine)).toBe('42501');
    await pool.query(`alter role ${name} set temp_file_limit = '2GB'`);
    const limited = await login(address);
    onTestFinished(() => limited.end());
    await refused('reset temp_file_limit', limited);
    expect((await limited.query('show temp_file_limit')).rows).toEqual([{ temp_file_limit: '2GB' }]);
  });

  test('no function of the database runs with more rights than its caller', async () => {
    const { rows } = await pool.query(
      `select p.oid::regprocedure from pg_proc p where p.prosecdef and p.pronamespace in ('public'::regnamespace, 'report'::regnamespace)`,
    );
    expect(rows).toEqual([]);
  });

  test('gets another password when the command runs again; the former one is void', SEVERAL, async () => {
    const file = join(await folder(), 'pgpass');
    await symlink('/dev/null', file);
    const again = await run(['report-role', name, '--password-file', file], env);
    expect(again).toMatchObject({ status: 0, out: '' });
    expect(again.err).toContain('A new password');
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
    const line = (await readFile(file, 'utf8')).trim().split(':');
    const { hostname, port, pathname } = new URL(url);
    expect(line.slice(0, 4)).toEqual([hostname, port, pathname.slice(1), name]);
    expect(again.err).not.toContain(line[4]);
    await expect(login(address)).rejects.toThrow('password authentication failed');
    const renewed = await login(asRole(name, line[4]!));
    expect((await renewed.query('show statement_timeout')).rows).toEqual([{ statement_timeout: '1min' }]);
    await renewed.end();
  });

  test('a file that cannot be written changes no password', SEVERAL, async () => {
    const before = await pool.query('select rolpassword from pg_authid where rolname = $1', [name]);
    const { status, err } = await run(['report-role', name, '--password-file', '/nowhere/pgpass'], env);
    expect(status).toBe(1);
    expect(err).toContain('cannot be written, nothing was changed');
    expect((await pool.query('select rolpassword from pg_authid where rolname = $1', [name])).rows).toEqual(
      before.rows,
    );
  });

  test('is removed with its sessions; a second time there is none', SEVERAL, async () => {
    const removed = await run(['report-role', name, '--remove'], env);
    expect(removed).toMatchObject({ status: 0, out: '' });
    await expect(client.query('select 1')).rejects.toThrow(/terminat|not queryable/);
    expect((await pool.query('select 1 from pg_roles where rolname = $1', [name])).rows).toEqual([]);
    const again = await run(['report-role', name, '--remove'], env);
    expect(again.status).toBe(2);
    expect(again.err).toContain('There is no role');
  });
});

test('a role that somebody else made is neither changed nor removed', SEVERAL, async () => {
  const name = roleName();
  await pool.query(`create role ${name} login`);
  for (const more of [[], ['--remove']]) {
    const { status, err } = await run(['report-role', name, ...more], env);
    expect(status).toBe(2);
    expect(err).toContain('was not made by this command');
  }
});

test('what is granted to everybody is named, and no role is made', SEVERAL, async () => {
  const name = roleName();
  await pool.query(`grant select (name) on volunteer to public;
    create function public.all_names() returns setof text language sql security definer as 'select name from volunteer'`);
  onTestFinished(async () => {
    await pool.query('revoke select (name) on volunteer from public; drop function public.all_names');
  });
  const { status, err } = await run(['report-role', name], env);
  expect(status).toBe(1);
  expect(err).toContain('  - volunteer\n');
  expect(err).toContain('  - function all_names()\n');
  expect((await pool.query('select 1 from pg_roles where rolname = $1', [name])).rows).toEqual([]);
});

describe('by a user that is no superuser', () => {
  const owner = roleName();
  const ownerUrl = asRole(owner, 'x');

  test('who may make no roles is told what the administrator can do', SEVERAL, async () => {
    const { rows } = await pool.query<{ name: string }>('select current_database() as name');
    await pool.query(
      `create role ${owner} login password 'x'; grant create on database ${rows[0]!.name} to ${owner}`,
    );
    const { status, err } = await run(['report-role', roleName()], { DATABASE_URL: ownerUrl });
    expect(status).toBe(1);
    expect(err).toContain(`alter role ${owner} createrole`);
  });

  test('who may, but does not own the views, is told so and leaves no role behind', SEVERAL, async () => {
    await pool.query(`alter role ${owner} createrole`);
    const name = roleName();
    const { status, err } = await run(['report-role', name], { DATABASE_URL: ownerUrl });
    expect(status).toBe(1);
    expect(err).toContain('nothing was changed');
    expect(err).not.toContain('    at ');
    expect((await pool.query('select 1 from pg_roles where rolname = $1', [name])).rows).toEqual([]);
  });

  test('who may and owns them makes and removes the role', SEVERAL, async () => {
    const name = roleName();
    const { rows } = await pool.query<{ thing: string }>(
      `select 'alter view report."' || relname || '" owner to ${owner}' as thing from pg_class where relnamespace = 'report'::regnamespace
       union all select 'alter table public."' || relname || '" owner to ${owner}' from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')
       union all select 'alter schema report owner to ${owner}' union all select 'grant usage on schema public to ${owner}'`,
    );
    for (const { thing } of rows) await pool.query(thing);
    const { status, out, err } = await run(['report-role', name], { DATABASE_URL: ownerUrl });
    expect([status, err]).toEqual([0, expect.stringContaining('Made the user')]);
    const client = await login(out.trim());
    expect((await client.query('select count(*)::int as count from program')).rows).toEqual([{ count: 8 }]);
    expect(await run(['report-role', name, '--remove'], { DATABASE_URL: ownerUrl })).toMatchObject({
      status: 0,
    });
    await expect(client.query('select 1')).rejects.toThrow(/terminat|not queryable/);
  });
});

test(
  'on the embedded database it works too, and says what that is good for',
  { timeout: 120_000 },
  async () => {
    const own = { DATA_DIR: join(await folder(), 'data') };
    const none = await run(['report-role'], own);
    expect([none.status, none.out]).toEqual([1, '']);
    expect(none.err).toContain('There is no database');
    expect(await run(['migrate'], own)).toMatchObject({ status: 0 });
    const { status, err, out } = await run(['report-role'], own);
    expect([status, out.startsWith('postgresql://zhiyuan_report:')]).toEqual([0, true]);
    expect(err).toContain('on another port at each start');
    expect(await run(['report-role', '--remove'], own)).toMatchObject({ status: 0 });
  },
);

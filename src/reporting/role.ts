import { randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { OperatorError } from '../operator-error.ts';
import { areViewsCurrent, type Execute } from './publish.ts';
import { demandNothingElse } from './role-reach.ts';
import { scramVerifier } from './scram.ts';
import { SCHEMA } from './view.ts';

/** The comment by which a role is known to be ours: no other is ever changed or dropped. */
const MARK = '志愿图谱：只读视图 Zhiyuan Graph: reads the views';

export interface RoleWanted {
  name: string;
  /** Sessions at the same time. */
  connections: number;
  /** Seconds that a statement may take. */
  timeout: number;
}

export interface RoleMade {
  password: string;
  /** Whether it was there already: then it has a new password. */
  isRenewed: boolean;
  /** Whether it may make temporary tables, because the database is not ours to say otherwise. */
  hasTemporary: boolean;
}

interface Standing {
  isOurs: boolean;
  isPowerful: boolean;
  memberOf: string[];
}

/**
 * Makes the role that reads the views and nothing else, or gives it a new password and its limits again; `keep` stores
 * the password before anything is committed. Throws OperatorError where it may not, where a role of that name is
 * somebody else's, where the views are not there, and where the role could read or write more than the views.
 */
export const makeRole = (pool: Pool, wanted: RoleWanted, keep: (password: string) => Promise<void>) =>
  inTransaction(pool, async (client): Promise<RoleMade> => {
    const { name, connections, timeout } = wanted;
    const execute: Execute = async (sql) => (await client.query(sql)).rows;
    if (!(await areViewsCurrent(execute))) throw noViews();
    await demandCreateRole(client);
    const standing = await standingOf(client, name);
    if (standing) demandOurs(name, standing);
    const password = randomBytes(24).toString('base64url');
    await client.query(
      `${standing ? 'alter' : 'create'} role ${name} login connection limit ${connections} password '${scramVerifier(password)}'`,
    );
    const settings = {
      default_transaction_read_only: 'on',
      statement_timeout: `'${timeout}s'`,
      lock_timeout: `'5s'`,
      idle_in_transaction_session_timeout: `'60s'`,
      search_path: SCHEMA,
      timezone: `'Asia/Shanghai'`,
    };
    for (const [setting, value] of Object.entries(settings)) {
      await client.query(`alter role ${name} set ${setting} = ${value}`);
    }
    await client.query(`comment on role ${name} is '${MARK}'`);
    const database = await databaseName(client);
    // What PostgreSQL gives everybody: connections of this program keep it, since they own the database's tables.
    await client.query(
      `revoke temporary on database ${database} from public; revoke create on schema public from public;
       grant connect on database ${database} to ${name}; grant usage on schema ${SCHEMA} to ${name};
       grant select on all tables in schema ${SCHEMA} to ${name}`,
    );
    await demandNothingElse(client, name);
    const { rows } = await client.query<{ hasTemporary: boolean }>(
      `select has_database_privilege($1, current_database(), 'TEMP') as "hasTemporary"`,
      [name],
    );
    await keep(password);
    return { password, isRenewed: standing !== null, hasTemporary: rows[0]!.hasTemporary };
  });

/**
 * Ends the role's sessions and drops it. Throws OperatorError where there is none, where it is not ours, and where
 * something else hangs on it.
 */
export const removeRole = (pool: Pool, name: string) =>
  inTransaction(pool, async (client): Promise<void> => {
    await demandCreateRole(client);
    const standing = await standingOf(client, name);
    if (!standing) throw new OperatorError(`没有角色 ${name}`, `There is no role ${name}`, 2);
    if (!standing.isOurs) throw notOurs(name);
    const { rows } = await client.query<{ isSuper: boolean; version: number }>(
      `select rolsuper as "isSuper", current_setting('server_version_num')::int / 10000 as version
       from pg_roles where rolname = current_user`,
    );
    const { isSuper, version } = rows[0]!;
    // Only who has its rights may end its sessions.
    if (!isSuper)
      await client.query(`grant ${name} to current_user${version >= 16 ? ' with inherit true' : ''}`);
    const { rows: schema } = await client.query(`select 1 from pg_namespace where nspname = '${SCHEMA}'`);
    if (schema.length > 0) {
      await client.query(
        `revoke all on all tables in schema ${SCHEMA} from ${name}; revoke all on schema ${SCHEMA} from ${name}`,
      );
    }
    await client.query(`revoke all on database ${await databaseName(client)} from ${name}`);
    await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = $1`, [name]);
    await client.query(`drop role ${name}`);
  });

async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const done = await work(client);
    await client.query('commit');
    client.release();
    return done;
  } catch (error) {
    // Its end undoes what it began.
    client.release(true);
    throw asRoleError(error);
  }
}

const databaseName = async (client: PoolClient): Promise<string> =>
  (await client.query<{ name: string }>('select quote_ident(current_database()) as name')).rows[0]!.name;

async function standingOf(client: PoolClient, name: string): Promise<Standing | null> {
  const { rows } = await client.query<Standing>(
    `select coalesce(shobj_description(r.oid, 'pg_authid') = $2, false) as "isOurs",
       r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication or r.rolbypassrls as "isPowerful",
       array(select g.rolname::text from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid) as "memberOf"
     from pg_roles r where r.rolname = $1`,
    [name, MARK],
  );
  return rows[0] ?? null;
}

function demandOurs(name: string, { isOurs, isPowerful, memberOf }: Standing): void {
  if (!isOurs) throw notOurs(name);
  if (!isPowerful && memberOf.length === 0) return;
  const more = isPowerful ? 'SUPERUSER, CREATEROLE …' : memberOf.join(', ');
  throw new OperatorError(
    `角色 ${name} 有人另给了权力（${more}），未作改动；请先收回`,
    `The role ${name} was given more (${more}), nothing was changed: take that back first`,
  );
}

async function demandCreateRole(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ may: boolean; role: string }>(
    `select rolsuper or rolcreaterole as may, quote_ident(rolname) as role from pg_roles where rolname = current_user`,
  );
  const { may, role } = rows[0]!;
  if (may) return;
  throw new OperatorError(
    `数据库用户 ${role} 不能建立角色。请由管理员执行 alter role ${role} createrole，或以管理员的 DATABASE_URL 运行本命令（它不改动任何表）`,
    `The database's user ${role} may not make roles. Let an administrator run alter role ${role} createrole, or run this command with the administrator's DATABASE_URL (it changes no table)`,
  );
}

const notOurs = (name: string) =>
  new OperatorError(
    `角色 ${name} 不是本命令建立的，未作改动；请换一个名字`,
    `The role ${name} was not made by this command, nothing was changed: choose another name`,
    2,
  );

const noViews = () =>
  new OperatorError(
    `数据库里没有这一版的视图（模式 ${SCHEMA}）。请先运行 migrate；仍没有时，请由管理员授权：grant create on database … to …`,
    `The views of this version (schema ${SCHEMA}) are not there. Run migrate first; if they are missing still, let an administrator grant create on database … to …`,
  );

/** What the server refused, as something that its administrator can mend. */
function asRoleError(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  const detail = 'detail' in error && typeof error.detail === 'string' ? `\n${error.detail}` : '';
  if (error.code !== '42501' && error.code !== '2BP01') return error;
  return new OperatorError(
    `数据库拒绝了，未作改动：${error.message}${detail}`,
    `The database refused, nothing was changed: ${error.message}${detail}`,
  );
}

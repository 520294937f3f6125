import { createHash } from 'node:crypto';
import { OperatorError } from '../operator-error.ts';
import { SCHEMA, statementsOf } from './view.ts';
import { views } from './views.ts';

/** Runs one statement in the transaction of the migration. */
export type Execute = <T>(sql: string) => Promise<T[]>;

/** How the schema's own comment begins: it is ours. */
const MARK = '志愿图谱的公开视图';

const statements = views.flatMap(statementsOf);

/** Which definitions the views were made from: kept in the schema's comment, so that a dump carries it. */
const DIGEST = createHash('sha256').update(statements.join('\n')).digest('hex').slice(0, 16);

const COMMENT = `${MARK}，供只读的分析工具使用；由程序重建，请勿改动\\nPublic views of Zhiyuan Graph for tools that read; made anew by the program, not to be changed. ${DIGEST}`;

interface State {
  /** The schema's comment; null where it has none. */
  comment: string | null;
  exists: boolean;
  isOwn: boolean;
  isEmpty: boolean;
  mayCreate: boolean;
}

const stateOf = async (execute: Execute): Promise<State> => {
  const [state] = await execute<State>(
    `select obj_description(n.oid, 'pg_namespace') as comment, n.oid is not null as exists,
       coalesce(pg_has_role(n.nspowner, 'USAGE'), false) as "isOwn",
       not exists (select 1 from pg_class c where c.relnamespace = n.oid) as "isEmpty",
       has_database_privilege(current_database(), 'CREATE') as "mayCreate"
     from (select 1) one left join pg_namespace n on n.nspname = '${SCHEMA}'`,
  );
  return state!;
};

const isOurs = ({ comment }: State): boolean => comment?.startsWith(MARK) ?? false;

/** Whether the views are there as this version defines them. */
export async function areViewsCurrent(execute: Execute): Promise<boolean> {
  if (!(await stateOf(execute)).comment?.endsWith(` ${DIGEST}`)) return false;
  return (await present(execute)).length === views.length;
}

/** Names of the views that are there; one may have gone with something that somebody dropped. */
const present = async (execute: Execute): Promise<string[]> =>
  (
    await execute<{ name: string }>(
      `select relname as name from pg_class where relnamespace = '${SCHEMA}'::regnamespace and relkind = 'v'`,
    )
  ).map(({ name }) => name);

/**
 * Takes the views away, so that the tables below them can change; whoever was granted the schema keeps that.
 * Throws OperatorError where something that is not ours was built on them: it would go with them.
 */
export async function withdrawViews(execute: Execute): Promise<void> {
  if (!isOurs(await stateOf(execute))) return;
  const hanging = await execute<{ name: string }>(
    `select distinct r.ev_class::regclass::text as name from pg_depend d join pg_rewrite r on r.oid = d.objid
     join pg_class v on v.oid = d.refobjid join pg_class own on own.oid = r.ev_class
     where d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype = 'n'
       and v.relnamespace = '${SCHEMA}'::regnamespace and own.relnamespace <> '${SCHEMA}'::regnamespace order by 1`,
  );
  if (hanging.length > 0) {
    const names = hanging.map(({ name }) => name).join(', ');
    throw new OperatorError(
      `${names} 建立在 ${SCHEMA} 的视图上，升级须先重建这些视图；未作改动。请先删除，升级后再建`,
      `${names} stand on the views of ${SCHEMA}, which an upgrade makes anew; nothing was changed. Drop them first and make them again afterwards`,
    );
  }
  for (const name of await present(execute)) await execute(`drop view ${SCHEMA}."${name}"`);
}

/**
 * Makes the views, for whoever may use the schema. Where the role may not make one, there are none and the service
 * goes on without: false. Throws OperatorError where a schema of that name is somebody else's.
 */
export async function publishViews(execute: Execute): Promise<boolean> {
  const state = await stateOf(execute);
  if (!state.exists && !state.mayCreate) return false;
  if (state.exists && !isOurs(state) && !(state.isOwn && state.isEmpty)) {
    throw new OperatorError(
      `数据库里已有不属于本程序的模式 ${SCHEMA}；请改名后再试：alter schema ${SCHEMA} rename to …`,
      `There is a schema ${SCHEMA} already that is not this program's: rename it first, alter schema ${SCHEMA} rename to …`,
    );
  }
  if (!state.exists) await execute(`create schema ${SCHEMA}`);
  for (const statement of statements) await execute(statement);
  await execute(`comment on schema ${SCHEMA} is E'${COMMENT}'`);
  const readers = await execute<{ name: string }>(
    `select distinct quote_ident(r.rolname) as name from pg_namespace n, aclexplode(n.nspacl) a
     join pg_roles r on r.oid = a.grantee where n.nspname = '${SCHEMA}' and a.grantee <> n.nspowner`,
  );
  for (const { name } of readers) await execute(`grant select on all tables in schema ${SCHEMA} to ${name}`);
  return true;
}

import type { PoolClient } from 'pg';
import { OperatorError } from '../operator-error.ts';
import { SCHEMA } from './view.ts';

/** Schemas that every role reads: what is kept there of data, PostgreSQL itself keeps back. */
const SYSTEM = `(n.nspname in ('pg_catalog', 'information_schema') or n.nspname like 'pg\\_toast%' or n.nspname like 'pg\\_temp%')`;

/**
 * SQL: what the role `$1` can do beside reading the views, a line of text each. `case`, since only it keeps PostgreSQL
 * from asking about the wrong kind of thing first.
 */
const REACH = `
  select c.oid::regclass::text as thing from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname <> '${SCHEMA}' and not ${SYSTEM}
    and has_schema_privilege($1, n.oid, 'USAGE') and has_any_column_privilege($1, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')
  union all
  select c.oid::regclass::text || ' (write)' from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and not ${SYSTEM}
    and has_table_privilege($1, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')
  union all
  select 'sequence ' || c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where not ${SYSTEM} and case when c.relkind = 'S' then has_sequence_privilege($1, c.oid, 'USAGE, SELECT, UPDATE') end
  union all
  select 'create in schema ' || n.nspname from pg_namespace n
  where not ${SYSTEM} and has_schema_privilege($1, n.oid, 'CREATE')
  union all
  select 'create schemas' where has_database_privilege($1, current_database(), 'CREATE')
  union all
  select 'function ' || f.oid::regprocedure::text from pg_proc f join pg_namespace n on n.oid = f.pronamespace
  where f.prosecdef and not ${SYSTEM} and has_schema_privilege($1, n.oid, 'USAGE') and has_function_privilege($1, f.oid, 'EXECUTE')`;

/** What a role can do in this database beside reading the views. */
export async function reachOf(client: Pick<PoolClient, 'query'>, role: string): Promise<string[]> {
  const { rows } = await client.query<{ thing: string }>(REACH, [role]);
  return rows.map(({ thing }) => thing);
}

/** Throws OperatorError, with all of it, where the role can do more: somebody granted it to everybody. */
export async function demandNothingElse(client: PoolClient, role: string): Promise<void> {
  const reach = await reachOf(client, role);
  if (reach.length === 0) return;
  const list = reach.map((thing) => `  - ${thing}`).join('\n');
  throw new OperatorError(
    `未作改动：除视图以外，该角色还能触及以下各项，因为有人授权给了所有人（PUBLIC）或该角色；请先收回：\n${list}`,
    'Nothing was changed: beside the views the role would reach what is listed above, because it was granted to PUBLIC or to the role; revoke that first',
  );
}

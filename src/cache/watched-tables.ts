/** Runs one statement in the transaction of the migration. */
export type Execute = <T>(sql: string) => Promise<T[]>;

/** Table of what was written: see docs/cache.md. */
export const WRITES = 'zhiyuan_write';

/** The trigger that tells of a write, and its function. */
export const TRIGGER = 'zhiyuan_note_write';

/**
 * Tables that nothing public is read from, and the feed: what of that is shown depends on the transactions under way,
 * and not on its rows alone. Noting their writes would cost and tell nothing.
 */
const UNWATCHED = [
  'secret',
  'account',
  'role_grant',
  'audit_entry',
  'minor_read',
  'idempotent_answer',
  'attempt',
  'change',
  'webhook_endpoint',
  'webhook_delivery',
];

/** Tables that say nothing but what follows from others: what is read from there changes when these do. */
export const DERIVED = ['activity_rollup', 'activity_touched'];

const listed = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

/** SQL: a condition that the table of this name is none of those. */
export const isNotDerived = (name: string): string => `${name} not in (${listed(DERIVED)})`;

/** SQL: the tables of this schema whose writes are to be noted and are not, or not always. */
const NOT_YET = `select c.relname as name from pg_class c
  where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
    and c.relname not like 'zhiyuan\\_%' and c.relname not in (${listed(UNWATCHED)}) and ${isNotDerived('c.relname')}
    and not exists (select 1 from pg_trigger t where t.tgrelid = c.oid and t.tgname = '${TRIGGER}' and t.tgenabled = 'A')
  order by c.relname`;

export async function areTablesWatched(execute: Execute): Promise<boolean> {
  return (await execute(NOT_YET)).length === 0;
}

/** Has every write to a table noted, whoever writes and however: by hand, by import, while a copy is restored. */
export async function watchTables(execute: Execute): Promise<void> {
  for (const { name } of await execute<{ name: string }>(NOT_YET)) {
    await execute(
      `create or replace trigger "${TRIGGER}" after insert or update or delete or truncate on "${name}"
       for each statement execute function "${TRIGGER}"()`,
    );
    await execute(`alter table "${name}" enable always trigger "${TRIGGER}"`);
  }
}

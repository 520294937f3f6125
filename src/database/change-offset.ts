import type { ClientBase } from 'pg';

/**
 * Lets the change feed go on where its rows came from another server (moved, or restored from a dump). They bear the
 * numbers of that server's transactions; a younger server's own would fall among or before them, and what is written
 * next would stand where every reader has already been. So this server's numbers are counted on from the last one.
 * Does nothing where they follow by themselves. Needs the migration lock, or a transaction of its own.
 */
export async function continueFeed(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ last: string; next: string; offset: string }>(
    `select max(xid)::text as last, pg_snapshot_xmax(pg_current_snapshot())::text as next, change_offset()::text as offset
     from change`,
  );
  const { last, next, offset } = rows[0]!;
  if (last === null || BigInt(last) < BigInt(next) + BigInt(offset)) return;
  const raised = BigInt(last) + 1n - BigInt(next);
  await client.query(
    `create or replace function "change_offset"() returns bigint language sql stable as $$ select ${raised}::bigint $$`,
  );
}

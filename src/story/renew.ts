import { run } from '../database/run.ts';
import type { Writing } from '../writing/writing.ts';

/** A change of what hangs on a row alone is one too: whoever read the version before must learn of it. After a flush. */
export async function renew(
  w: Writing,
  table: 'story' | 'media_asset',
  { id, version }: { id: string; version: number },
  before: number,
): Promise<void> {
  if (version !== before) return;
  await run(w.em, `update ${table} set version = version + 1 where id = $1`, [id]);
}

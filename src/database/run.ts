import type { EntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery } from 'kysely';

/** Runs a statement with bound values (`$1` …) in the entity manager's transaction, if it is in one. */
export async function run<T>(em: EntityManager, text: string, values: readonly unknown[] = []): Promise<T[]> {
  const { rows } = await em.getKysely<never>().executeQuery<T>(CompiledQuery.raw(text, [...values]));
  return rows;
}

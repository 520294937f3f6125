import type { EntityClass, EntityManager, RequiredEntityData } from '@mikro-orm/postgresql';

/**
 * Makes the rows of one list what the plan file says: known keys are updated in place (so that what hangs on them
 * stays), new ones created, missing ones removed. Returns the rows by key. Nothing is flushed.
 */
export function sync<E extends object, F>(
  em: EntityManager,
  entity: EntityClass<E>,
  existing: readonly E[],
  keyOfRow: (row: E) => string,
  facts: readonly F[],
  keyOfFact: (fact: F) => string,
  data: (fact: F, index: number) => RequiredEntityData<E>,
): Map<string, E> {
  const known = new Map(existing.map((row) => [keyOfRow(row), row]));
  const rows = new Map<string, E>();
  for (const [index, fact] of facts.entries()) {
    const key = keyOfFact(fact);
    const row = known.get(key);
    const values = data(fact, index);
    rows.set(key, row ? em.assign(row, values as never) : em.create(entity, values, { persist: true }));
    known.delete(key);
  }
  for (const row of known.values()) em.remove(row);
  return rows;
}

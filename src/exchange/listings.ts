import type { EntityManager } from '@mikro-orm/postgresql';
import { run } from '../database/run.ts';

type Kind = 'party' | 'membership';

/**
 * Which plans' files list the rows that plans share: parties, and members of collectives. What another plan lists is
 * not this plan's to overwrite or to drop; what none lists any more may go.
 */
export class Listings {
  /** Codes of the other plans, by row. */
  readonly #others = new Map<string, string[]>();
  readonly #own = new Map<Kind, Set<string>>();

  /** As they stand before the import of the plan of this code. */
  static async read(em: EntityManager, planCode: string): Promise<Listings> {
    const listings = new Listings();
    for (const kind of ['party', 'membership'] as const) {
      const rows = await run<{ id: string; code: string }>(
        em,
        `select l.${kind}_id as id, p.code from plan_${kind} l join plan p on p.id = l.plan_id order by p.code`,
      );
      const own = new Set<string>();
      for (const { id, code } of rows) {
        if (code === planCode) own.add(id);
        else listings.#others.set(id, [...(listings.#others.get(id) ?? []), code]);
      }
      listings.#own.set(kind, own);
    }
    return listings;
  }

  /** Codes of the other plans whose files list the row. */
  others(id: string): readonly string[] {
    return this.#others.get(id) ?? [];
  }

  /** Rows that this plan's file listed when it was last imported. */
  own(kind: Kind): ReadonlySet<string> {
    return this.#own.get(kind)!;
  }

  /** Rows of the last import that no plan's file lists any more, this one's new file included. */
  dropped(kind: Kind, listed: ReadonlySet<string>): string[] {
    return [...this.own(kind)].filter((id) => !listed.has(id) && this.others(id).length === 0);
  }
}

/** Records what the plan's file lists now; its rows must be there already. */
export async function recordListing(
  em: EntityManager,
  planId: string,
  kind: Kind,
  ids: readonly string[],
): Promise<void> {
  const table = `plan_${kind}`;
  const column = `${kind}_id`;
  await run(em, `delete from ${table} where plan_id = $1 and ${column} <> all($2::uuid[])`, [planId, ids]);
  await run(
    em,
    `insert into ${table} (plan_id, ${column}) select $1, unnest($2::uuid[]) on conflict do nothing`,
    [planId, ids],
  );
}

/**
 * Removes those of the parties that nothing in the database refers to; the others stay for the sake of what hangs on
 * them. Returns the ids of what went.
 */
export async function removeUnreferred(em: EntityManager, partyIds: readonly string[]): Promise<string[]> {
  if (partyIds.length === 0) return [];
  // Asked of the catalogue, so that the references of modules yet to come count as well.
  const references = await run<{ table: string; column: string }>(
    em,
    `select c.conrelid::regclass::text as "table", quote_ident(a.attname) as "column"
     from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confrelid = 'party'::regclass and c.conrelid <> 'plan_party'::regclass`,
  );
  const isFree = references
    .map(({ table, column }) => `not exists (select 1 from ${table} x where x.${column} = p.id)`)
    .join(' and ');
  const removed: string[] = [];
  // A parent is free once its children are gone.
  for (let last = -1; last !== removed.length;) {
    last = removed.length;
    const rows = await run<{ id: string }>(
      em,
      `delete from party p where p.id = any($1::uuid[]) and ${isFree} returning p.id`,
      [partyIds],
    );
    removed.push(...rows.map(({ id }) => id));
  }
  return removed;
}

/** A party that no document supports any more, though an office may still list it, is no longer the document's word. */
export async function withdrawUnsourced(em: EntityManager, partyIds: readonly string[]): Promise<string[]> {
  const rows = await run<{ id: string }>(
    em,
    `update party p set origin = 'OPERATOR', derivation = null where p.id = any($1::uuid[]) and p.origin <> 'OPERATOR'
       and not exists (select 1 from fact_source f where f.subject = p.id) returning p.id`,
    [partyIds],
  );
  return rows.map(({ id }) => id);
}

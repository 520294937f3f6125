import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';
import { isNotDerived, TRIGGER } from './watched-tables.ts';

/** What a statement reads, as far as its text tells. */
export interface StatementReads {
  /** Tables whose writes are noted. */
  tables: readonly string[];
  /** Whether it reads something else as well, whose writes nobody notes. */
  ofAnything: boolean;
  /** Whether it gives something else each time. */
  isPassing: boolean;
}

interface Named {
  name: string;
  kind: 'watched' | 'unwatched' | 'view' | 'function' | 'snapshot' | 'passing';
  /** Text in which the names of what it stands on are. */
  text: string;
}

/** Words that mean the time of day; the functions that change with each call are asked of the database. */
const CLOCK = [
  'now',
  'transaction_timestamp',
  'statement_timestamp',
  'current_timestamp',
  'current_date',
  'current_time',
  'localtime',
  'localtimestamp',
];

/** Functions of the transactions that are under way. */
const SNAPSHOT = `'^(pg_current_snapshot|pg_snapshot_.*|pg_visible_in_snapshot|pg_xact_.*|txid_.*)$'`;

/**
 * SQL: every name that says something of what a statement reads. Functions of extensions read no tables; what is in another
 * schema is reached by that schema's name alone.
 */
const NAMES = `
  select c.relname::text as name, case when c.relkind = 'v' then 'view'
      when exists (select 1 from pg_trigger t where t.tgrelid = c.oid and t.tgname = '${TRIGGER}' and t.tgenabled = 'A') then 'watched'
      else 'unwatched' end as kind,
    case when c.relkind = 'v' then pg_get_viewdef(c.oid) else '' end as text
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname = any(current_schemas(false)) and ${isNotDerived('c.relname')}
  union all
  select p.proname::text, case when p.provolatile = 'v' then 'passing' else 'function' end,
    coalesce(p.prosrc, '') || ' ' || coalesce(pg_get_function_sqlbody(p.oid), '')
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname = any(current_schemas(false))
    and not exists (select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  union all
  select n.nspname::text, 'unwatched', '' from pg_namespace n
  where n.nspname <> all(current_schemas(true)) and n.nspname !~ '^pg_(toast|temp)'
  union all
  select distinct p.proname::text, case when p.proname ~ ${SNAPSHOT} then 'snapshot' else 'passing' end, ''
  from pg_proc p where p.pronamespace = 'pg_catalog'::regnamespace and p.prokind = 'f'
    and (p.provolatile = 'v' or p.proname ~ ${SNAPSHOT})`;

const NOTHING: StatementReads = { tables: [], ofAnything: false, isPassing: false };

/** Statements whose tables are remembered. */
const REMEMBERED = 2_000;

/**
 * Which tables statements read, told by their texts: no statement reads a table without naming it, or a view or function
 * that does. Every word counts, in literals too, so that a table may be told that is not read, but none left out.
 */
export class StatementTables {
  readonly #names: ReadonlyMap<string, StatementReads>;
  readonly #known = new LRUCache<string, StatementReads>({ max: REMEMBERED });

  private constructor(names: ReadonlyMap<string, StatementReads>) {
    this.#names = names;
  }

  static async read(pool: Pick<Pool, 'query'>): Promise<StatementTables> {
    const { rows } = await pool.query<Named>(NAMES);
    for (const name of CLOCK) rows.push({ name, kind: 'passing', text: '' });
    return new StatementTables(resolved(rows));
  }

  of(text: string): StatementReads {
    const known = this.#known.get(text);
    if (known) return known;
    const reads = union([...wordsOf(text)].map((word) => this.#names.get(word) ?? NOTHING));
    this.#known.set(text, reads);
    return reads;
  }
}

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[a-z_][a-z0-9_]*/g));

/** What each name stands for in the end. A name that several bear stands for all of them. */
function resolved(rows: readonly Named[]): ReadonlyMap<string, StatementReads> {
  const byName = Map.groupBy(rows, ({ name }) => name.toLowerCase());
  const found = new Map<string, StatementReads>();
  for (const name of byName.keys()) {
    const reached = new Set([name]);
    // A set grows while it is gone through.
    for (const each of reached)
      for (const { text } of byName.get(each)!)
        for (const word of wordsOf(text)) if (byName.has(word)) reached.add(word);
    const all = [...reached].flatMap((each) => byName.get(each)!);
    found.set(name, union(all.map(ownOf)));
  }
  return found;
}

function ownOf({ name, kind }: Named): StatementReads {
  if (kind === 'watched') return { ...NOTHING, tables: [name] };
  if (kind === 'passing') return { ...NOTHING, isPassing: true };
  return kind === 'unwatched' || kind === 'snapshot' ? { ...NOTHING, ofAnything: true } : NOTHING;
}

const union = (all: readonly StatementReads[]): StatementReads => ({
  tables: [...new Set(all.flatMap(({ tables }) => tables))],
  ofAnything: all.some(({ ofAnything }) => ofAnything),
  isPassing: all.some(({ isPassing }) => isPassing),
});

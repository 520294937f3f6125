import type { Pool, QueryConfig } from 'pg';
import { ADVISORY_LOCKS } from '../advisory-locks.ts';
import { WRITES } from './watched-tables.ts';
import type { Reads } from './reads.ts';

type Database = Pick<Pool, 'query' | 'on' | 'off'>;

/** A look that takes longer is none, in milliseconds: those who wait for it go on without. */
const LONGEST_LOOK = 2_000;

/** Rows of writes that one look goes through; beyond that everything counts as written. */
const MOST_ROWS = 5_000;

/** Rows of writes that every process has seen go after so many milliseconds, and not before. */
const PRUNED_AFTER = 60_000;

/**
 * SQL: the snapshot of this moment ($1: that of the look before), and the tables written by what has become visible in
 * between. A row without a table says up to which transaction rows were pruned.
 */
const LOOK = `select pg_current_snapshot()::text as snapshot, pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
  pg_postmaster_start_time()::text as server, pg_is_in_recovery() as "isStandby", w.count, w.relations
from (select count(*)::int as count, coalesce(array_agg(distinct relation) filter (where
    case when relation = '' then xid > pg_snapshot_xmin($1::pg_snapshot) else not pg_visible_in_snapshot(xid, $1::pg_snapshot) end
  ), '{}') as relations
  from (select xid, relation from ${WRITES} where xid >= pg_snapshot_xmin($1::pg_snapshot) order by xid limit ${MOST_ROWS}) r) w`;

/** SQL: rows of transactions before $1 go, and that they went is said in the same step. */
const PRUNE = `with pruned as (
  delete from ${WRITES} where (select pg_try_advisory_xact_lock(${ADVISORY_LOCKS.PRUNING})) and xid < $1::xid8 returning 1)
  insert into ${WRITES} (xid, relation) select $1::xid8, '' where exists (select 1 from pruned) on conflict do nothing`;

interface Look {
  snapshot: string;
  horizon: string;
  server: string;
  isStandby: boolean;
  count: number;
  relations: string[];
}

/**
 * What has been written in the database, by anybody, since this process last looked. Every look has a number; what was
 * read after look n is still what the database holds at a later look if no table it was read from was found written
 * after n. docs/cache.md says why.
 */
export class DataVersions {
  readonly #database: Database;
  readonly #name: string | undefined;
  readonly #forget = (): void => this.forget();
  /** Number of the last look that is over. */
  last = 0;
  /** What was read before this look is worth nothing. */
  #floor = 1;
  /** The last look at which anything at all had been written. */
  #movedAt = 0;
  /** The last look at which a table was found written. */
  readonly #writtenAt = new Map<string, number>();
  #snapshot: string | null = null;
  #server: string | null = null;
  #running: Promise<number | null> | undefined;
  #next: Promise<number | null> | undefined;
  #mark: { at: number; horizon: string } | null = null;
  /** Whether there are rows from before the mark, and since. */
  #hasOlder = false;
  #hasNewer = false;

  constructor(database: Database, { named }: { named: boolean }) {
    this.#database = database;
    this.#name = named ? 'zg_look' : undefined;
    // A server that went and came back may have lost what it had not promised to keep.
    database.on('error', this.#forget);
  }

  close(): void {
    this.#database.off('error', this.#forget);
  }

  /**
   * Looks, later than now: whoever asks while a look is under way waits for another, which serves all who wait. The number
   * of the look; null when nothing can be said, as where the database cannot be reached.
   */
  look(): Promise<number | null> {
    if (!this.#running) return this.#start();
    return (this.#next ??= this.#running.then(() => {
      this.#next = undefined;
      // One that has begun by now is later than all who wait.
      return this.#running ?? this.#start();
    }));
  }

  /** Whether what was read from these after that look is what the database held at the last look. */
  isFresh(look: number, { tables, ofAnything, isPassing }: Reads): boolean {
    if (isPassing || look < this.#floor || this.#snapshot === null) return false;
    if (ofAnything) return look >= this.#movedAt;
    for (const table of tables) if ((this.#writtenAt.get(table) ?? 0) > look) return false;
    return true;
  }

  /** Nothing read so far is known to hold any more. */
  forget(): void {
    this.#snapshot = null;
  }

  #start(): Promise<number | null> {
    this.#running = this.#look()
      .catch(() => {
        // What asked goes on without; what it reads itself tells what is wrong.
        this.forget();
        return null;
      })
      .finally(() => {
        this.#running = undefined;
      });
    return this.#running;
  }

  async #look(): Promise<number | null> {
    const asked: QueryConfig & { query_timeout: number } = {
      text: LOOK,
      values: [this.#snapshot],
      query_timeout: LONGEST_LOOK,
      ...(this.#name && { name: this.#name }),
    };
    const { rows } = await this.#database.query<Look>(asked);
    const found = rows[0]!;
    // A standby does not tell which transactions are under way.
    if (found.isStandby) {
      this.forget();
      return null;
    }
    this.last += 1;
    this.#note(found, this.last);
    this.#prune(found);
    return this.last;
  }

  #note({ snapshot, server, count, relations }: Look, look: number): void {
    const isNewHere = this.#snapshot === null || server !== this.#server;
    if (isNewHere || count >= MOST_ROWS || relations.includes('')) this.#floor = look;
    if (snapshot !== this.#snapshot) this.#movedAt = look;
    for (const relation of relations) this.#writtenAt.set(relation, look);
    this.#snapshot = snapshot;
    this.#server = server;
  }

  /** Prunes up to where this process stood a while ago, so that others that are asked now and then have seen it too. */
  #prune({ horizon, relations }: Look): void {
    this.#hasNewer ||= relations.length > 0;
    const at = performance.now();
    if (this.#mark && at - this.#mark.at < PRUNED_AFTER) return;
    if (this.#mark && this.#hasOlder) {
      // What is left now goes with the next.
      this.#database.query(PRUNE, [this.#mark.horizon]).catch(() => {});
    }
    this.#hasOlder = this.#hasNewer;
    this.#hasNewer = false;
    this.#mark = { at, horizon };
  }
}

/**
 * Removes rows of transactions that this server has yet to begin, as after a restore from another one: they would count
 * as written at every look. Waits for writes under way, since one of those may bear the id of such a row.
 */
export async function removeForeignWrites(pool: Pick<Pool, 'query' | 'connect'>): Promise<void> {
  const isForeign = 'xid >= pg_snapshot_xmax(pg_current_snapshot())';
  const { rows } = await pool.query(`select 1 from ${WRITES} where ${isForeign} limit 1`);
  if (rows.length === 0) return;
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`lock table ${WRITES} in exclusive mode`);
    await client.query(`delete from ${WRITES} where ${isForeign}`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

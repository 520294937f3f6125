import { type EntityClass, type EntityManager, LockMode, type MikroORM } from '@mikro-orm/postgresql';
import type { ChangeKind } from '../change/change.entity.ts';
import { run } from '../database/run.ts';
import { locate } from '../errors.ts';
import { toGlobalId } from '../graph/ids.ts';
import type { Expression } from '../graph/definition.ts';
import type { Models } from '../graph/models.ts';
import { Bind } from '../graph/sql.ts';
import { type ActionName, may, type Owner } from '../access/rights.ts';
import type { Digest } from '../access/secrets.ts';
import type { Viewer } from '../viewer.ts';
import { type EgressRules, STRICT } from '../egress.ts';
import { checkAttempts, type Guess, type GuessKind } from './attempts.ts';
import { notAllowed, notFound, versionConflict } from './refusal.ts';

/** What a write needs of its surroundings, whether a request or a command asks for it. */
export interface WriteContext {
  orm: MikroORM;
  models: Models;
  viewer: Viewer;
  now: () => Date;
  /** Today's date in Asia/Shanghai, YYYY-MM-DD. */
  today: () => string;
  digest: Digest;
  /** Null outside a request. */
  requestId: string | null;
  /** Asks for the files of removed pictures to go; what is not deleted now is by a later start. */
  purgeMedia?: () => void;
  /** Where the service may send to on behalf of others; without, to what is public. */
  egress?: EgressRules;
  /** Told that public changes were committed, so that those who follow the feed need not wait. */
  announced?: () => void;
  /** Whether the rows it makes are demonstration data. */
  isDemo?: boolean;
}

/** A use case: changes entities of `w.em`, and gives the key of the object it is about. */
export type Service<A> = (w: Writing, args: A) => Promise<string>;

/** One write under way: its transaction, who does it, and what is to be told of it. */
export class Writing {
  readonly em: EntityManager;
  readonly action: ActionName;
  readonly viewer: Viewer;
  readonly now: Date;
  readonly today: string;
  readonly digest: Digest;
  readonly purgeMedia: () => void;
  readonly egress: EgressRules;
  reason: string | null = null;
  /** Of the owner that the right was held against. */
  district = '';
  /** Done once the write is carried out. */
  readonly afterwards: (() => void)[] = [];
  readonly changes: { kind: ChangeKind; district: string; subject: string }[] = [];
  /** Told to whoever wrote, in the answer to this write alone. */
  secret: string | null = null;
  /** What this write may find out by trying: refused, it counts as an attempt at it. */
  guess: Guess | null = null;
  readonly #models: Models;

  constructor(em: EntityManager, action: ActionName, context: WriteContext) {
    this.em = em;
    this.action = action;
    this.viewer = context.viewer;
    this.now = context.now();
    this.today = context.today();
    this.digest = context.digest;
    this.purgeMedia = context.purgeMedia ?? (() => {});
    this.egress = context.egress ?? STRICT;
    this.#models = context.models;
  }

  /** The key in a global id of this model. Throws BAD_ID, with the path in the arguments where it is given. */
  keyOf(model: string, id: string, argument?: readonly string[]): string {
    try {
      return this.#models.keyOf(this.#models.model(model), id);
    } catch (error) {
      throw argument ? locate(error, { argument }) : error;
    }
  }

  /** Whether the viewer may do this to something of that owner. */
  may(owner: Owner): boolean {
    return may(this.viewer, this.action, owner);
  }

  /** Throws NotAllowed unless the viewer may do this to something of that owner. */
  demand(owner: Owner): void {
    this.district = owner.district;
    if (!this.may(owner)) throw notAllowed();
  }

  /**
   * The row with this id, locked until the write ends. Throws NotFound when it is not there, or the viewer may
   * neither change nor see it; NotAllowed when the viewer may only see it; VersionConflict when it has changed since.
   */
  async change<E extends { id: string }>(
    entity: EntityClass<E>,
    model: string,
    id: string,
    ownerOf: (row: E) => Owner | Promise<Owner>,
    version?: number,
  ): Promise<E> {
    const row = await this.em.findOne(entity, { id: this.keyOf(model, id, ['id']) } as never, {
      lockMode: LockMode.PESSIMISTIC_WRITE,
    });
    if (!row) throw notFound(['id']);
    const owner = await ownerOf(row);
    this.district = owner.district;
    if (!this.may(owner)) throw (await this.sees(model, row.id)) ? notAllowed() : notFound(['id']);
    const current = (row as { version?: number }).version;
    if (version !== undefined && current !== undefined && current !== version) throw versionConflict(current);
    return row;
  }

  /** A row that the input refers to. Throws NotFound with the path when the viewer does not see one. */
  async refer<E extends { id: string }>(
    entity: EntityClass<E>,
    model: string,
    id: string,
    path: readonly string[],
  ): Promise<E> {
    const key = this.keyOf(model, id, path);
    const row = await this.em.findOne(entity, { id: key } as never);
    if (!row || !(await this.sees(model, key))) throw notFound(path);
    return row;
  }

  /** The same for a reference that may be absent. */
  async referIfGiven<E extends { id: string }>(
    entity: EntityClass<E>,
    model: string,
    id: string | null | undefined,
    path: readonly string[],
  ): Promise<E | null> {
    return id === null || id === undefined ? null : this.refer(entity, model, id, path);
  }

  /** Says that what follows may find out something by trying. Throws TooManyAttempts. */
  async guesses(kind: GuessKind, of: string | null = null): Promise<void> {
    if (this.viewer.account === null) return;
    await checkAttempts(this.em, this.viewer.account, { kind, of }, this.now);
    this.guess = { kind, of };
  }

  /** Tells the public feed, if the write is carried out. */
  announce(kind: ChangeKind, model: string, row: { id: string; districtCode: string }): void {
    this.changes.push({ kind, district: row.districtCode, subject: toGlobalId(model, row.id) });
  }

  /** Whether the viewer sees the personal data of this row unmasked. */
  seesWhole(model: string, key: string): Promise<boolean> {
    const { whole, table } = this.#models.model(model);
    return this.#meets(whole, table, key);
  }

  /** Whether the viewer sees this row of a model, or of one of its types. */
  sees(model: string, key: string): Promise<boolean> {
    const { visible, table } = this.#models.ofType(model)!;
    return this.#meets(visible, table, key);
  }

  async #meets(condition: Expression | null, table: string, key: string): Promise<boolean> {
    if (!condition) return true;
    const bind = new Bind();
    const term = condition('t', bind, { viewer: this.viewer, today: this.today, now: this.now });
    const found = await run(
      this.em,
      `select 1 from ${table} t where t.id = ${bind.add(key)} and (${term})`,
      bind.values,
    );
    return found.length > 0;
  }
}

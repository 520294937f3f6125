import { type EntityManager, FlushMode, OptimisticLockError } from '@mikro-orm/postgresql';
import { getNamedType, type GraphQLResolveInfo, isObjectType } from 'graphql';
import { v7 } from 'uuid';
import type { Context } from '../context.ts';
import { run } from '../database/run.ts';
import { unauthenticated } from '../errors.ts';
import type { ActionName, MutationName } from '../access/rights.ts';
import { type Guess, noteAttempt } from './attempts.ts';
import { DemonstrationMark } from './demonstration-mark.ts';
import { claim, type Idempotent, settle } from './idempotency.ts';
import { notAllowed, Refusal, UnforeseenConflict } from './refusal.ts';
import { Trail } from './trail.ts';
import { type Service, type WriteContext, Writing } from './writing.ts';

/** What came of a write, as a payload's resolvers read it: the object's key, or the refusals. */
export interface Outcome {
  key: string | null;
  /** What this write alone tells: not one that is repeated. */
  secret: string | null;
  errors: Refusal[];
}

/** What a violated constraint means to the person who wrote, by the constraint's name. */
export type Constraints = Readonly<Record<string, () => Refusal>>;

/** PostgreSQL's codes for a transaction that lost a race and may simply be tried again. */
const RETRY = new Set(['40001', '40P01']);
const TRIES = 5;

/** What a write is told beside its arguments. */
export interface WriteOptions {
  constraints?: Constraints;
  /** Type of the object that is answered: the answer to a repeated request is for whoever still sees it. */
  object?: string;
  /** Throws when nobody waits for the answer any more: whoever was told that time is up finds nothing written. */
  checkAsked?: () => void;
  /** Given what the write tells of itself alone, once it is carried out. */
  tell?: (secret: string) => void;
}
/** PostgreSQL's codes for a violated foreign key, unique index, check and exclusion. */
const VIOLATIONS = new Set(['23503', '23505', '23514', '23P01']);

/**
 * Carries out one use case in one transaction, with its audit entries, public changes and idempotent answer: all of
 * it or nothing. Returns the object's key. Throws Refusal when the rules forbid it.
 *
 * A race that was lost is run again. So is a violation that `constraints` has no meaning for, once: the service then
 * sees what the other has written, and can say what is wrong; only where it still cannot is it an UnforeseenConflict.
 */
export async function write<A extends { idempotencyKey?: string | null }>(
  context: WriteContext,
  action: ActionName,
  service: Service<A>,
  args: A,
  { constraints = {}, ...options }: WriteOptions = {},
): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(context, action, service, args, options);
    } catch (error) {
      const { code = '', constraint } = error as { code?: string; constraint?: string };
      const refusal = constraint === undefined ? undefined : constraints[constraint];
      if (refusal) throw refusal();
      const isViolation = VIOLATIONS.has(code);
      const isRace = RETRY.has(code) || error instanceof OptimisticLockError;
      if (!isViolation && !isRace) throw error;
      if (tries === (isViolation ? 2 : TRIES)) throw new UnforeseenConflict(error);
    }
  }
}

async function attempt<A extends { idempotencyKey?: string | null }>(
  context: WriteContext,
  action: ActionName,
  service: Service<A>,
  args: A,
  { object, checkAsked, tell }: Omit<WriteOptions, 'constraints'>,
): Promise<string> {
  const fork = context.orm.em.fork({ freshEventManager: true });
  const trail = new Trail(context.models);
  fork.getEventManager().registerSubscriber(trail);
  if (context.isDemo) fork.getEventManager().registerSubscriber(new DemonstrationMark());
  const { idempotencyKey, ...input } = args;
  const idempotent: Idempotent | null =
    idempotencyKey && context.viewer.account !== null
      ? { account: context.viewer.account, key: idempotencyKey, action, input }
      : null;
  const afterwards: (() => void)[] = [];
  let guess: Guess | null = null;
  const carriedOut = fork.transactional(
    async (em) => {
      const writing = new Writing(em, action, context);
      const known = idempotent && (await claim(em, idempotent));
      if (known) {
        if (object !== undefined && !(await writing.sees(object, known))) throw notAllowed();
        return known;
      }
      const written = await service(writing, args).finally(() => (guess = writing.guess));
      await em.flush();
      await trail.write(em, {
        at: writing.now,
        account: writing.viewer.account,
        action,
        district: writing.district,
        reason: writing.reason,
        requestId: context.requestId,
      });
      await announce(em, writing);
      if (writing.changes.length > 0 && context.announced) afterwards.push(context.announced);
      if (idempotent) await settle(em, idempotent, written);
      checkAsked?.();
      afterwards.push(...writing.afterwards);
      const { secret } = writing;
      if (tell && secret !== null) afterwards.push(() => tell(secret));
      return written;
    },
    { flushMode: FlushMode.COMMIT },
  );
  try {
    const key = await carriedOut;
    for (const act of afterwards) act();
    return key;
  } catch (error) {
    // Nothing of the write is left, but that it was tried is.
    if (guess !== null)
      await noteAttempt(context.orm.em.fork(), context.viewer.account!, guess, context.now());
    throw error;
  }
}

/**
 * Writes the outbox. Of one object, what happened later stands later: a transaction that began first, and then waited
 * for another to commit, takes that one's place in the order. Nothing is lost by it, since as long as the earlier one
 * ran, nobody was shown the later one's rows.
 */
async function announce(em: EntityManager, { changes, now }: Writing): Promise<void> {
  if (changes.length === 0) return;
  await run(
    em,
    `insert into change (id, xid, kind, at, district_code, subject_id)
     select v.id::uuid, greatest(change_xid(),
         (select max(c.xid) from change c where c.subject_id = v.subject)), v.kind, $1::timestamptz, v.district, v.subject
     from jsonb_to_recordset($2::jsonb) v(id text, kind text, district text, subject text)`,
    [now, JSON.stringify(changes.map((change) => ({ id: v7(), ...change })))],
  );
}

type AnyService = (w: Writing, args: never) => Promise<string>;
type ArgumentsOf<F> = F extends (w: Writing, args: infer A) => Promise<string> ? A : never;

/** Type of the object that a mutation's payload holds. */
function objectOf({ returnType }: GraphQLResolveInfo): string {
  const payload = getNamedType(returnType);
  if (!isObjectType(payload)) throw new Error(`${payload.name} is no payload`);
  const { errors: _, query: __, ...fields } = payload.getFields();
  return getNamedType(Object.values(fields)[0]!.type).name;
}

/** Resolvers of mutations from the services of the same names. Asks for a token; the rest is the service's to judge. */
export function writings<S extends Partial<Record<MutationName, AnyService>>>(
  services: S,
  constraints: Constraints = {},
): {
  [N in keyof S]: (
    parent: unknown,
    args: ArgumentsOf<S[N]>,
    ctx: Context,
    info: GraphQLResolveInfo,
  ) => Promise<Outcome>;
} {
  return Object.fromEntries(
    Object.entries(services).map(([action, service]) => [
      action,
      async (_: unknown, args: never, ctx: Context, info: GraphQLResolveInfo): Promise<Outcome> => {
        if (ctx.viewer.account === null) throw unauthenticated();
        // Once the client was told that time is up, no further write of its document begins.
        ctx.read.tally.check();
        try {
          const checkAsked = () => ctx.read.tally.check();
          let secret: string | null = null;
          const tell = (told: string) => void (secret = told);
          const options = { constraints, object: objectOf(info), checkAsked, tell };
          const key = await write(ctx, action as MutationName, service as Service<never>, args, options);
          return { key, secret, errors: [] };
        } catch (error) {
          if (error instanceof UnforeseenConflict) ctx.log.error({ err: error.cause }, 'fault');
          if (error instanceof Refusal) return { key: null, secret: null, errors: [error] };
          throw error;
        } finally {
          ctx.read.forget();
        }
      },
    ]),
  ) as never;
}

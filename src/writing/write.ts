import { type EntityManager, FlushMode } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import type { Context } from '../context.ts';
import { run } from '../database/run.ts';
import { unauthenticated } from '../errors.ts';
import type { ActionName, MutationName } from '../access/rights.ts';
import { DemonstrationMark } from './demonstration-mark.ts';
import { claim, type Idempotent, settle } from './idempotency.ts';
import { Refusal } from './refusal.ts';
import { Trail } from './trail.ts';
import { type Service, type WriteContext, Writing } from './writing.ts';

/** What came of a write, as a payload's resolvers read it: the object's key, or the refusals. */
export interface Outcome {
  key: string | null;
  errors: Refusal[];
}

/** What a violated constraint means to the person who wrote, by the constraint's name. */
export type Constraints = Readonly<Record<string, () => Refusal>>;

/** PostgreSQL's codes for a transaction that lost a race and may simply be tried again. */
const RETRY = new Set(['40001', '40P01']);
const TRIES = 5;

/**
 * Carries out one use case in one transaction, with its audit entries, public changes and idempotent answer: all of
 * it or nothing. Returns the object's key. Throws Refusal when the rules forbid it.
 */
export async function write<A extends { idempotencyKey?: string | null }>(
  context: WriteContext,
  action: ActionName,
  service: Service<A>,
  args: A,
  constraints: Constraints = {},
): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(context, action, service, args);
    } catch (error) {
      const { code, constraint } = error as { code?: string; constraint?: string };
      const refusal = constraint === undefined ? undefined : constraints[constraint];
      if (refusal) throw refusal();
      if (!RETRY.has(code ?? '') || tries === TRIES) throw error;
    }
  }
}

async function attempt<A extends { idempotencyKey?: string | null }>(
  context: WriteContext,
  action: ActionName,
  service: Service<A>,
  args: A,
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
  const key = await fork.transactional(
    async (em) => {
      const known = idempotent && (await claim(em, idempotent));
      if (known) return known;
      const writing = new Writing(em, action, context);
      const written = await service(writing, args);
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
      if (idempotent) await settle(em, idempotent, written);
      afterwards.push(...writing.afterwards);
      return written;
    },
    { flushMode: FlushMode.COMMIT },
  );
  for (const act of afterwards) act();
  return key;
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
     select v.id::uuid, greatest((pg_current_xact_id()::text)::bigint,
         (select max(c.xid) from change c where c.subject_id = v.subject)), v.kind, $1::timestamptz, v.district, v.subject
     from jsonb_to_recordset($2::jsonb) v(id text, kind text, district text, subject text)`,
    [now, JSON.stringify(changes.map((change) => ({ id: v7(), ...change })))],
  );
}

type AnyService = (w: Writing, args: never) => Promise<string>;
type ArgumentsOf<F> = F extends (w: Writing, args: infer A) => Promise<string> ? A : never;

/** Resolvers of mutations from the services of the same names. Asks for a token; the rest is the service's to judge. */
export function writings<S extends Partial<Record<MutationName, AnyService>>>(
  services: S,
  constraints: Constraints = {},
): { [N in keyof S]: (parent: unknown, args: ArgumentsOf<S[N]>, ctx: Context) => Promise<Outcome> } {
  return Object.fromEntries(
    Object.entries(services).map(([action, service]) => [
      action,
      async (_: unknown, args: never, ctx: Context): Promise<Outcome> => {
        if (ctx.viewer.account === null) throw unauthenticated();
        // Once the client was told that time is up, no further write of its document begins.
        ctx.read.tally.check();
        try {
          const key = await write(ctx, action as MutationName, service as Service<never>, args, constraints);
          return { key, errors: [] };
        } catch (error) {
          if (error instanceof Refusal) return { key: null, errors: [error] };
          throw error;
        } finally {
          ctx.read.forget();
        }
      },
    ]),
  ) as never;
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { badRequest } from '../errors.ts';
import { exportPlan } from '../exchange/export.ts';
import type { PlanBy, Resolvers } from '../generated/resolvers.ts';
import { fromGlobalId } from '../graph/ids.ts';
import type { Row } from '../graph/plan.ts';
import type { Context } from '../context.ts';
import { Plan } from '../plan/plan.entity.ts';
import { comparePlans } from './compare.ts';

/** A comparison before anything of it is read: the codes of the two plans, which both exist. */
export interface Comparison {
  from: string;
  to: string;
}

export const comparisonResolvers: Resolvers = {
  Plan: {
    comparison: async (plan, { with: by }, ctx) => {
      const from = await codeOf(ctx.em(), by);
      return from === null ? null : { from, to: plan['$code'] as string };
    },
  },
  PlanComparison: {
    from: ({ from }, _, ctx, info) => ctx.read.one('Plan', 'code', from, info) as Promise<Row>,
    to: ({ to }, _, ctx, info) => ctx.read.one('Plan', 'code', to, info) as Promise<Row>,
    changes: ({ from, to }, _, ctx) => changes(ctx, from, to),
  },
};

/** The code of the plan that is meant; null when there is none. Throws BAD_ID for an id of another type. */
async function codeOf(em: EntityManager, { id, code, documentNumber }: PlanBy): Promise<string | null> {
  const where = id ? { id: keyOf(id) } : code ? { code } : { documentNumber: documentNumber! };
  return (await em.findOne(Plan, where, { fields: ['code'] }))?.code ?? null;
}

function keyOf(id: string): string {
  const { model, key } = fromGlobalId(id);
  if (model === 'Plan') return key;
  throw badRequest('BAD_ID', '这个 ID 不是 Plan 的', 'This id is not of a Plan', { id });
}

async function changes({ em }: Context, from: string, to: string) {
  if (from === to) return [];
  const [before, after] = [await exportPlan(em(), from), await exportPlan(em(), to)];
  // Neither is gone unless it was removed since this request began.
  return before && after ? comparePlans(before, after) : [];
}

import { exportPlan } from '../exchange/export.ts';
import type { PlanBy, PlanChange, Resolvers } from '../generated/resolvers.ts';
import type { Row } from '../graph/plan.ts';
import type { Context } from '../context.ts';
import { Plan } from '../plan/plan.entity.ts';
import type { PlanFile } from '../planfile/format.ts';
import { comparePlans } from './compare.ts';

/** A comparison before anything of it is read: the codes of the two plans, which both exist. */
export interface Comparison {
  from: string;
  to: string;
}

export const comparisonResolvers: Resolvers = {
  Plan: {
    comparison: async (plan, { with: by }, ctx) => {
      const from = await codeOf(ctx, by);
      return from === null ? null : { from, to: plan['$code'] as string };
    },
  },
  PlanComparison: {
    from: ({ from }, _, ctx, info) => ctx.read.one('Plan', 'code', from, info) as Promise<Row>,
    to: ({ to }, _, ctx, info) => ctx.read.one('Plan', 'code', to, info) as Promise<Row>,
    changes: async ({ from, to }, _, ctx) => {
      const found = await changes(ctx, from, to);
      ctx.read.tally.add(found.length, JSON.stringify(found).length);
      return found;
    },
  },
};

/** The code of the plan that is meant; null when there is none. Throws BAD_ID for an id of another type. */
async function codeOf(ctx: Context, by: PlanBy): Promise<string | null> {
  const [property, given] = Object.entries(by)[0] as [keyof PlanBy, string];
  const where = { [property]: property === 'id' ? ctx.read.keyOf('Plan', given) : given };
  return (await ctx.em().findOne(Plan, where, { fields: ['code'] }))?.code ?? null;
}

async function changes(ctx: Context, from: string, to: string): Promise<PlanChange[]> {
  if (from === to) return [];
  const [before, after] = await Promise.all([planFile(ctx, from), planFile(ctx, to)]);
  // Neither is null unless it was removed since this request began.
  return before && after ? comparePlans(before, after) : [];
}

const read = new WeakMap<Context, Map<string, Promise<PlanFile | null>>>();

/** A plan in full, read once a request: a list compared with one plan reads that one only once. */
function planFile(ctx: Context, code: string): Promise<PlanFile | null> {
  const files = read.get(ctx) ?? new Map<string, Promise<PlanFile | null>>();
  read.set(ctx, files);
  const file = files.get(code) ?? exportPlan(ctx.em(), code);
  files.set(code, file);
  return file;
}

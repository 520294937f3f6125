import type { Context } from '../context.ts';
import type { Resolvers, UnitResolvers } from '../generated/resolvers.ts';
import { matrixRows } from './matrix.ts';
import { expanded } from './responsibility.reads.ts';

/** The day whose memberships count: the one asked for, else today. */
const dated = <A extends { asOf?: string | null }>(args: A, ctx: Context) => ({
  ...args,
  asOf: args.asOf ?? ctx.today(),
});

/** What every kind of party answers alike. */
const party: Pick<UnitResolvers, 'responsibilities'> = {
  responsibilities: (row, args, ctx, info) =>
    ctx.read.pageOf('Party.responsibilities', row, dated(args, ctx), info),
};

export const responsibilityResolvers: Resolvers = {
  Query: {
    responsibilities: (_, args, ctx, info) =>
      ctx.read.page('Responsibility', dated(args, ctx), info, expanded),
  },
  Plan: {
    responsibilityMatrix: (plan, args, ctx) => ({
      plan,
      expand: args.expand,
      asOf: args.asOf ?? ctx.today(),
    }),
    responsibilities: (plan, args, ctx, info) =>
      ctx.read.pageOf('Plan.responsibilities', plan, dated(args, ctx), info),
  },
  Program: {
    responsibilities: (program, args, ctx, info) =>
      ctx.read.pageOf('Program.responsibilities', program, dated(args, ctx), info),
  },
  Requirement: {
    responsibilities: (requirement, args, ctx, info) =>
      ctx.read.pageOf('Requirement.responsibilities', requirement, dated(args, ctx), info),
  },
  Unit: party,
  Collective: party,
  Team: party,
  ResponsibilityMatrix: {
    programs: ({ plan }, _, ctx, info) => ctx.read.many('Plan.programs', plan, info),
    rows: async ({ plan, expand, asOf }, _, ctx, info) => {
      const [programs, responsibilities] = await Promise.all([
        ctx.read.many('Plan.programs', plan, info, {}, [{ path: ['cells', 'program'] }]),
        ctx.read.many('Plan.responsibilities', plan, info, { expand, asOf }, [
          { path: ['cells', 'responsibilities'], needs: ['party', 'program'] },
          { path: ['party'], of: 'party' },
        ]),
      ]);
      const rows = matrixRows(programs, responsibilities);
      // Every row has a cell of its own for each program.
      ctx.read.handOut(programs, rows.length);
      return rows;
    },
  },
};

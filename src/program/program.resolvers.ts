import type { Resolvers } from '../generated/resolvers.ts';
import { lookUp } from '../graph/look-up.ts';

export const programResolvers: Resolvers = {
  Query: {
    program: (_, { by }, ctx, info) => lookUp(ctx, 'Program', by, info),
    programs: (_, args, ctx, info) => ctx.read.page('Program', args, info),
  },
  Plan: {
    programs: (plan, args, ctx, info) => ctx.read.pageOf('Plan.programs', plan, args, info),
  },
  Requirement: {
    tasks: (requirement, _, ctx, info) => ctx.read.many('Requirement.tasks', requirement, info),
  },
  Program: {
    campaigns: (program, _, ctx, info) => ctx.read.many('Program.campaigns', program, info),
    targets: (program, _, ctx, info) => ctx.read.many('Program.targets', program, info),
    indicators: (program, _, ctx, info) => ctx.read.many('Program.indicators', program, info),
    schedules: (program, _, ctx, info) => ctx.read.many('Program.schedules', program, info),
    tasks: (program, _, ctx, info) => ctx.read.many('Program.tasks', program, info),
  },
  Task: {
    parties: (task, _, ctx, info) => ctx.read.many('Task.parties', task, info),
  },
};

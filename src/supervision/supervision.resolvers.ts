import type { Resolvers, UnitResolvers } from '../generated/resolvers.ts';
import { lookUp } from '../graph/look-up.ts';
import { writings } from '../writing/write.ts';
import { difficultyAssign, difficultyRaise, difficultyResolve } from './difficulty.service.ts';
import { findingRecheck, findingRectify } from './finding.service.ts';
import { goodPracticeCreate, goodPracticePublish, goodPracticeRetract } from './good-practice.service.ts';
import { inspectionCreate, inspectionIssue, inspectionUpdate } from './inspection.service.ts';
import { supervisionStatistics } from './statistics.ts';

/** What every kind of party answers alike. */
const party: Pick<UnitResolvers, 'findings' | 'goodPractices'> = {
  findings: (row, args, ctx, info) => ctx.read.pageOf('Party.findings', row, args, info),
  goodPractices: (row, args, ctx, info) => ctx.read.pageOf('Party.goodPractices', row, args, info),
};

export const supervisionResolvers: Resolvers = {
  Query: {
    inspection: (_, { by }, ctx, info) => lookUp(ctx, 'Inspection', by, info),
    inspections: (_, args, ctx, info) => ctx.read.page('Inspection', args, info),
    findings: (_, args, ctx, info) => ctx.read.page('Finding', args, info),
    difficulties: (_, args, ctx, info) => ctx.read.page('Difficulty', args, info),
    goodPractices: (_, args, ctx, info) => ctx.read.page('GoodPractice', args, info),
    supervisionStatistics: (_, args, ctx) =>
      ctx.read.heavily(() => supervisionStatistics(ctx.em(), args, ctx.today())),
  },
  Mutation: writings({
    inspectionCreate,
    inspectionUpdate,
    inspectionIssue,
    findingRectify,
    findingRecheck,
    difficultyRaise,
    difficultyAssign,
    difficultyResolve,
    goodPracticeCreate,
    goodPracticePublish,
    goodPracticeRetract,
  }),
  Unit: party,
  Collective: party,
  Team: party,
  Inspection: {
    findings: (inspection, _, ctx, info) => ctx.read.many('Inspection.findings', inspection, info),
  },
  Finding: {
    rectifications: (finding, _, ctx, info) => ctx.read.many('Finding.rectifications', finding, info),
  },
};

import type { Resolvers } from '../generated/resolvers.ts';
import { writings } from '../writing/write.ts';
import { districtStatistics } from './district.service.ts';
import { definitions, targetDefinitions } from './definitions.ts';
import { measuresOf } from './measure.ts';
import { measurementRecord, measurementRetract } from './measurement.service.ts';

export const progressResolvers: Resolvers = {
  Query: { districtStatistics: (_, args, ctx) => districtStatistics(ctx, args) },
  Mutation: writings({ measurementRecord, measurementRetract }),
  Program: {
    progress: async (program, _, ctx) => {
      const values = (await ctx.read.measure('Program.progress', program)) as Record<
        keyof typeof definitions,
        number
      >;
      return {
        ...measuresOf(definitions, values, ctx.language),
        // Asked for only by whoever wants it: an answer with the time in it is another each time.
        get asOf() {
          return ctx.now().toISOString();
        },
      };
    },
  },
  Target: {
    progress: async (target, _, ctx) => {
      const definition = targetDefinitions[target['$metric'] as string];
      if (target['$basis'] === 'QUALITATIVE' || !definition) return null;
      const value = (await ctx.read.measure('Target.progress', target)) as number;
      const aim = target['$value'] as number | null;
      return {
        value,
        share: aim === null ? null : value / aim,
        definition: definition[ctx.language],
        get asOf() {
          return ctx.now().toISOString();
        },
      };
    },
  },
  Indicator: {
    measurements: (indicator, args, ctx, info) =>
      ctx.read.pageOf('Indicator.measurements', indicator, args, info),
  },
};

import type { Resolvers } from '../generated/resolvers.ts';
import { PRECISION } from '../statistics/guard.ts';
import { readsExactFigures } from '../viewer.ts';
import { writings } from '../writing/write.ts';
import { districtStatistics } from './district.service.ts';
import { definitions, targetDefinitions } from './definitions.ts';
import { measuresOf, type Values } from './measure.ts';
import { measurementRecord, measurementRetract } from './measurement.service.ts';

interface ProgramReached {
  district: string;
  values: Values<keyof typeof definitions>;
}

interface TargetReached {
  district: string;
  exact: number;
  told: number | null;
}

export const progressResolvers: Resolvers = {
  Query: { districtStatistics: (_, args, ctx) => ctx.read.heavily(() => districtStatistics(ctx, args)) },
  Mutation: writings({ measurementRecord, measurementRetract }),
  Program: {
    progress: async (program, _, ctx) => {
      const { district, values } = (await ctx.read.measure('Program.progress', program)) as ProgramReached;
      const knowing = readsExactFigures(ctx.viewer, district) ? 'EXACT' : 'TOLD';
      return {
        ...measuresOf(definitions, values, knowing, ctx.language),
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
      const { district, exact, told } = (await ctx.read.measure('Target.progress', target)) as TargetReached;
      const isExact = definition.told === undefined || readsExactFigures(ctx.viewer, district);
      const value = isExact ? exact : told;
      const aim = target['$value'] as number | null;
      return {
        value,
        precision: isExact || value === null ? null : PRECISION,
        share: aim === null || value === null ? null : value / aim,
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

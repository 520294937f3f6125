import type { Context } from '../context.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { writings } from '../writing/write.ts';
import { definitions, targetDefinitions } from './definitions.ts';
import { measurementRecord, measurementRetract } from './measurement.service.ts';

type Name = keyof typeof definitions;

function measuresOf(values: Record<Name, number>, { language }: Context) {
  const measure = (name: Name) => {
    const { unit, basis, [language]: definition } = definitions[name];
    return { value: values[name], unit: unit[language], basis, definition };
  };
  return Object.fromEntries(
    (Object.keys(definitions) as Name[]).map((name) => [name, measure(name)]),
  ) as Record<Name, ReturnType<typeof measure>>;
}

export const progressResolvers: Resolvers = {
  Mutation: writings({ measurementRecord, measurementRetract }),
  Program: {
    progress: async (program, _, ctx) => {
      const values = (await ctx.read.measure('Program.progress', program)) as Record<Name, number>;
      return { asOf: ctx.now().toISOString(), ...measuresOf(values, ctx) };
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
        asOf: ctx.now().toISOString(),
      };
    },
  },
  Indicator: {
    measurements: (indicator, args, ctx, info) =>
      ctx.read.pageOf('Indicator.measurements', indicator, args, info),
  },
};

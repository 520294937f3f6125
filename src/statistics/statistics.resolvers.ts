import type { Context } from '../context.ts';
import type { QueryRequestStatisticsArgs, Resolvers } from '../generated/resolvers.ts';
import type { Row } from '../graph/plan.ts';
import { money } from '../funding/money.ts';
import { labelOf, lastDay } from './calendar.ts';
import { type Cube, isMoney } from './cube.ts';
import { cubes } from './cubes.ts';
import type { Distribution, Numbers } from './numbers.ts';
import type { Arguments } from './question.ts';
import { type CountByGroup, requestStatistics } from './requests.ts';
import {
  type AnsweredGroup,
  type Statistics,
  statisticsOf,
  statisticsOfParent,
} from './statistics.service.ts';

type Fields = Record<string, (source: any, args: any, ctx: Context, info: any) => unknown>;

/** A bucket of the calendar. */
interface Period {
  unit: string;
  start: string;
}

/** The resolvers of a cube's own types. */
function typesOf(cube: Cube): Record<string, Fields> {
  return {
    [`${cube.type}Statistics`]: {
      groups: (statistics: Statistics) =>
        statistics.groups.map((group): AnsweredGroup => ({ ...group, of: statistics })),
      definitions: (_: Statistics, __: unknown, { language }) =>
        Object.entries(cube.measures).map(([measure, { unit, [language]: definition }]) => ({
          measure,
          definition,
          unit: unit[language],
        })),
    },
    [`${cube.type}Group`]: {
      key: (group: AnsweredGroup) => group,
      measures: ({ numbers }: AnsweredGroup) => numbers,
      share: ({ numbers, of: { total } }: AnsweredGroup, { of }: { of: string }) => {
        const { field } = cube.measures[of]!;
        const [part, whole] = [numbers[field], total[field]] as (number | null | undefined)[];
        return whole && typeof part === 'number' ? part / whole : null;
      },
      runningTotal: ({ running }: AnsweredGroup, { of }: { of: string }) => running[of] ?? null,
    },
    [`${cube.type}GroupKey`]: keysOf(cube),
    [`${cube.type}Measures`]: {
      ...Object.fromEntries(
        Object.values(cube.measures).flatMap((measure) =>
          isMoney(measure)
            ? [
                [
                  measure.field,
                  ({ [measure.field]: yuan }: Numbers) =>
                    yuan === null ? null : money(Math.round((yuan as number) * 100)),
                ],
              ]
            : [],
        ),
      ),
      distribution: ({ distributions }: Numbers, { of }: { of: string }) => distributions[of],
    },
  };
}

function keysOf(cube: Cube): Fields {
  return Object.fromEntries(
    Object.values(cube.dimensions).map(({ key: field }) => [
      field,
      ({ keys, of: { question } }: AnsweredGroup, _: unknown, ctx: Context, info: any) => {
        const at = question.groupings.findIndex(({ dimension }) => dimension.key === field);
        const key = keys[at] ?? null;
        if (key === null) return null;
        const { dimension } = question.groupings[at]!;
        if (dimension.of === 'time') return { unit: question.axis!.unit, start: key } satisfies Period;
        if (dimension.of === 'enum') return key;
        return ctx.read.one(dimension.of === 'party' ? 'Party' : dimension.model, 'id', key, info);
      },
    ]),
  );
}

const activities = cubes.find(({ type }) => type === 'Activity')!;

/** The statistics of activities that hang on a row by this column. */
const ofActivities = (column: string) => (row: Row, args: Arguments, ctx: Context, info: any) =>
  statisticsOfParent(ctx, activities, { column, key: row.$id }, args, info);
const ofParty = { statistics: ofActivities('t.organizer_id') };

export const statisticsResolvers = {
  Query: {
    ...Object.fromEntries(
      cubes.map((cube) => [
        cube.field,
        (_: unknown, args: Arguments, ctx: Context, info: any) => statisticsOf(ctx, cube, args, info),
      ]),
    ),
    requestStatistics: (_: unknown, args: QueryRequestStatisticsArgs, ctx: Context) =>
      ctx.read.heavily(() => requestStatistics(ctx.em(), args, ctx)),
  },
  RequestCountByGroup: {
    group: ({ term }: CountByGroup, _: unknown, ctx: Context, info: any) =>
      ctx.read.one('Term', 'id', term, info),
  },
  Program: { statistics: ofActivities('t.program_id') },
  Unit: ofParty,
  Collective: ofParty,
  Team: ofParty,
  Period: {
    end: ({ unit, start }: Period) => lastDay(start, unit as 'DAY'),
    label: ({ unit, start }: Period, _: unknown, { language }: Context) =>
      labelOf(start, unit as 'DAY', language),
  },
  Distribution: {
    median: ({ percentiles }: Distribution) => percentiles.get(0.5) ?? null,
    percentile: ({ percentiles }: Distribution, { at }: { at: number }) => percentiles.get(at) ?? null,
  },
  ...Object.assign({}, ...cubes.map(typesOf)),
} as unknown as Resolvers;

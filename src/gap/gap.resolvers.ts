import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import type { Resolvers, WeeklyDutyState } from '../generated/resolvers.ts';
import type { Row } from '../graph/plan.ts';
import { kinds, weeklyDuty } from './definitions.ts';
import { gapPage, type GapRow, stateOf, weeklyDuties, type WeeklyDutyRow } from './gap.service.ts';

/** A gap or a weekly duty. */
type Duty = Pick<GapRow, 'responsibilities' | 'facts'>;

type Resolver<T, G = GapRow> = (gap: G, args: unknown, ctx: Context, info: GraphQLResolveInfo) => Promise<T>;

/** The object that a column of the gap names; all gaps of a page take one statement for each column. */
const one =
  (model: string, column: keyof GapRow): Resolver<Row | null> =>
  async (gap, _, ctx, info) =>
    gap[column] === null ? null : ctx.read.one(model, 'id', gap[column], info);

/** The same for what is always there. */
const theOne =
  <K extends keyof GapRow>(model: string, column: K): Resolver<Row, { [key in K]: unknown }> =>
  async (gap, _, ctx, info) =>
    (await ctx.read.one(model, 'id', gap[column], info))!;

const responsibilities: Resolver<Row[], Duty> = async (gap, _, ctx, info) => {
  const rows = await Promise.all(
    gap.responsibilities!.map((key) => ctx.read.one('Responsibility', 'id', key, info)),
  );
  return rows.filter((row) => row !== null);
};

/** The passages of all that makes the duty, each once, in the order of the text. */
const sources: Resolver<Row[], Duty> = async (gap, _, ctx, info) => {
  const lists = await Promise.all(
    // Passages of any fact are found by its key alone, whatever its type.
    gap.facts.map((fact) => ctx.read.many('Responsibility.sources', { $id: fact, $declaredId: fact }, info)),
  );
  return [...new Map(lists.flat().map((passage) => [passage.$id, passage])).values()];
};

const definitionOf = ({ kind }: GapRow, _: unknown, { language }: Context): string => kinds[kind][language];

/** What every kind answers alike. */
const common = {
  definition: definitionOf,
  origin: () => 'PARSED' as const,
  derivation: definitionOf,
  plan: theOne('Plan', 'plan'),
  sources,
};

const program = theOne('Program', 'program');
const party = theOne('Party', 'party');

/** What a gap has not is null in its row already, and its resolver says so. */
const maybe = { program: one('Program', 'program'), party: one('Party', 'party') };

const weeklyDutyDefinition = (_: WeeklyDutyRow, __: unknown, { language }: Context): string =>
  weeklyDuty[language];

const weeksIn =
  (state: WeeklyDutyState) =>
  ({ weeks }: WeeklyDutyRow): number =>
    weeks.filter((week) => stateOf(week) === state).length;

export const gapResolvers: Resolvers = {
  Query: {
    gaps: (_, args, ctx) => gapPage(ctx, args),
    weeklyDuties: (_, args, ctx) => weeklyDuties(ctx, args),
  },
  GapConnection: { byKind: (page) => page.byKind() },
  ProgramWithoutActivity: { ...common, program, party: maybe.party },
  PartyWithoutActivity: { ...common, program, party, responsibilities },
  WeeklyDutyMissed: {
    ...common,
    program,
    party,
    responsibilities,
    schedule: theOne('Schedule', 'schedule'),
    weeks: ({ weeks }) => weeks!.map(weekOf),
    weekCount: ({ weekCount }) => weekCount!,
  },
  WeeklyDuty: {
    definition: weeklyDutyDefinition,
    origin: () => 'PARSED',
    derivation: weeklyDutyDefinition,
    plan: theOne('Plan', 'plan'),
    program,
    party,
    schedule: theOne('Schedule', 'schedule'),
    responsibilities,
    sources,
    weeks: ({ weeks }) =>
      weeks.map((week) => ({
        week: weekOf(week.monday),
        state: stateOf(week),
        activityCount: week.activities,
      })),
    keptCount: weeksIn('KEPT'),
    missedCount: weeksIn('MISSED'),
  },
  TimetableMissing: {
    ...common,
    program,
    party: maybe.party,
    schedule: theOne('Schedule', 'schedule'),
    station: theOne('Venue', 'station'),
    month: ({ month }) => month!,
    publishedAt: ({ publishedAt }) => (publishedAt === null ? null : new Date(publishedAt).toISOString()),
  },
  TargetWithoutMeasurement: {
    ...common,
    program,
    party,
    responsibilities,
    indicator: theOne('Indicator', 'indicator'),
  },
  CollectiveWithoutMembers: { ...common, program: maybe.program, party, responsibilities },
  CitationUnresolved: { ...common, ...maybe, citation: theOne('Citation', 'citation') },
  RequestsLate: { ...common, ...maybe, count: ({ count }) => count! },
};

const DAY = 86_400_000;

/** The week that begins on this Monday; its year is that of its Thursday (ISO 8601). */
export function weekOf(monday: string) {
  const start = Date.parse(monday);
  const thursday = new Date(start + 3 * DAY);
  const year = thursday.getUTCFullYear();
  const number = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY)) + 1;
  const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
  return {
    code: `${year}-W${String(number).padStart(2, '0')}`,
    from: monday,
    to: dayOf(start + 6 * DAY),
  };
}

import { execute, GraphQLError, type GraphQLResolveInfo, parse } from 'graphql';
import type { PoolClient } from 'pg';
import type { Context } from '../../src/context.ts';
import { Models } from '../../src/graph/models.ts';
import { GraphReader, readingOf } from '../../src/graph/reader.ts';
import { Statements } from '../../src/graph/statements.ts';
import { buildSchema, reads } from '../../src/server/schema.ts';
import { AnswerTally } from '../../src/server/tally.ts';
import type { Cube } from '../../src/statistics/cube.ts';
import { activityCube } from '../../src/statistics/cubes/activity.cube.ts';
import type { Arguments } from '../../src/statistics/question.ts';
import {
  type Statistics,
  statisticsOf,
  statisticsOfParent,
} from '../../src/statistics/statistics.service.ts';
import { Turns } from '../../src/turns.ts';
import { ANONYMOUS, type Viewer } from '../../src/viewer.ts';
import type { TestDatabase } from '../setup/database.ts';

/** The same cube without its sums: what it says is counted from the activities. */
const fromActivities: Cube = { ...activityCube, rollups: [] };

const NOW = new Date('2026-11-24T04:00:00Z');
const NUMBERS =
  'count completed cancelled capacity signUps waiting attendances minutes hours fillRate cancellationRate';
const DISTINCT = 'organizers venues';

/** What is asked of each group, in growing number: only without the last two may the sums of programs alone answer. */
export const SELECTIONS = {
  count: 'count',
  numbers: NUMBERS,
  distinct: `${NUMBERS} ${DISTINCT}`,
  median: `${NUMBERS} distribution(of: SIGN_UPS) { median }`,
} as const;

const document = (numbers: string, isCompared: boolean) =>
  parse(`query ($where: ActivityWhere, $groupBy: [ActivityGrouping!], $having: [ActivityHaving!], $orderBy: [ActivityStatisticsOrder!], $first: Int) {
    activityStatistics(where: $where, groupBy: $groupBy, having: $having, orderBy: $orderBy, first: $first) {
      groupCount groups { measures { ${numbers} } share ${numbers === 'count' ? '' : 'runningTotal(of: HOURS)'}
        ${isCompared ? `previous { ${numbers} } yearEarlier { ${numbers} }` : ''} }
      total { ${numbers} } others { ${numbers} } } }`);

export interface Asked {
  variables: Arguments;
  selection: keyof typeof SELECTIONS;
  /** Whether each bucket is compared with others. */
  isCompared?: boolean;
  viewer?: Viewer;
  /** Of which programs or organizers the activities are asked for, one by one. */
  parents?: { column: string; keys: readonly string[] } | null;
}

export interface Both {
  counted: unknown;
  summed: unknown;
  /** Whether the second was read from the sums. */
  isFromSums: boolean;
  /** Milliseconds. */
  took: { counted: number; summed: number };
}

/** Asks for activities in the snapshot of a connection, both ways. */
export function asking({ orm }: TestDatabase) {
  const schema = buildSchema();
  const models = new Models(orm, reads);
  return async (
    client: PoolClient,
    { variables, selection, isCompared = false, viewer = ANONYMOUS, parents }: Asked,
  ): Promise<Both> => {
    const texts: string[] = [];
    const logged = {
      query: (query: { text: string }) => {
        texts.push(query.text);
        return client.query(query);
      },
    } as unknown as PoolClient;
    const reading = readingOf(models, new Statements(logged, { named: false }), new Turns(1));
    const asker = { viewer, today: '2026-11-24', now: NOW };
    const context = {
      read: new GraphReader(reading, asker, new AnswerTally()),
      models,
      viewer,
      now: () => NOW,
      today: () => asker.today,
      language: 'zh',
    } as unknown as Context;
    const answers = async (cube: Cube, args: Arguments, info: GraphQLResolveInfo): Promise<unknown> => {
      try {
        const all = parents
          ? await Promise.all(
              parents.keys.map((key) =>
                statisticsOfParent(context, cube, { column: parents.column, key }, args, info),
              ),
            )
          : [await statisticsOf(context, cube, args, info)];
        return all.map(shown);
      } catch (error) {
        // What is refused is refused either way.
        if (error instanceof GraphQLError) return error.message;
        throw error;
      }
    };
    let both: Both | undefined;
    const activityStatistics = async (args: Arguments, _: unknown, info: GraphQLResolveInfo) => {
      const start = performance.now();
      const counted = await answers(fromActivities, args, info);
      const middle = performance.now();
      texts.length = 0;
      const summed = await answers(activityCube, args, info);
      const took = { counted: middle - start, summed: performance.now() - middle };
      both = {
        counted,
        summed,
        took,
        isFromSums: texts.some((text) => text.includes('from activity_rollup')),
      };
      return null;
    };
    const { errors } = await execute({
      schema: withoutResolvers(schema),
      document: document(SELECTIONS[selection], isCompared),
      variableValues: { ...variables },
      rootValue: { activityStatistics },
      contextValue: context,
    });
    // The answer is null where none may be: that alone is no fault.
    const fault = errors?.find(({ message }) => !message.startsWith('Cannot return null'));
    if (fault) throw fault.originalError ?? fault;
    return both!;
  };
}

/** The root of the schema with a value instead of its resolvers. */
function withoutResolvers(schema: ReturnType<typeof buildSchema>) {
  delete schema.getQueryType()!.getFields()['activityStatistics']!.resolve;
  return schema;
}

/** Sums of fractions may differ in their last binary digits, whatever the order they are added in. */
const shown = ({ groups, groupCount, total, others }: Statistics): unknown =>
  JSON.parse(
    JSON.stringify({ groups, groupCount, total, others }, (_, item: unknown) =>
      typeof item === 'number' ? Number(item.toPrecision(12)) : item instanceof Map ? [...item] : item,
    ),
  );

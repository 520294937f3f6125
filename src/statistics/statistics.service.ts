import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { badRequest } from '../errors.ts';
import type { StatementParts } from '../graph/reading/own-statement.ts';
import { demandDistrict } from '../plan/district.ts';
import { districtsOf } from '../viewer.ts';
import { arrange, type Arranged, type Group } from './arrange.ts';
import { bucketOf, FIRST_DAY, shifted } from './calendar.ts';
import { readCells, readOthers, type Reading, suppressedOr } from './cells.ts';
import type { Cube, Rollup } from './cube.ts';
import { type Needs, needsOf } from './needs.ts';
import { numberingOf, type Numbers } from './numbers.ts';
import { accessTo, readerOf, refusePersonal, refuseUnlessPublic } from './people.ts';
import { type Arguments, type Question, questionOf } from './question.ts';
import { askedOf, rollupFor } from './rollup.ts';
import { type Clock, lift, putBack, type Range, rangeOf, remainder } from './range.ts';
import type { Parents, Scope } from './rows-sql.ts';

/** Statistics as their resolvers read them. */
export interface Statistics {
  cube: Cube;
  question: Question;
  groups: Group[];
  groupCount: number;
  total: Numbers;
  others: Numbers;
}

/** What a group's numbers and key are, for the resolvers below it. */
export interface AnsweredGroup extends Group {
  of: Statistics;
}

/** What is weighed against: without it, nothing could be selected or put in order by it. */
function needAll(needs: Needs, { having, orderBy }: Arguments): void {
  for (const { measure } of having ?? []) needs.measures.add(measure);
  for (const { measure, quantity, statistic } of orderBy ?? []) {
    if (measure) needs.measures.add(measure);
    if (!quantity) continue;
    const shares = needs.quantities.get(quantity) ?? new Set();
    needs.quantities.set(quantity, statistic === 'MEDIAN' ? shares.add(0.5) : shares);
  }
}

/** Statistics of all rows of a cube that the asker sees, or of those that its guard lets through. */
export async function statisticsOf(
  ctx: Context,
  cube: Cube,
  args: Arguments,
  info: GraphQLResolveInfo,
): Promise<Statistics> {
  const [statistics] = await answer(ctx, cube, args, needsOf(cube, info), null);
  return statistics!;
}

/** Statistics of the rows that hang on a row each: those of one tick come from one statement. */
export function statisticsOfParent(
  ctx: Context,
  cube: Cube,
  parent: { column: string; key: string },
  args: Arguments,
  info: GraphQLResolveInfo,
): Promise<Statistics> {
  const needs = needsOf(cube, info);
  const shape = JSON.stringify([cube.type, parent.column, args, shapeOf(needs)]);
  const loaders = loadersOf(ctx);
  const loader =
    loaders.get(shape) ??
    new DataLoader<string, Statistics>(
      (keys) => answer(ctx, cube, args, needs, { column: parent.column, keys }),
      // Within one tick it is shared; a write may come before the next.
      { cache: false },
    );
  loaders.set(shape, loader);
  return loader.load(parent.key);
}

const shapeOf = (needs: Needs): unknown => [
  [...needs.measures],
  [...needs.quantities].map(([name, at]) => [name, ...at]),
  needs.comparisons,
  needs.others,
  [...needs.running],
  [...needs.shares],
];

const loaders = new WeakMap<Context, Map<string, DataLoader<string, Statistics>>>();

function loadersOf(ctx: Context): Map<string, DataLoader<string, Statistics>> {
  const known = loaders.get(ctx) ?? new Map<string, DataLoader<string, Statistics>>();
  loaders.set(ctx, known);
  return known;
}

async function answer(
  ctx: Context,
  cube: Cube,
  args: Arguments,
  needs: Needs,
  parents: Parents | null,
): Promise<Statistics[]> {
  const asked = questionOf(cube, args, needs);
  needAll(needs, args);
  const access = cube.people ? accessTo(ctx, args.districtCode!) : null;
  if (access) {
    if (access.protection) refuseUnlessPublic(asked, needs);
    refusePersonal(ctx.models, ctx.models.model(cube.type), asked.where, ['where']);
    await demandDistrict(ctx.em(), args.districtCode!);
  }
  const viewer = cube.restricted ? readerOf(ctx, cube) : access?.viewer;
  if (cube.restricted && districtsOf(ctx.viewer, 'ANALYST').length > 0)
    refusePersonal(ctx.models, ctx.models.model(cube.type), asked.where, ['where']);
  await demandVocabularies(ctx, asked);
  const planYears = await ctx.read.planYears(asked.where);
  const clock: Clock = {
    // Asked for only where a condition is relative to it.
    get now() {
      return ctx.now();
    },
    today: ctx.today(),
    planYears,
  };
  const rollup = rollupFor(asked, needs, parents, planYears);
  const question = rollup && (await isRead(ctx, rollup)) ? askedOf(rollup, asked) : asked;
  const { range, scope } = scopeOf(question, needs, args, {
    parents,
    clock,
    isProtected: access?.protection != null,
  });
  const numbering = numberingOf(question.cube, needs);
  const reading: Reading = {
    read: ctx.read,
    ...(viewer && { viewer }),
    question,
    numbering,
    scope,
    protection: access?.protection ?? null,
  };
  const { groups, totals } = await readCells(reading);
  const none = suppressedOr(reading, numbering);
  const byParent = Map.groupBy(groups, ({ parent }) => parent);
  const keys = parents?.keys ?? [''];
  const arranged = keys.map((parent) =>
    arrange({
      question,
      cells: byParent.get(parent) ?? [],
      parent,
      range,
      none,
      running: needs.running,
    }),
  );
  const others = await othersOf(reading, needs, arranged);
  return keys.map((parent, i) => {
    const { groups, groupCount } = arranged[i]!;
    // A group is an object of the answer, and so are its key and its numbers.
    ctx.read.tally.add(groups.length * 3, groups.length * (needs.measures.size + 2) * 16);
    return {
      cube,
      question,
      groups,
      groupCount,
      total: totals.get(parent) ?? none,
      others: others.get(parent) ?? none,
    };
  });
}

const isRead = async ({ read }: Context, { isFarBehind }: Rollup): Promise<boolean> =>
  (await read.statement(() => isFarBehind))[0]![0] === false;

/** Without groups there are no others; where none is left out, there are none either. */
async function othersOf(reading: Reading, needs: Needs, arranged: readonly Arranged[]) {
  if (!needs.others || reading.question.groupings.length === 0) return new Map<string, Numbers>();
  return readOthers(
    reading,
    arranged.flatMap(({ listed }) => listed),
  );
}

/** Throws BAD_VALUE for a code that no list has: none of its terms is another thing than none in a group. */
async function demandVocabularies(ctx: Context, { groupings }: Question): Promise<void> {
  for (const [i, { vocabulary }] of groupings.entries()) {
    if (!vocabulary) continue;
    const found = await ctx.read.statement(
      ({ bind }) => `select 1 from vocabulary where code = ${bind.add(vocabulary)} limit 1`,
    );
    if (found.length > 0) continue;
    throw badRequest('BAD_VALUE', `没有词表 ${vocabulary}`, `No vocabulary has the code ${vocabulary}`, {
      argument: ['groupBy', String(i), 'vocabulary'],
    });
  }
}

/**
 * Which rows are read. Where groups are compared, the condition on the axis of time is lifted, so that the buckets
 * before the first have their rows: these are read and marked.
 */
function scopeOf(
  { cube, groupings, axis, where }: Question,
  needs: Needs,
  args: Arguments,
  { parents, clock, isProtected }: { parents: Parents | null; clock: Clock; isProtected: boolean },
): { range: Range; scope: (parts: StatementParts) => Scope } {
  const dimension = axis ? groupings[axis.at]!.dimension : null;
  const path = (dimension?.of === 'time' && dimension.where) || null;
  const isDate = dimension?.of === 'time' && (dimension.isDate ?? false);
  const { conditions, rest } = path ? lift(where, path) : { conditions: [], rest: where };
  if (needs.comparisons && path) refuseHidden(rest, path);
  const range = rangeOf(conditions, isDate, clock);
  const isLifted = needs.comparisons && conditions.length > 0;
  const scope = ({ bind, where: whereSql, visible }: StatementParts): Scope => {
    const people = cube.people;
    const terms = people
      ? [`${people.district} = ${bind.add(args.districtCode)}`, isProtected ? `(${people.rows})` : null]
      : [visible(cube.type, 't')];
    terms.push(whereSql(cube.type, 't', isLifted ? rest : where));
    if (isLifted && range.from !== null) {
      const yearBefore = shifted(bucketOf(range.from, axis!.unit), 'YEAR', -1);
      const from = `${bind.add(yearBefore < FIRST_DAY ? FIRST_DAY : yearBefore)}::date`;
      // A week of the same number may begin some days before that day.
      const earliest = `(${from} - 7)`;
      const sql = dimension!.sql as string;
      terms.push(
        isDate ? `${sql} >= ${earliest}` : `${sql} >= ${earliest}::timestamp at time zone 'Asia/Shanghai'`,
      );
    }
    return {
      terms,
      within: isLifted ? whereSql(cube.type, 't', putBack(conditions, path!)) : null,
      parents,
      joins: isProtected ? (cube.people?.rowsJoins ?? []) : [],
    };
  };
  return { range, scope };
}

/** Other buckets are unknown where the condition on the time cannot be lifted. Throws BAD_VALUE, with its place. */
function refuseHidden(rest: Question['where'], path: readonly string[]): void {
  const at = remainder(rest, path);
  if (at === null) return;
  const name = path.join('.');
  throw badRequest(
    'BAD_VALUE',
    `previous 与 yearEarlier 要求时间轴的条件 ${name} 写在 where 最上层或其 and 之内，不能在 or 与 not 之下`,
    `previous and yearEarlier need the condition on the axis of time, ${name}, at the top of where or in its and, not below or or not`,
    { argument: ['where', ...at] },
  );
}

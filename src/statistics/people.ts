import type { Context } from '../context.ts';
import { badRequest, type Bilingual } from '../errors.ts';
import type { Model } from '../graph/model.ts';
import type { Models } from '../graph/models.ts';
import { Bind } from '../graph/sql.ts';
import { ANONYMOUS, districtsOf, readsExactFigures, type Viewer } from '../viewer.ts';
import { CALENDAR_UNITS, type Cube, type People } from './cube.ts';
import { type Guard, guard, seedOf } from './guard.ts';
import type { Needs } from './needs.ts';
import { monthStarting, WHOLE_MONTHS } from './periods.ts';
import type { Question } from './question.ts';

type Where = Readonly<Record<string, unknown>>;

/** How somebody may read statistics of people: as whom, and whether protected. */
export interface Access {
  viewer: Viewer;
  protection: { guard: Guard; seed: string } | null;
}

/**
 * The office and the analysts of the district get exact figures; everybody else those that the guard lets through, and
 * these are the same whoever asks: they are read as nobody in particular.
 */
export function accessTo(ctx: Pick<Context, 'viewer' | 'digest'>, district: string): Access {
  const { viewer, digest } = ctx;
  if (!readsExactFigures(viewer, district))
    return { viewer: ANONYMOUS, protection: { guard: guard(digest), seed: seedOf(digest) } };
  // What an analyst groups by, a condition may speak of, too: volunteers, which as rows only the office sees.
  return { viewer: asOffice(viewer, [district]), protection: null };
}

const asOffice = (viewer: Viewer, districts: readonly string[]): Viewer => ({
  ...viewer,
  roles: [
    ...viewer.roles,
    ...districts.map((district) => ({ role: 'OFFICE' as const, district, party: null })),
  ],
});

/**
 * As whom rows are counted that most may not see: analysts get the figures of all of their districts. Throws
 * NOT_ALLOWED for who could see none, whatever there is: figures of nothing would pass for zeros.
 */
export function readerOf(ctx: Pick<Context, 'viewer' | 'now' | 'today' | 'models'>, cube: Cube): Viewer {
  const viewer = asOffice(ctx.viewer, districtsOf(ctx.viewer, 'ANALYST'));
  const asking = { viewer, now: ctx.now(), today: ctx.today() };
  if (ctx.models.model(cube.type).visible?.('t', new Bind(), asking) !== 'false') return viewer;
  const { readers, totals } = cube.restricted!;
  throw badRequest(
    'NOT_ALLOWED',
    `只有${readers.zh}可以查询${cube.zh}的统计；其他人有公开的合计 ${totals.zh}`,
    `${readers.en} may ask for statistics of ${cube.en}; others have the public totals ${totals.en}`,
  );
}

const refused = (zh: string, en: string, ...argument: string[]) =>
  badRequest('NOT_ALLOWED', zh, en, { argument });

/** Names, numbers, telephones and words about somebody find nobody in statistics, whoever asks. Throws NOT_ALLOWED. */
export function refusePersonal(models: Models, model: Model, where: Where | null, path: string[]): void {
  for (const [key, value] of Object.entries(where ?? {})) {
    const at = [...path, key];
    if (value === null || value === undefined) continue;
    if (model.untold.has(key) || model.identifying.has(key)) {
      throw refused(
        '统计的条件中不能有个人信息、指认个人的编号，也不能有写个人的文字',
        'Statistics take no conditions on personal data, on numbers that tell who somebody is, nor on words about a person',
        ...at,
      );
    }
    if (key === 'and' || key === 'or') {
      for (const [i, inner] of (value as Where[]).entries())
        refusePersonal(models, model, inner, [...at, String(i)]);
      continue;
    }
    const relation = models.findRelation(`${model.name}.${key}`);
    const target = key === 'not' ? model.name : (model.toOne.get(key)?.target ?? relation?.target);
    if (target === undefined) continue;
    const inner = key !== 'not' && relation ? Object.entries(value) : [[null, value] as const];
    for (const [quantifier, condition] of inner) {
      const below = quantifier === null ? at : [...at, quantifier];
      refusePersonal(models, models.model(target), condition as Where, below);
    }
  }
}

/** Holds a question without the right to what says nothing of a person. Throws NOT_ALLOWED, with the argument. */
export function refuseUnlessPublic(
  { cube, groupings, where, having, orderBy }: Question,
  needs: Needs,
): void {
  const who = {
    zh: '只有本区文明办与分析员可以',
    en: 'Only the office and the analysts of the district may',
  };
  for (const [i, { by, dimension, unit }] of groupings.entries()) {
    if (!dimension.isPublic) {
      throw refused(`${who.zh}按 ${by} 分组`, `${who.en} group by ${by}`, 'groupBy', String(i));
    }
    const finest = dimension.of === 'time' ? dimension.finest : undefined;
    if (finest && CALENDAR_UNITS.indexOf(unit ?? 'MONTH') < CALENDAR_UNITS.indexOf(finest)) {
      throw refused(
        `${who.zh}按比 ${finest} 更细的单位分组`,
        `${who.en} group by units finer than ${finest}`,
        'groupBy',
        String(i),
        'unit',
      );
    }
  }
  const open = publicMeasures(cube);
  const asked = [...needs.measures, ...having.map(({ measure }) => measure)];
  asked.push(...orderBy.flatMap(({ measure }) => measure ?? []));
  const closed = asked.find((name) => !open.has(name)) ?? [...needs.quantities.keys()][0];
  if (closed !== undefined) {
    throw refused(
      `${who.zh}查询 ${closed}；其他人只有 ${[...open].join('、')}`,
      `${who.en} ask for ${closed}; others have ${[...open].join(', ')}`,
    );
  }
  if (needs.others) {
    throw refused(`${who.zh}查询 others；其他人有 total`, `${who.en} ask for others; others have total`);
  }
  const picked: string[] = [];
  checkPublicWhere(cube.people!, where ?? {}, { fields: [], path: ['where'], who, picked });
  refuseManyThings(cube.people!, [...groupings.map(({ dimension }) => dimension.key), ...picked], who);
}

/**
 * By many things at once, as by what is left of a list that one cuts anywhere, there were so many figures with and
 * without the same few people that together they would tell of these. Throws NOT_ALLOWED. A condition on what is grouped
 * by as well parts nothing further; each of a list does.
 */
function refuseManyThings({ things: most }: People, names: readonly string[], who: Bilingual): void {
  const things = names.filter((name, i) => name === EACH || names.indexOf(name) === i).length;
  if (things <= most) return;
  throw refused(
    `${who.zh}同时按 ${things} 项分组与取条件；其他人至多 ${most} 项`,
    `${who.en} group by and pick ${things} things at once; others have ${most} at most`,
    'groupBy',
  );
}

/** The name of whatever is one of a list. */
const EACH = 'some';
/** That of the time, as keys have it. */
const PERIOD = 'period';

/** What a condition picks, by the name that it has as a key: the last that is not how it is told apart. */
const thingOf = (field: readonly string[], rule: 'ONE' | 'PERIOD'): string =>
  rule === 'PERIOD' ? PERIOD : field.findLast((name) => name !== 'id' && name !== 'code')!;

/** What everybody may ask for: how many rows, and how many people. */
const publicMeasures = ({ measures }: Cube): Set<string> =>
  new Set(
    Object.entries(measures).flatMap(([name, { field }]) =>
      field === 'count' || field === 'people' ? [name] : [],
    ),
  );

/** Where a condition stands, and what those before it picked. */
interface Checking {
  fields: readonly string[];
  path: readonly string[];
  who: Bilingual;
  picked: string[];
}

/** What a condition may pick where it may name one thing: that thing, or one period of the calendar. */
function checkPublicWhere(people: People, where: Where, checking: Checking): void {
  const { fields, path, who, picked } = checking;
  for (const [key, value] of Object.entries(where)) {
    if (value === null || value === undefined) continue;
    const at = [...path, key];
    if (key === 'and') {
      for (const [i, inner] of (value as Where[]).entries())
        checkPublicWhere(people, inner, { ...checking, path: [...at, String(i)] });
      continue;
    }
    const field = [...fields, key];
    const name = field.join('.');
    const rule = people.where[name];
    if (rule) {
      CHECKS[rule](value as Where, at, who);
      picked.push(thingOf(field, rule));
    } else if (Object.keys(people.where).some((other) => other.startsWith(`${name}.`)))
      checkPublicWhere(people, value as Where, { ...checking, fields: field, path: at });
    else {
      const open = Object.keys(people.where).join(', ');
      throw refused(
        `${who.zh}以 ${name} 为条件；其他人只能用 ${open}`,
        `${who.en} set conditions on ${name}; others have ${open}`,
        ...at,
      );
    }
  }
}

/**
 * One thing, or one period that everybody's figures are told of: with any set of things and any periods there were so
 * many figures with and without the same few people that together they would tell of these.
 */
const CHECKS = {
  ONE: (condition: Where, path: readonly string[], who: Bilingual): void => {
    const more = Object.keys(condition).find((key) => key !== 'eq' && isGiven(condition[key]));
    if (more === undefined) return;
    throw refused(
      `${who.zh}用条件 ${more}；其他人用 eq`,
      `${who.en} set the condition ${more}; others have eq`,
      ...path,
      more,
    );
  },
  PERIOD: (condition: Where, path: readonly string[], who: Bilingual): void => {
    const given = Object.keys(condition).filter((key) => isGiven(condition[key]));
    if (given.length === 0) return;
    const { gte, lt, during } = condition;
    if (given.length === 1 && typeof during === 'string' && WHOLE_MONTHS.has(during)) return;
    if (given.length === 2 && typeof gte === 'string' && typeof lt === 'string' && isPeriod(gte, lt)) return;
    throw refused(
      `${who.zh}取任意的时间；其他人取一个整月、整季度或整年：gte 与 lt 为其首日及次期首日零时（Asia/Shanghai），或 during`,
      `${who.en} ask for any time; others have one whole month, quarter or year: its first instant as gte and that of the next as lt in Asia/Shanghai, or during`,
      ...path,
    );
  },
} as const;

const isGiven = (value: unknown): boolean => value !== null && value !== undefined;

/**
 * Whether figures of people of these days, the last included, may be told to everybody: of one whole month, quarter or
 * year, the present one as far as it is. Of any run of months there would be as many as of any other set.
 */
export function isToldPeriod({ from, to }: { from: string; to: string }, today: string): boolean {
  const [year, month, day] = from.split('-').map(Number) as [number, number, number];
  return [1, 3, 12].some((months) => {
    if (day !== 1 || (month - 1) % months !== 0) return false;
    const last = new Date(Date.UTC(year, month - 1 + months, 0)).toISOString().slice(0, 10);
    return to === last || (from <= today && today <= to && to < last);
  });
}

/** Whether these are the beginnings, in Asia/Shanghai, of a month, a quarter or a year and of the next. */
function isPeriod(gte: string, lt: string): boolean {
  const [from, to] = [monthStarting(gte), monthStarting(lt)];
  if (from === null || to === null) return false;
  const months = to - from;
  return months === 1 || (months === 3 && from % 3 === 0) || (months === 12 && from % 12 === 0);
}

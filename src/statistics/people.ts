import type { Context } from '../context.ts';
import { badRequest } from '../errors.ts';
import type { Model, Models } from '../graph/model.ts';
import { OFFSET } from '../shanghai.ts';
import { ANONYMOUS, districtsOf, type Viewer } from '../viewer.ts';
import { CALENDAR_UNITS, type Cube, type People } from './cube.ts';
import { type Guard, guard, seedOf } from './guard.ts';
import type { Needs } from './needs.ts';
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
  const isTrusted = (['OFFICE', 'ANALYST'] as const).some((role) =>
    districtsOf(viewer, role).includes(district),
  );
  if (!isTrusted) return { viewer: ANONYMOUS, protection: { guard: guard(digest), seed: seedOf(digest) } };
  // What an analyst groups by, a condition may speak of, too: volunteers, which as rows only the office sees.
  return {
    viewer: { ...viewer, roles: [...viewer.roles, { role: 'OFFICE', district, party: null }] },
    protection: null,
  };
}

const refused = (zh: string, en: string, ...argument: string[]) =>
  badRequest('NOT_ALLOWED', zh, en, { argument });

/** Names, telephones and words about somebody find nobody in statistics, whoever asks. Throws NOT_ALLOWED. */
export function refusePersonal(models: Models, model: Model, where: Where | null, path: string[]): void {
  for (const [key, value] of Object.entries(where ?? {})) {
    const at = [...path, key];
    if (value === null || value === undefined) continue;
    if (model.untold.has(key)) {
      throw refused(
        '统计的条件中不能有个人信息，也不能有写个人的文字',
        'Statistics take no conditions on personal data, nor on words about a person',
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
  checkPublicWhere(cube.people!, where, ['where'], who);
}

/** What everybody may ask for: how many rows, and how many people. */
const publicMeasures = ({ measures }: Cube): Set<string> =>
  new Set(
    Object.entries(measures).flatMap(([name, { field }]) =>
      field === 'count' || field === 'people' ? [name] : [],
    ),
  );

function checkPublicWhere(
  people: People,
  where: Where | null,
  path: string[],
  who: { zh: string; en: string },
): void {
  for (const [key, value] of Object.entries(where ?? {})) {
    if (value === null || value === undefined) continue;
    const at = [...path, key];
    if (key !== 'and' && !people.where.includes(key)) {
      throw refused(`${who.zh}以 ${key} 为条件`, `${who.en} set conditions on ${key}`, ...at);
    }
    if (key !== 'and') checkPlain(value, at, who);
    else {
      for (const [i, inner] of (value as Where[]).entries())
        checkPublicWhere(people, inner, [...at, String(i)], who);
    }
  }
}

/**
 * Conditions are to pick what has something, not what has it not, nor several at once, and periods of whole months:
 * else there were so many sets with and without the same few people that their mean would tell of these.
 */
function checkPlain(condition: unknown, path: readonly string[], who: { zh: string; en: string }): void {
  if (Array.isArray(condition)) {
    for (const [i, inner] of condition.entries()) checkPlain(inner, [...path, String(i)], who);
    return;
  }
  for (const [key, value] of Object.entries(condition as Where)) {
    if (value === null || value === undefined) continue;
    const at = [...path, key];
    if (key === 'eq' || ((key === 'gte' || key === 'lt') && startsMonth(value))) continue;
    const isNested = typeof value === 'object' && !REFUSED.has(key);
    if (!isNested) {
      throw refused(
        `${who.zh}用条件 ${key}；其他人用 eq、some、and，时间用 gte 与 lt 取各月一日零时（Asia/Shanghai）`,
        `${who.en} set the condition ${key}; others have eq, some and and, and for times gte and lt with the first instants of months in Asia/Shanghai`,
        ...at,
      );
    }
    checkPlain(value, at, who);
  }
}

/** Conditions that hold a list or a condition, and are more than one that holds. */
const REFUSED = new Set(['or', 'not', 'none', 'every', 'in', 'notIn', 'between']);

const startsMonth = (value: unknown): boolean =>
  typeof value === 'string' &&
  new Date(new Date(value).getTime() + OFFSET).toISOString().endsWith('-01T00:00:00.000Z');

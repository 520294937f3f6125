import type { PlanYears } from '../graph/plan-years.ts';
import type { Rollup } from './cube.ts';
import type { Needs } from './needs.ts';
import { monthStarting, WHOLE_MONTHS } from './periods.ts';
import type { Question } from './question.ts';
import type { Parents } from './rows-sql.ts';

type Where = Readonly<Record<string, unknown>>;

/** The rollup that answers the question exactly as the rows themselves do, if one does. */
export const rollupFor = (
  { cube, groupings, where }: Question,
  needs: Needs,
  parents: Parents | null,
  planYears: PlanYears,
): Rollup | undefined =>
  cube.rollups?.find(
    (rollup) =>
      needs.quantities.size === 0 &&
      [...needs.measures].every((name) => name in rollup.measures) &&
      groupings.every(
        ({ by, dimension, unit }) =>
          rollup.dimensions.has(by) && (dimension.of !== 'time' || !SHORTER.has(unit ?? 'MONTH')),
      ) &&
      (parents === null || rollup.parents.has(parents.column)) &&
      isOfWholeSums(where, rollup, planYears),
  );

/** The question put to a rollup. */
export const askedOf = ({ from, measures }: Rollup, question: Question): Question => ({
  ...question,
  cube: { ...question.cube, from, measures },
});

const SHORTER: ReadonlySet<string> = new Set(['DAY', 'WEEK']);

/** Whether a condition holds of all rows of a sum or of none. */
function isOfWholeSums(where: Where | null, rollup: Rollup, planYears: PlanYears): boolean {
  return Object.entries(where ?? {}).every(([key, value]) => {
    if (value === null || value === undefined) return true;
    if (key === 'and' || key === 'or')
      return (value as Where[]).every((part) => isOfWholeSums(part, rollup, planYears));
    if (key === 'not') return isOfWholeSums(value as Where, rollup, planYears);
    return key === rollup.time ? isOfWholeMonths(value as Where, planYears) : rollup.where.has(key);
  });
}

/** Whether a condition on an instant holds of all instants of a month or of none. */
const isOfWholeMonths = (condition: Where, planYears: PlanYears): boolean =>
  Object.entries(condition).every(([operator, value]) => {
    if (value === null || value === undefined) return true;
    switch (operator) {
      case 'gte':
      case 'lt':
        return isBeginning(value as string);
      case 'gt':
      case 'lte':
        return isBeginning(value as string, 1);
      case 'between': {
        const { from, to } = value as { from: string; to: string };
        return isBeginning(from) && isBeginning(to, 1);
      }
      case 'during':
        return WHOLE_MONTHS.has(value as string);
      case 'planYear':
        return planYears.get(value as string)! >= SINCE;
      default:
        return false;
    }
  });

/** Before, Shanghai had summer time at times: its months did not begin where conditions take them to. */
const SINCE = 1992;

/** Whether a month begins so many milliseconds after this instant. Times of rows have no finer parts, and instants that do are none. */
function isBeginning(instant: string, after = 0): boolean {
  if (/\.\d{4,}/.test(instant)) return false;
  const at = new Date(new Date(instant).getTime() + after);
  return (monthStarting(at) ?? 0) >= SINCE * 12;
}

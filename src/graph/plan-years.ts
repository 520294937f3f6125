import { badRequest } from '../errors.ts';

/** The calendar year in which a plan was issued, by its document number. */
export type PlanYears = ReadonlyMap<string, number>;

interface Named {
  number: string;
  path: string[];
}

/** Every `planYear` in a condition, with where it stands. */
function namedIn(value: unknown, path: string[] = []): Named[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]): Named[] =>
    key === 'planYear' && typeof item === 'string'
      ? [{ number: item, path: [...path, key] }]
      : namedIn(item, [...path, key]),
  );
}

/**
 * Reads the years of the plans that a condition names and that are not known yet; null where there is nothing to read.
 * The promise throws BAD_VALUE for a plan that is not here: the year of none is not the same as no row.
 */
export function readPlanYears(
  where: unknown,
  known: Map<string, number>,
  run: (text: string, values: unknown[]) => Promise<unknown[][]>,
): Promise<void> | null {
  const named = namedIn(where);
  const unread = named.filter(({ number }) => !known.has(number));
  if (unread.length === 0) return null;
  const text = `select document_number, extract(year from issued_on)::int from plan where document_number = any($1)`;
  return run(text, [[...new Set(unread.map(({ number }) => number))]]).then((rows) => {
    for (const [number, year] of rows as [string, number][]) known.set(number, year);
    const absent = unread.find(({ number }) => !known.has(number));
    if (!absent) return;
    throw badRequest(
      'BAD_VALUE',
      `没有文号为“${absent.number}”的规划`,
      `There is no plan with the document number “${absent.number}”`,
      { argument: ['where', ...absent.path] },
    );
  });
}

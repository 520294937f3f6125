import type { Bilingual } from '../errors.ts';
import { PRECISION } from '../statistics/guard.ts';

/** A number computed from the records: its SQL, and how to read it. */
export interface Definition extends Bilingual {
  sql: string;
  /** Of figures of people: SQL of what may be told to everybody. */
  told?: string;
  unit: Bilingual;
  basis: 'RECORDS' | 'LEDGER';
}

/** What may be known of the numbers: all exactly; those of people as the guard tells them; or these not at all. */
export type Knowing = 'EXACT' | 'TOLD' | 'UNTOLD';

export type Values<N extends string> = Readonly<Record<N | `${N}Told`, number | null>>;

/** The numbers as `Measure`s in the language of the request. */
export function measuresOf<N extends string>(
  definitions: Readonly<Record<N, Definition>>,
  values: Values<NoInfer<N>>,
  knowing: Knowing,
  language: keyof Bilingual,
) {
  const measure = (name: N) => {
    const { unit, basis, told, [language]: definition } = definitions[name];
    const isExact = told === undefined || knowing === 'EXACT';
    const value = isExact ? values[name] : knowing === 'TOLD' ? values[`${name}Told`] : null;
    const precision = isExact || value === null ? null : PRECISION;
    return { value, precision, unit: unit[language], basis, definition };
  };
  const names = Object.keys(definitions) as N[];
  return Object.fromEntries(names.map((name) => [name, measure(name)])) as Record<
    N,
    ReturnType<typeof measure>
  >;
}

/** SQL of one JSON object with all of them, figures of people both exact and as they may be told. */
export const columnsOf = (definitions: Readonly<Record<string, Definition>>): string =>
  `json_build_object(${Object.entries(definitions)
    .flatMap(([name, { sql, told }]) => [
      `'${name}', ${sql}`,
      ...(told === undefined ? [] : [`'${name}Told', ${told}`]),
    ])
    .join(', ')})`;

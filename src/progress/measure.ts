import type { Bilingual } from '../errors.ts';

/** A number computed from the records: its SQL, and how to read it. */
export interface Definition extends Bilingual {
  sql: string;
  unit: Bilingual;
  basis: 'RECORDS' | 'LEDGER';
}

/** The numbers as `Measure`s in the language of the request. */
export function measuresOf<N extends string>(
  definitions: Readonly<Record<N, Definition>>,
  values: Readonly<Record<N, number>>,
  language: keyof Bilingual,
) {
  const measure = (name: N) => {
    const { unit, basis, [language]: definition } = definitions[name];
    return { value: values[name], unit: unit[language], basis, definition };
  };
  const names = Object.keys(definitions) as N[];
  return Object.fromEntries(names.map((name) => [name, measure(name)])) as Record<
    N,
    ReturnType<typeof measure>
  >;
}

/** SQL of one JSON object with all of them. */
export const columnsOf = (definitions: Readonly<Record<string, Definition>>): string =>
  `json_build_object(${Object.entries(definitions)
    .map(([name, { sql }]) => `'${name}', ${sql}`)
    .join(', ')})`;

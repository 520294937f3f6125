import type { Column, ColumnType } from './columns.ts';
import type { Dataset } from './datasets.ts';
import { LICENCE } from './meta.ts';

/** What the descriptions of the datasets are told in and of. */
export interface Telling {
  datasets: readonly Dataset[];
  baseUrl: string;
  language: 'zh' | 'en';
  version: string;
}

const TYPES: Readonly<Record<ColumnType, { type: string; format?: string }>> = {
  text: { type: 'string' },
  id: { type: 'string' },
  code: { type: 'string' },
  url: { type: 'string', format: 'uri' },
  month: { type: 'yearmonth' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  decimal: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'date' },
  datetime: { type: 'datetime', format: 'any' },
};

/** A Data Package (datapackage.org) of the CSV files, whose headings are then the names of the fields. */
export function dataPackage({ datasets, baseUrl, language, version }: Telling): object {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'zhiyuan-graph',
    title: language === 'zh' ? '志愿图谱' : 'Zhiyuan Graph',
    description: LICENCE[language],
    homepage: `${baseUrl}/data`,
    version,
    // What cannot be had without a parameter has no address of its own.
    resources: datasets
      .filter(({ parameters }) => !parameters.some(({ isRequired }) => isRequired))
      .map(({ name, title, description, table }) => ({
        name,
        path: `${baseUrl}/data/${name}.csv?headings=names`,
        title: title[language],
        description: description[language],
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        schema: {
          fields: table.columns.map((column) => fieldOf(column, language)),
          missingValues: [''],
          ...(table.columns.some((column) => column.name === 'id') && { primaryKey: ['id'] }),
        },
      })),
  };
}

function fieldOf({ name, type, isList, heading, description, codes }: Column, language: 'zh' | 'en'): object {
  return {
    name,
    title: heading[language],
    description: description[language],
    ...(isList ? { type: 'string' } : TYPES[type]),
    ...(codes.length > 0 && !isList && { constraints: { enum: codes.map(({ code }) => code) } }),
  };
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode, parse } from 'graphql';
import type { Bilingual } from '../errors.ts';
import { type Parameter, parametersOf } from './parameters.ts';
import { type Table, tableOf } from './table.ts';

/** A checked-in operation whose answer is a table. */
export interface Dataset {
  /** What stands in its address: the file's name without `.graphql`. */
  name: string;
  title: Bilingual;
  description: Bilingual;
  text: string;
  document: DocumentNode;
  /** Which list is its rows; undefined where there is only one. */
  rows: string | undefined;
  parameters: readonly Parameter[];
  /** The table without any parameter given. */
  table: Table;
}

const folder = join(import.meta.dirname, '../../operations/data');

/** All datasets by name. Throws at start when a file is not as it should be. */
export function readDatasets(schema: GraphQLSchema): Map<string, Dataset> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  const datasets = files.map((file) =>
    readDataset(schema, file.slice(0, -'.graphql'.length), readFileSync(join(folder, file), 'utf8')),
  );
  return new Map(datasets.map((dataset) => [dataset.name, dataset]));
}

/**
 * Reads one: its comment has a line in Chinese, `title · description`, the same in English, and `rows: path` where there
 * are several lists; what stands above a variable, in both languages, describes the parameter.
 */
export function readDataset(schema: GraphQLSchema, name: string, text: string): Dataset {
  const head = text.slice(0, text.search(/^[^#]/m));
  const lines = head.split('\n').map((line) => line.replace(/^#\s*/, '').trim());
  const rows = lines.find((line) => line.startsWith('rows: '))?.slice('rows: '.length);
  const [zh, en] = lines.map((line) => line.split(' · '));
  const fault = `operations/data/${name}.graphql`;
  if (!zh?.[1] || !en?.[1])
    throw new Error(`${fault} needs a title and a description in Chinese and in English`);
  const document = parse(text);
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) throw new Error(`${fault} has no operation`);
  return {
    name,
    title: { zh: zh[0]!, en: en[0]! },
    description: { zh: zh.slice(1).join(' · '), en: en.slice(1).join(' · ') },
    text,
    document,
    rows,
    parameters: parametersOf(schema, operation, text),
    table: tableOf(schema, { document, operationName: undefined, variables: {}, rows }),
  };
}

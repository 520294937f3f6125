import { csv } from './csv.ts';
import type { FileParts } from './file.ts';
import { json, ndjson } from './json.ts';

export interface Format {
  mediaType: string;
  /** Whether its heading is for people, in their language. */
  isForPeople: boolean;
  write: (file: FileParts) => AsyncGenerator<string | Uint8Array, void>;
}

/** By what a file is called after its last dot. The two that take a library load it when they are first asked for. */
export const FORMATS = {
  json: { mediaType: 'application/json; charset=utf-8', isForPeople: false, write: json },
  ndjson: { mediaType: 'application/x-ndjson; charset=utf-8', isForPeople: false, write: ndjson },
  csv: { mediaType: 'text/csv; charset=utf-8; header=present', isForPeople: true, write: csv },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    isForPeople: true,
    write: async function* write(file) {
      const { xlsx } = await import('./xlsx.ts');
      yield* xlsx(file);
    },
  },
  parquet: {
    mediaType: 'application/vnd.apache.parquet',
    isForPeople: false,
    write: async function* write(file) {
      const { parquet } = await import('./parquet.ts');
      yield* parquet(file);
    },
  },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];

export const isFormat = (name: string): name is FormatName => Object.hasOwn(FORMATS, name);

/** What a dataset is shown as beside its files: a page for people. */
export const PAGE = 'html';

/** All that a dataset is to be had as. */
export const DATASET_FORMATS = [...FORMAT_NAMES, PAGE] as const;

export type DatasetFormat = (typeof DATASET_FORMATS)[number];

export const isDatasetFormat = (name: string): name is DatasetFormat => name === PAGE || isFormat(name);

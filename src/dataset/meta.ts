import type { Bilingual } from '../errors.ts';
import type { DataState } from '../generated/resolvers.ts';
import type { Column } from './columns.ts';

/** What a file says of itself. */
export interface Meta {
  /** Name of the dataset; null for a question of somebody's own. */
  name: string | null;
  title: string;
  description: string | null;
  source: string;
  licence: string;
  dataState: DataState;
  /** What that state means for whoever reads the file. */
  dataStateNote: string;
  retrievedAt: string;
  language: 'zh' | 'en';
  parameters: Readonly<Record<string, unknown>>;
  columns: readonly { name: string; type: string; list: boolean; heading: string; description: string }[];
}

export const LICENCE: Bilingual = {
  zh: '方案原文是公文，依《著作权法》第五条不受著作权保护；其余数据未注明许可',
  en: 'The plan is an official document without copyright (Copyright Law, article 5); no licence is stated for the other data',
};

const STATES: Readonly<Record<DataState, Bilingual>> = {
  DEMO: {
    zh: '示例数据：数据库中有虚构的演示记录，不得当作真实情况引用',
    en: 'Demonstration data: the database holds invented records, which must not be quoted as facts',
  },
  LIVE: { zh: '实际数据', en: 'Live data' },
  PLAN_ONLY: { zh: '只有规划，尚无工作记录', en: 'The plan only, without records of work' },
  EMPTY: { zh: '数据库为空', en: 'The database is empty' },
};

interface Told {
  name: string | null;
  title: Bilingual;
  description: Bilingual | null;
  baseUrl: string;
  dataState: DataState;
  at: Date;
  language: 'zh' | 'en';
  parameters: Readonly<Record<string, unknown>>;
  columns: readonly Column[];
}

export function metaOf({ name, title, description, baseUrl, dataState, at, language, ...rest }: Told): Meta {
  return {
    name,
    title: title[language],
    description: description?.[language] ?? null,
    source: `志愿图谱 Zhiyuan Graph, ${baseUrl}`,
    licence: LICENCE[language],
    dataState,
    dataStateNote: STATES[dataState][language],
    retrievedAt: at.toISOString(),
    language,
    parameters: rest.parameters,
    columns: rest.columns.map((column) => ({
      name: column.name,
      type: column.type,
      list: column.isList,
      heading: column.heading[language],
      description: column.description[language],
    })),
  };
}

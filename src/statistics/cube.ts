import type { Bilingual } from '../errors.ts';
import type { Bind } from '../graph/sql.ts';
import type { Asking } from '../viewer.ts';

/** SQL over the rows, whose alias is `t`, and over the cube's joins. */
export type Sql = string | ((bind: Bind, asking: Asking) => string);

interface Base extends Bilingual {
  /** Its field in a group's key. */
  key: string;
  /** Value of a row; where `links` is given, what the linked values are found by. */
  sql: Sql;
  /** The joins that `sql` speaks of. */
  joins?: readonly string[];
  /** Whether everybody may group by it where the rows are about people. */
  isPublic?: boolean;
}

/** A link table: a row counts in the group of each value that it is linked with. */
export interface Links {
  table: string;
  from: string;
  to: string;
}

export type Dimension = Base &
  (
    | { of: 'object'; model: ObjectModel; links?: Links; hasVocabulary?: boolean }
    | { of: 'party'; links?: Links }
    | { of: 'enum'; type: string; values: readonly string[] }
    | {
        of: 'time';
        isDate?: boolean;
        /** Where the condition on this time stands in the `…Where` input. */
        where?: readonly string[];
        /** The finest unit for everybody, where the rows are about people. */
        finest?: CalendarUnit;
      }
  );

/** Models whose rows can be a group's key, beside parties. */
export type ObjectModel = 'Program' | 'Campaign' | 'Venue' | 'Term' | 'Course' | 'Incentive';

export const CALENDAR_UNITS = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const;
export type CalendarUnit = (typeof CALENDAR_UNITS)[number];

export const PARTY_LEVELS = ['OWN', 'STREET', 'TOP'] as const;
export type PartyLevel = (typeof PARTY_LEVELS)[number];

/** Numbers of a set of rows. Where SQL gives null for a row, it adds nothing. */
export type Measure = Bilingual & {
  /** Its field in the measures. */
  field: string;
  unit: Bilingual;
  joins?: readonly string[];
} & (
    | { of: 'count'; when?: Sql }
    /** How many different values; with `isPeople`, they are people. */
    | { of: 'distinct'; sql: Sql; isPeople?: boolean }
    /** `per`: what the sum is divided by to be in its unit. */
    | { of: 'sum'; sql: Sql; per?: number; isMoney?: boolean }
    /** The sum of the one over the sum of the other. */
    | { of: 'rate'; sql: Sql; over: Sql }
    /** The sum over how many different values of `each` there are; `per` as of a sum. */
    | { of: 'mean'; sql: Sql; each: Sql; per: number; isMoney?: boolean }
  );

/** A number that a row has or has not, to tell the distribution of. */
export interface Quantity extends Bilingual {
  sql: Sql;
  unit: Bilingual;
  joins?: readonly string[];
}

/** How rows about people are protected from whoever may not read them. */
export interface People {
  /** Key of the person that a row is about. */
  person: string;
  /** Code of the district that a row is of. */
  district: string;
  joins?: readonly string[];
  /** Which rows everybody's figures are of, and the joins that this speaks of. */
  rows: string;
  rowsJoins?: readonly string[];
  /** Fields of the `…Where` input, by their way from it, that everybody may pick by: one thing, or one period. */
  where: Readonly<Record<string, 'ONE' | 'PERIOD'>>;
  /** How many things everybody may part them by at once: fewer where nothing else tells how many came to what. */
  things: number;
}

/** Picks one of what stands at this place of a `…Where` input. */
export const oneOf = (place: string): Record<string, 'ONE'> => ({
  [`${place}.id`]: 'ONE',
  [`${place}.code`]: 'ONE',
});

/** SQL in place of a table, and the common table that it needs. */
export interface From {
  with: string;
  table: string;
}

/** Sums of a cube's rows by whole months, which answer what speaks of nothing else than they are kept by. */
export interface Rollup {
  from: From;
  /** SQL that gives whether so much was written lately that the rows themselves are read sooner. */
  isFarBehind: string;
  /** Fields of the `…Where` input that sums are told apart by; `time` is that of their month. */
  where: ReadonlySet<string>;
  time: string;
  /** Dimensions that they are grouped by. That of time has months, and what is made of these. */
  dimensions: ReadonlySet<string>;
  /** Columns by which rows hang on others. */
  parents: ReadonlySet<string>;
  /** The cube's measures, over rows of sums. */
  measures: Readonly<Record<string, Measure>>;
}

/** A list that can be asked for statistics. */
export interface Cube extends Bilingual {
  /** Its GraphQL type, with which the names of its own types begin. */
  type: string;
  /** Field of `Query`. */
  field: string;
  /** Where its rows are taken from, if not from its table. */
  from?: From;
  /** Given where its rows are also kept summed up: the first that answers a question is read. */
  rollups?: readonly Rollup[];
  /** Join clauses in their order, by name. */
  joins: Readonly<Record<string, string>>;
  dimensions: Readonly<Record<string, Dimension>>;
  measures: Readonly<Record<string, Measure>>;
  quantities: Readonly<Record<string, Quantity>>;
  /** Given where the rows are about people. */
  people?: People;
  /** Given where most see no row at all: who sees some, and where the totals are that everybody may read. */
  restricted?: { readers: Bilingual; totals: Bilingual };
}

/** Units of measures that many have. */
export const UNITS = {
  rows: { zh: '条', en: 'entries' },
  sessions: { zh: '场', en: 'sessions' },
  people: { zh: '人', en: 'people' },
  attendances: { zh: '人次', en: 'attendances' },
  minutes: { zh: '分钟', en: 'minutes' },
  hours: { zh: '小时', en: 'hours' },
  days: { zh: '天', en: 'days' },
  places: { zh: '个', en: 'places' },
  rate: { zh: '比率（0–1）', en: 'rate, 0 to 1' },
  yuan: { zh: '元', en: 'yuan' },
  points: { zh: '分', en: 'points' },
} as const satisfies Record<string, Bilingual>;

/** Whether the measures of parts add up to that of the whole. */
export const isAdditive = (measure: Measure): boolean => measure.of === 'count' || measure.of === 'sum';

/** Whether a part can have a share of it: neither a rate nor a mean is made of parts. */
export const hasShares = (measure: Measure): boolean => measure.of !== 'rate' && measure.of !== 'mean';

/** Whether it is an amount of money, which the engine has in yuan. */
export const isMoney = (measure: Measure): boolean =>
  (measure.of === 'sum' || measure.of === 'mean') && (measure.isMoney ?? false);

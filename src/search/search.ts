import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import type { QuerySearchArgs, SearchKind } from '../generated/resolvers.ts';
import { fromCursor, toCursor } from '../graph/cursor.ts';
import { isKey } from '../graph/ids.ts';
import { type PageInfo, pageRequest, toPage, type Total } from '../graph/page.ts';
import type { StatementParts } from '../graph/reading/own-statement.ts';
import type { Bind } from '../graph/sql.ts';
import { codesOf } from './codes.ts';
import { highlightsOf, type Highlight } from './highlight.ts';
import { KINDS, type Searched } from './kinds.ts';
import { having, patternOf } from './pattern.ts';
import { isPinyin, spells } from './pinyin.ts';
import { wordsOf } from './words.ts';

/** A row that was found. */
export interface Hit {
  kind: SearchKind;
  model: string;
  key: string;
  title: string;
  match: Match;
  highlights: Highlight[];
}

export interface SearchPage {
  nodes: Hit[];
  edges: { cursor: string; node: Hit }[];
  pageInfo: PageInfo;
  total: () => Promise<Total>;
  counts: () => Promise<Count[]>;
}

export interface Count {
  kind: SearchKind;
  count: number;
  countKind: Total['kind'];
}

/** What was found best, first: levels 0 to 5. */
const MATCHES = ['CODE', 'EXACT_TITLE', 'TITLE_PREFIX', 'TITLE', 'PINYIN', 'BODY'] as const;
type Match = (typeof MATCHES)[number];

const ORDER = Object.keys(KINDS) as SearchKind[];

/** Of each kind so many, the newest, are ranked; more are not counted, either. */
const MOST = 1_000;

/**
 * What has all the words in its title or text, or is spelt so: best first, then the shorter title, then the newer. Of
 * each kind the newest thousand are ranked, so that a word that stands everywhere takes no longer than a rare one.
 */
export async function search(ctx: Context, args: QuerySearchArgs): Promise<SearchPage> {
  const words = wordsOf(args.text);
  const kinds = [...new Set(args.kinds ?? ORDER)];
  const request = pageRequest(args);
  const order = createHash('sha256')
    .update(JSON.stringify(['search', words, kinds]))
    .digest('base64url')
    .slice(0, 8);
  let counted: Promise<Count[]> | undefined;
  const counts = () => (counted ??= countsOf(ctx, words, kinds));
  const after =
    request.cursor === null
      ? null
      : (fromCursor(request.cursor, order, isPlace, ANOTHER) as unknown as Place);
  const direction = request.reversed ? ' desc' : '';
  const ordered = (alias: string) => COLUMNS.map((column) => `${alias}${column}${direction}`).join(', ');
  const rows = (await ctx.read.statement((parts) => {
    const arms = kinds.map((kind) => arm(parts, kind, words));
    const beyond = after
      ? `where (${COLUMNS.join(', ')}) ${request.reversed ? '<' : '>'} (${after.map((value, i) => `${parts.bind.add(value)}::${TYPES[i]}`).join(', ')})`
      : '';
    return `with found as (${arms.join(' union all ') || NOTHING}),
      page as (select * from found ${beyond} order by ${ordered('')} limit ${request.size + 1})
      select place, id::text, level, length, age::text, ${told(parts, kinds, 'title')}, ${told(parts, kinds, 'body')}
      from page h order by ${ordered('h.')}`;
  })) as [number, string, number, number, string, string, string | null][];
  const read = rows.map(([place, key, level, length, age, title, body]) => {
    const kind = ORDER[place]!;
    const node: Hit = {
      kind,
      model: KINDS[kind].model,
      key,
      title,
      match: MATCHES[level]!,
      highlights: highlightsOf(title, body, words),
    };
    return { node, cursor: toCursor(order, [level, length, age, place, key]) };
  });
  ctx.read.tally.add(rows.length, rows.length * 500);
  const page = toPage(request, read as never, () => totalOf(counts())) as unknown as Omit<
    SearchPage,
    'counts'
  >;
  return { ...page, counts };
}

const COLUMNS = ['level', 'length', 'age', 'place', 'id'];
const TYPES = ['int', 'int', 'bigint', 'int', 'uuid'];
const NOTHING = 'select 0 as level, 0 as length, 0::bigint as age, 0 as place, null::uuid as id where false';

/** The rows of a kind that have all the words, with what they are ranked by. */
function arm(
  { bind, visible, table }: StatementParts,
  kind: SearchKind,
  words: readonly string[],
  most = MOST,
): string {
  const searched = KINDS[kind];
  const { model, title, newest } = searched;
  const inTitle = words.map((word) => contains(searched, title, word, bind));
  const phrase = patternOf(words.join(' ')).source;
  const isCode = words.map((word) => named(searched, word, bind));
  const isSpelt = words.map((word) =>
    searched.pinyin && isPinyin(word) ? spells(searched.pinyin, title, word, bind) : 'false',
  );
  const anywhere = words.map((word, i) => {
    const inBody = searched.body === null ? 'false' : contains(searched, searched.body, word, bind);
    return `(${[isCode[i], inTitle[i], inBody, isSpelt[i]].filter((term) => term !== 'false').join(' or ')})`;
  });
  const level = `case when ${isCode.join(' and ')} then 0 when ${title} ~* ${bind.add(`^${phrase}$`)} then 1
    when ${title} ~* ${bind.add(`^${phrase}`)} then 2 when ${inTitle.join(' and ')} then 3
    when ${isSpelt.join(' and ')} then 4 else 5 end`;
  const age = newest === null ? '0::bigint' : `(-extract(epoch from ${newest}) * 1000)::bigint`;
  const order = newest === null ? 't.id' : `${newest} desc, t.id desc`;
  return `(select ${level} as level, char_length(${title}) as length, ${age} as age, ${ORDER.indexOf(kind)} as place, t.id
    from ${table(model)} t where ${[visible(model, 't'), ...anywhere].filter(Boolean).join(' and ')} order by ${order} limit ${most})`;
}

const contains = ({ isIndexed = false }: Searched, column: string, word: string, bind: Bind): string =>
  having(column, word, isIndexed, bind);

/** SQL: the row has this code. */
function named({ code }: Searched, word: string, bind: Bind): string {
  const codes = code === null ? [] : codesOf(word);
  return codes.length === 0 ? 'false' : `${code} in (${codes.map((each) => bind.add(each)).join(', ')})`;
}

/** A text of the row that a hit of the page names. */
const told = ({ table }: StatementParts, kinds: readonly SearchKind[], what: 'title' | 'body'): string => {
  const cases = kinds.flatMap((kind) => {
    const { model, [what]: text } = KINDS[kind];
    return text === null
      ? []
      : [`when ${ORDER.indexOf(kind)} then (select ${text} from ${table(model)} t where t.id = h.id)`];
  });
  return cases.length === 0 ? 'null' : `case h.place ${cases.join(' ')} end`;
};

async function countsOf(
  ctx: Context,
  words: readonly string[],
  kinds: readonly SearchKind[],
): Promise<Count[]> {
  if (kinds.length === 0) return [];
  const rows = (await ctx.read.statement((parts) =>
    kinds
      .map(
        (kind) =>
          `select ${ORDER.indexOf(kind)} as place, count(*)::int as count from ${arm(parts, kind, words, MOST + 1)} c`,
      )
      .join(' union all '),
  )) as [number, number][];
  return rows
    .filter(([, count]) => count > 0)
    .map(([place, count]) => ({
      kind: ORDER[place]!,
      count: Math.min(count, MOST),
      countKind: count > MOST ? 'ESTIMATED' : 'EXACT',
    }));
}

async function totalOf(counting: Promise<Count[]>): Promise<Total> {
  const counts = await counting;
  return {
    count: counts.reduce((sum, { count }) => sum + count, 0),
    kind: counts.some(({ countKind }) => countKind === 'ESTIMATED') ? 'ESTIMATED' : 'EXACT',
  };
}

type Place = [level: number, length: number, age: string, place: number, key: string];

const isPlace = (place: readonly unknown[]): boolean => {
  const [level, length, age, at, key] = place;
  return (
    place.length === 5 &&
    [level, length, at].every((number) => Number.isInteger(number) && Math.abs(number as number) < 2 ** 31) &&
    typeof age === 'string' &&
    /^-?\d{1,18}$/.test(age) &&
    isKey(key)
  );
};

const ANOTHER = {
  zh: '游标来自另一次搜索，不能用于此处',
  en: 'The cursor comes from another search and cannot be used here',
};

import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import type { QuerySearchArgs, SearchKind } from '../generated/resolvers.ts';
import { fromCursor, toCursor } from '../graph/cursor.ts';
import { isKey } from '../graph/ids.ts';
import { type Page, pageRequest, toPage, type Total } from '../graph/page.ts';
import type { StatementParts } from '../graph/reading/own-statement.ts';
import type { Bind } from '../graph/sql.ts';
import { codesOf } from './codes.ts';
import { highlightsOf, type Highlight } from './highlight.ts';
import { KINDS, type Searched } from './kinds.ts';
import { having, mayHave, patternOf } from './pattern.ts';
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

export interface SearchPage extends Page<Hit> {
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
  const after =
    request.cursor === null
      ? null
      : (fromCursor(request.cursor, order, isPlace, ANOTHER) as unknown as Place);
  const common = await commonIn(ctx, words, kinds);
  let counted: Promise<Count[]> | undefined;
  const counts = () => (counted ??= countsOf(ctx, words, kinds, common));
  const direction = request.reversed ? ' desc' : '';
  const ordered = (alias: string) => COLUMNS.map((column) => `${alias}${column}${direction}`).join(', ');
  const rows = (await ctx.read.statement((parts) => {
    parts.bind.isPlannedAnew = true;
    const arms = kinds.map((kind) => arm(parts, kind, words, common));
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
  return { ...toPage(request, read, () => totalOf(counts())), counts };
}

const COLUMNS = ['level', 'length', 'age', 'place', 'id'];
const TYPES = ['int', 'int', 'bigint', 'int', 'uuid'];
const NOTHING = 'select 0 as level, 0 as length, 0::bigint as age, 0 as place, null::uuid as id where false';

/** The rows of a kind that have all the words, with what they are ranked by. */
function arm(
  parts: StatementParts,
  kind: SearchKind,
  words: readonly string[],
  common: ReadonlySet<SearchKind>,
  most = MOST,
): string {
  const { bind, visible, table } = parts;
  const { model, title, newest, isIndexed = false } = KINDS[kind];
  const inTitle = words.map((word) => having(title, word, bind));
  const phrase = patternOf(words.join(' ')).source;
  const isCode = words.map((word) => named(KINDS[kind], word, bind));
  const isSpelt = words.map((word) => spelt(KINDS[kind], word, bind));
  const level = `case when ${isCode.join(' and ')} then 0 when ${title} ~* ${bind.add(`^${phrase}$`)} then 1
    when ${title} ~* ${bind.add(`^${phrase}`)} then 2 when ${inTitle.join(' and ')} then 3
    when ${isSpelt.join(' and ')} then 4 else 5 end`;
  const age = newest === null ? '0::bigint' : `(-extract(epoch from ${newest}) * 1000)::bigint`;
  const order = newest === null ? 't.id' : `${newest} desc, t.id desc`;
  const terms = [visible(model, 't'), ...found(kind, words, bind)];
  if (isIndexed && !common.has(kind)) terms.push(...candidates(kind, words, bind));
  return `(select ${level} as level, char_length(${title}) as length, ${age} as age, ${ORDER.indexOf(kind)} as place, t.id
    from ${table(model)} t where ${terms.filter(Boolean).join(' and ')} order by ${order} limit ${most})`;
}

/** SQL, for each word: the row has it. */
const found = (kind: SearchKind, words: readonly string[], bind: Bind): string[] =>
  words.map((word) => {
    const { title, body } = KINDS[kind];
    const terms = [
      named(KINDS[kind], word, bind),
      having(title, word, bind),
      body === null ? 'false' : having(body, word, bind),
      spelt(KINDS[kind], word, bind),
    ];
    return anyOf(terms);
  });

/**
 * SQL, for each word: the row is among those that the indexes give. It stands beside what makes sure of it, and not within, so that
 * PostgreSQL leaves it to the index and does not make the grams of every row anew.
 */
const candidates = (kind: SearchKind, words: readonly string[], bind: Bind): string[] =>
  words.flatMap((word) => {
    const { title, body } = KINDS[kind];
    const [inTitle, inBody] = [
      mayHave(title, word, bind),
      body === null ? 'false' : mayHave(body, word, bind),
    ];
    return inTitle === null || inBody === null
      ? []
      : [anyOf([named(KINDS[kind], word, bind), inTitle, inBody])];
  });

const anyOf = (terms: readonly string[]): string =>
  `(${terms.filter((term) => term !== 'false').join(' or ')})`;

/**
 * The kinds of which so many rows have the words, by the planner's estimate, that the newest of them are found sooner by going
 * through the newest rows than by gathering all that the index gives: fewer rows are gone through.
 */
async function commonIn(
  ctx: Context,
  words: readonly string[],
  kinds: readonly SearchKind[],
): Promise<ReadonlySet<SearchKind>> {
  const indexed = kinds.filter((kind) => KINDS[kind].isIndexed);
  if (indexed.length === 0) return new Set();
  const [[[{ Plan: plan }]]] = (await ctx.read.statement(({ bind, table }) => {
    const arms = indexed.flatMap((kind) => {
      const rows = `select 1 from ${table(KINDS[kind].model)} t`;
      return [`array(${rows} where ${found(kind, words, bind).join(' and ')})`, `array(${rows})`];
    });
    return `explain (format json) select ${arms.join(', ')}`;
  })) as [[[{ Plan: { Plans: { 'Plan Rows': number }[] } }]]];
  const estimates = plan.Plans.map((each) => each['Plan Rows']);
  return new Set(
    indexed.filter((_, i) => {
      const [having, all] = [estimates[i * 2]!, estimates[i * 2 + 1]!];
      return (MOST * all) / having < having;
    }),
  );
}

/** SQL: the title is spelt so. */
const spelt = ({ pinyin, title }: Searched, word: string, bind: Bind): string =>
  pinyin !== null && isPinyin(word) ? spells(pinyin, title, word, bind) : 'false';

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
  common: ReadonlySet<SearchKind>,
): Promise<Count[]> {
  if (kinds.length === 0) return [];
  const rows = (await ctx.read.statement((parts) => {
    parts.bind.isPlannedAnew = true;
    return kinds
      .map(
        (kind) =>
          `select ${ORDER.indexOf(kind)} as place, count(*)::int as count from ${arm(parts, kind, words, common, MOST + 1)} c`,
      )
      .join(' union all ');
  })) as [number, number][];
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

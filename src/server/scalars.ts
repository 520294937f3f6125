import { GraphQLScalarType, Kind } from 'graphql';
import { badRequest } from '../errors.ts';
import { parseDuration } from '../graph/duration.ts';

function textScalar(
  name: string,
  [zh, en]: readonly [zh: string, en: string],
  isValid: (text: string) => boolean,
  { code = 'BAD_VALUE', canonical = (text: string) => text } = {},
): GraphQLScalarType {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && isValid(value)) return canonical(value);
    throw badRequest(code, `${zh}：${shown(value)}`, `${en}: ${shown(value)}`);
  };
  return new GraphQLScalarType({
    name,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null),
  });
}

const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 60) ?? 'null';

/** Whether the text is a day of the calendar: 2022-02-30 is not. */
export function isDate(text: string): boolean {
  // The calendar has no year 0.
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * Whether the text is an instant of the years 1 to 9999, in UTC too: those that the database and JavaScript can both hold.
 * PostgreSQL takes offsets below 16 hours; the world has none beyond 14.
 */
function isInstant(text: string): boolean {
  const parts = /^(.{10})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](0\d|1[0-5]):[0-5]\d)$/.exec(text);
  if (!parts || !isDate(parts[1]!)) return false;
  const year = new Date(text).getUTCFullYear();
  return year >= 1 && year <= 9999;
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** Money: a whole number of fen, exact as a JSON number. */
const parseFen = (value: unknown): number => {
  if (Number.isSafeInteger(value)) return value as number;
  throw badRequest(
    'BAD_VALUE',
    `金额应为整数（分）：${shown(value)}`,
    `Not a whole number of fen: ${shown(value)}`,
  );
};
const fen = new GraphQLScalarType({
  name: 'Fen',
  parseValue: parseFen,
  parseLiteral: (node) => parseFen(node.kind === Kind.INT ? Number(node.value) : null),
});

/** The custom scalars; values travel as text in both directions, amounts of money as numbers. */
export const scalars = {
  Date: textScalar('Date', ['日期应为 YYYY-MM-DD', 'A date is YYYY-MM-DD'], isDate),
  YearMonth: textScalar('YearMonth', ['月份应为 YYYY-MM', 'A month is YYYY-MM'], (text) =>
    isDate(`${text}-01`),
  ),
  DateTime: textScalar('DateTime', ['时刻应为 RFC 3339 格式', 'An instant is RFC 3339'], isInstant),
  Cursor: textScalar('Cursor', ['游标无效', 'Not a cursor'], (text) => /^[\w-]{8,2000}$/.test(text), {
    code: 'BAD_CURSOR',
  }),
  // RFC 9562: letters of either case on input, small ones on output; one key is one key however it is written.
  UUID: textScalar('UUID', ['不是 UUID', 'Not a UUID'], isUuid, { canonical: (text) => text.toLowerCase() }),
  Fen: fen,
  Duration: textScalar(
    'Duration',
    [
      '时长应为 ISO 8601 格式，如 P30D、P1M、PT36H，大于零且不超过一百年',
      'A duration is ISO 8601, e.g. P30D, P1M, PT36H, more than nothing and a century at most',
    ],
    (text) => parseDuration(text) !== null,
  ),
  URL: textScalar('URL', ['网址无效', 'Not a URL'], (text) => URL.canParse(text)),
};

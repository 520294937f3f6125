import { badRequest } from '../errors.ts';

/** What a question that is to be a table can be refused for. */

export const notAQuery = (operation: string) =>
  badRequest(
    'EXPORT_NOT_A_QUERY',
    `只能导出 query，这是 ${operation}`,
    `Only a query can be exported, this is a ${operation}`,
  );

export const noRows = () =>
  badRequest(
    'EXPORT_NO_ROWS',
    '这个查询里没有列表，没有可以成行的内容',
    'There is no list in this query: nothing that could be rows',
  );

export const severalLists = (lists: readonly string[]) =>
  badRequest(
    'EXPORT_SEVERAL_LISTS',
    `这个查询里有几个列表，请用 rows 参数说明以哪一个成行：${lists.join('、')}`,
    `There are several lists in this query; say by the parameter rows which one is the rows: ${lists.join(', ')}`,
    { parameter: 'rows', lists },
  );

export const noSuchRows = (path: string, lists: readonly string[]) =>
  badRequest(
    'EXPORT_BAD_ROWS',
    `rows 参数所指的 ${path.slice(0, 100)} 不是这个查询里的列表；有：${lists.join('、')}`,
    `The parameter rows names ${path.slice(0, 100)}, which is no list of this query; it has: ${lists.join(', ')}`,
    { parameter: 'rows', lists },
  );

export const noColumns = () =>
  badRequest(
    'EXPORT_NO_COLUMNS',
    '成行的列表里没有选任何字段，没有可以成列的内容',
    'No field is selected of the rows: nothing that could be columns',
  );

export const backwards = () =>
  badRequest(
    'EXPORT_BACKWARDS',
    '导出从头到尾读取：成行的列表不能用 last 与 before',
    'An export reads from the beginning to the end: the list of the rows takes neither last nor before',
  );

/** A list within a row that has more than was asked for: half of it would look like all. */
export const listIsCut = (column: string) =>
  badRequest(
    'EXPORT_LIST_CUT',
    `有一行的 ${column} 多于一页，会被截断：请以 first 写明要几项，或用 rows 参数改以它成行`,
    `A row has more than one page of ${column}, which would be cut short: say by first how many you want, or make them the rows by the parameter rows`,
    { list: column },
  );

export const unknownParameter = (name: string, known: readonly string[]) =>
  badRequest(
    'UNKNOWN_PARAMETER',
    `没有参数 ${name.slice(0, 60)}；可用的有：${known.join('、')}`,
    `There is no parameter ${name.slice(0, 60)}; there are: ${known.join(', ')}`,
    { parameter: name.slice(0, 60), known },
  );

export const missingParameter = (name: string, type: string) =>
  badRequest(
    'MISSING_PARAMETER',
    `缺少参数 ${name}（${type}）`,
    `The parameter ${name} (${type}) is missing`,
    { parameter: name },
  );

export const badParameter = (name: string, why: { zh: string; en: string }) =>
  badRequest('BAD_PARAMETER', `参数 ${name}：${why.zh}`, `Parameter ${name}: ${why.en}`, { parameter: name });

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

/** The columns would be those of the one, and those of the other lost. */
export const writtenTwice = (nodes: string, edges: string) =>
  badRequest(
    'EXPORT_WRITTEN_TWICE',
    `同一个列表写了两次：${nodes} 与 ${edges}；导出时请只写一个`,
    `One list is written twice, as ${nodes} and as ${edges}; for an export write it once`,
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
export const listIsCut = (column: string, isOnWay: boolean) =>
  badRequest(
    'EXPORT_LIST_CUT',
    `有一行的 ${column} 多于所取的一页，会被截断：请把 first 写大（至多 100）${isOnWay ? '，仍不够则从根字段查询它' : '，或用 rows 参数改以它成行'}`,
    `A row has more of ${column} than the page asked for, which would be cut short: give a larger first (100 at most)${isOnWay ? '; where that is not enough, ask for them from the root' : ', or make them the rows by the parameter rows'}`,
    { list: column },
  );

export const groupsAreCut = (column: string, most: number) =>
  badRequest(
    'EXPORT_LIST_CUT',
    `${column} 多于 ${most} 组，不能全部取出：请以 where 或 groupBy 减少组数；只要前若干组则写明 first`,
    `There are more than ${most} ${column}, more than can be asked for: make them fewer by where or groupBy, or say by first how many are wanted`,
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

/** An address under /data that is no file. */
export const noSuchDataset = (formats: readonly string[]) => {
  const all = formats.join(', ');
  return badRequest(
    'NOT_FOUND',
    `没有这个数据集或格式：地址应为 /data/<数据集>.<格式>，格式有 ${all}；数据集见 /data`,
    `There is no such dataset or format: the address is /data/<dataset>.<format>, the formats are ${all}; /data lists the datasets`,
  );
};

export const givenTwice = (name: string, times: number) =>
  badParameter(name, { zh: `只能给一次，收到 ${times} 次`, en: `given ${times} times, may be given once` });

export const badParameter = (name: string, why: { zh: string; en: string }) =>
  badRequest('BAD_PARAMETER', `参数 ${name}：${why.zh}`, `Parameter ${name}: ${why.en}`, { parameter: name });

/** A code that names nothing; `list` is the root list that has the codes. */
export const noSuchCode = (name: string, code: string, list: string, example: string | undefined) => {
  const shown = JSON.stringify(code.slice(0, 60));
  return badParameter(name, {
    zh: `${list} 中没有代码 ${shown}${example === undefined ? '' : `；应为代码，如 ${example}`}`,
    en: `${list} has no code ${shown}${example === undefined ? '' : `; it must be a code, e.g. ${example}`}`,
  });
};

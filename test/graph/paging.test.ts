import { describe, expect, test } from 'vitest';
import { testServer } from '../setup/server.ts';

const { query } = await testServer();

interface List {
  name: string;
  fields: string[];
  /** Further filter, so that the list fits one page to compare with. */
  where?: string;
}

const lists: List[] = [
  { name: 'programs', fields: ['ORDINAL', 'CODE', 'TITLE'] },
  { name: 'plans', fields: ['ISSUED_ON', 'CODE', 'TITLE'] },
  { name: 'parties', fields: ['NAME', 'CODE', 'KIND'] },
  { name: 'responsibilities', fields: ['ORDINAL', 'CLAUSE_ORDER'] },
  { name: 'incentives', fields: ['ORDINAL', 'TITLE'] },
];

const cases = lists.flatMap(({ name, fields }) =>
  fields.flatMap((field) =>
    ['ASC', 'DESC'].flatMap((direction) =>
      ['FIRST', 'LAST', null].map((nulls) => ({
        name,
        order: `{field: ${field}, direction: ${direction}${nulls ? `, nulls: ${nulls}` : ''}}`,
      })),
    ),
  ),
);

const PAGE = 'nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const idsOf = (nodes: { id: string }[]): string[] => nodes.map(({ id }) => id);

/** All rows by pages, forward or backward, in the list's order. */
async function byPages(name: string, order: string, size: number, backward: boolean): Promise<string[]> {
  const rows: string[] = [];
  let cursor: string | null = null;
  for (;;) {
    const at: string = cursor === null ? '' : `, ${backward ? 'before' : 'after'}: "${cursor}"`;
    const data: any = await query(
      `{ ${name}(orderBy: [${order}], ${backward ? 'last' : 'first'}: ${size}${at}) { ${PAGE} } }`,
    );
    const { nodes, pageInfo } = data[name];
    if (backward) rows.unshift(...idsOf(nodes));
    else rows.push(...idsOf(nodes));
    if (!(backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) return rows;
    cursor = backward ? pageInfo.startCursor : pageInfo.endCursor;
  }
}

describe('paging visits every row once, in the order of the whole list', () => {
  test.each(cases)('$name by $order', async ({ name, order }) => {
    const data = await query(`{ ${name}(orderBy: [${order}], first: 100) { totalCount ${PAGE} } }`);
    const whole = idsOf(data[name].nodes);
    expect(data[name].pageInfo.hasNextPage).toBe(false);
    expect(new Set(whole).size).toBe(data[name].totalCount);
    for (const size of [7, 19]) {
      expect(await byPages(name, order, size, false)).toEqual(whole);
      expect(await byPages(name, order, size, true)).toEqual(whole);
    }
  });
});

test('rows without a value stand where asked', async () => {
  for (const direction of ['ASC', 'DESC']) {
    for (const nulls of ['FIRST', 'LAST']) {
      const { responsibilities } = await query(
        `{ responsibilities(first: 100, orderBy: [{field: CLAUSE_ORDER, direction: ${direction}, nulls: ${nulls}}]) { nodes { clauseOrder } } }`,
      );
      const orders: (number | null)[] = responsibilities.nodes.map((node: any) => node.clauseOrder);
      const absent = orders.filter((order) => order === null);
      const present = orders.filter((order) => order !== null);
      const sorted = present.toSorted((a, b) => (direction === 'ASC' ? a - b : b - a));
      expect(absent.length).toBeGreaterThan(0);
      expect(orders).toEqual(nulls === 'FIRST' ? [...absent, ...sorted] : [...sorted, ...absent]);
    }
  }
});

test('the incentives of a plan come in the order of the text, whatever their kind', async () => {
  const { plan, incentives } = await query(
    `{ plan(by: {code: "2022-4"}) { incentives { type: __typename ordinal title } } incentives(orderBy: [{field: ORDINAL}]) { nodes { title } } }`,
  );
  expect(plan.incentives.map((node: any) => `${node.type} ${node.ordinal}`)).toEqual([
    ...[1, 2, 3, 4].map((i) => `Courtesy ${i}`),
    ...[1, 2].map((i) => `Award ${i}`),
    ...[1, 2, 3, 4, 5].map((i) => `FundingSource ${i}`),
  ]);
  expect(incentives.nodes.map(({ title }: any) => title)).toEqual(
    plan.incentives.map(({ title }: any) => title),
  );
});

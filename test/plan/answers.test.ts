import { describe, expect, test } from 'vitest';
import { testServer } from '../setup/server.ts';

const server = await testServer();
const { query } = server;
const plan = `plan(by: {documentNumber: "钢城文明办〔2022〕4号"})`;

describe('the plan of 钢城文明办〔2022〕4号', () => {
  test('has its 8 programs with title and slogan, in order', async () => {
    const data = await query(`{ ${plan} { programs { totalCount nodes { code title slogan } } } }`);
    expect(data.plan.programs.totalCount).toBe(8);
    expect(data.plan.programs.nodes.map((node: any) => `${node.code} ${node.title} ${node.slogan}`)).toEqual([
      '2022-4/1 创城宣传发动 创城宣传员',
      '2022-4/2 倡导文明行为 文明引导员',
      '2022-4/3 市容市貌美化 城市美容师',
      '2022-4/4 社区环境提升 社区好管家',
      '2022-4/5 “五为”文明实践 为民生力军',
      '2022-4/6 重点窗口行业 窗口服务员',
      '2022-4/7 文明交通劝导 交通劝导员',
      '2022-4/8 文明创建培训 创城突击队',
    ]);
  });

  test('has each clause in its order', async () => {
    const data = await query(`{ ${plan} { programs { nodes { ordinal
      responsibilities(where: {kind: {eq: NAMED_IN_CLAUSE}}, orderBy: [{field: CLAUSE_ORDER}]) { nodes { clauseOrder party { name } } } } } } }`);
    const clauses = data.plan.programs.nodes.map(({ responsibilities }: any) =>
      responsibilities.nodes.map(({ party }: any) => party.name),
    );
    expect(clauses[0]).toEqual(['区委宣传部', '各街道、功能区']);
    expect(clauses[1]).toEqual(['区委宣传部', '区教体局', '各街道、功能区']);
    expect(clauses[5]).toHaveLength(14);
    expect(clauses[5][0]).toBe('团区委');
    expect(clauses[5][13]).toBe('各街道、功能区');
    expect(clauses[6]).toEqual([
      '区委宣传部',
      '市公安局钢城区分局',
      '各级文明单位',
      '各街道、功能区',
      '“好帮手”文明交通志愿服务队',
    ]);
    expect(clauses[7]).toEqual(['区新时代文明实践指导中心']);
  });

  test('says 牵头 of one party in programs and of two in requirements, and no other role', async () => {
    const data = await query(`{ ${plan} {
      inPrograms: responsibilities(where: {role: {isNull: false}, program: {ordinal: {gte: 1}}}, first: 100) { nodes { role party { name } program { code } sources { quote } } }
      all: responsibilities(where: {role: {isNull: false}}, first: 100) { nodes { role party { name } } } } }`);
    expect(data.plan.inPrograms.nodes).toMatchObject([
      { role: 'LEAD', party: { name: '区委宣传部' }, program: { code: '2022-4/3' } },
    ]);
    const quotes = data.plan.inPrograms.nodes[0].sources.map(({ quote }: any) => quote);
    expect(quotes.some((quote: string) => quote.includes('牵头'))).toBe(true);
    expect(data.plan.all.nodes.map(({ role }: any) => role)).toEqual(['LEAD', 'LEAD', 'LEAD']);
  });

  test('tasks two parties of program 1 in the text that its clause does not name', async () => {
    const data = await query(`{ program(by: {code: "2022-4/1"}) {
      responsibilities(where: {kind: {eq: TASKED_IN_TEXT}}) { nodes { role clauseOrder party { name } } } } }`);
    expect(data.program.responsibilities.nodes).toEqual([
      { role: null, clauseOrder: null, party: { name: '区委网信办' } },
      { role: null, clauseOrder: null, party: { name: '区融媒体中心' } },
    ]);
  });

  test('gives a target its basis: one stated number, the others read from names or without a number', async () => {
    const data = await query(
      `{ ${plan} { programs { nodes { ordinal targets { basis value metric unit origin derivation campaign { title } } } } } }`,
    );
    const targets = data.plan.programs.nodes.flatMap((node: any) =>
      node.targets.map((target: any) => ({ program: node.ordinal, ...target })),
    );
    const stated = targets.filter(({ basis }: any) => basis === 'STATED');
    expect(stated).toMatchObject([{ program: 8, value: 1000, metric: 'PEOPLE_TRAINED', unit: '人' }]);
    const derived = targets.filter(({ basis }: any) => basis === 'DERIVED_FROM_NAME');
    expect(
      derived.map(({ program, value, metric }: any) => `${program} ${value} ${metric}`).toSorted(),
    ).toEqual(['3 100 SESSIONS', '3 10000 PARTICIPANTS', '4 1000 SESSIONS']);
    expect(derived.every(({ origin, derivation }: any) => origin === 'PARSED' && derivation)).toBe(true);
    expect(
      targets.filter(({ basis }: any) => basis === 'QUALITATIVE').every(({ value }: any) => value === null),
    ).toBe(true);
  });

  test('has every closed list with its count', async () => {
    const data = await query(`{ ${plan} { vocabularies { code title terms { label } } } }`);
    const counts = Object.fromEntries(
      data.plan.vocabularies.map(({ title, terms }: any) => [title, terms.length]),
    );
    const sizes = Object.values(counts);
    for (const size of [9, 7, 5, 4, 3]) expect(sizes).toContain(size);
    expect(data.plan.vocabularies.length).toBeGreaterThanOrEqual(16);
    const labels = data.plan.vocabularies.flatMap(({ terms }: any) => terms.map(({ label }: any) => label));
    expect(labels).toEqual(
      expect.arrayContaining(['随地吐痰', '各行其道', '入户率', '点单配送服务', '便利化', '网络大V']),
    );
  });

  test('offers 4 courtesies, 2 awards and 5 sources of money, each with a passage', async () => {
    const data =
      await query(`{ courtesies { totalCount nodes { title sources { quote } } } awards { totalCount nodes { title sources { quote } } }
      fundingSources { totalCount nodes { title provider { name } sources { quote } } } ${plan} { incentives { __typename sources { quote } } } }`);
    expect([data.courtesies.totalCount, data.awards.totalCount, data.fundingSources.totalCount]).toEqual([
      4, 2, 5,
    ]);
    expect(data.plan.incentives).toHaveLength(11);
    expect(data.plan.incentives.every(({ sources }: any) => sources.length > 0)).toBe(true);
    expect(data.fundingSources.nodes.map(({ provider }: any) => provider?.name ?? null)).toContain(
      '区财政局',
    );
  });

  test('covers every sentence of parts three and four', async () => {
    const data = await query(
      `{ ${plan} { coverage { sentenceCount coveredCount share uncovered { quote } } } }`,
    );
    expect(data.plan.coverage.uncovered).toEqual([]);
    expect(data.plan.coverage.share).toBe(1);
    expect(data.plan.coverage.sentenceCount).toBeGreaterThan(40);
  });

  test('covers every clause and every character of them, and tells how many there are', async () => {
    const { coverage } = (
      await query(`{ ${plan} { coverage { clauseCount coveredClauseCount uncoveredClauses { quote }
        characterCount coveredCharacterCount characterShare } } }`)
    ).plan;
    expect(coverage).toMatchObject({ uncoveredClauses: [], characterShare: 1 });
    expect(coverage.coveredClauseCount).toBe(coverage.clauseCount);
    expect(coverage.clauseCount).toBeGreaterThan(140);
    expect(coverage.coveredCharacterCount).toBe(coverage.characterCount);
    const purpose = (
      await query(
        `{ ${plan} { coverage(sections: ["head"]) { uncoveredClauses { section quote start end } characterShare } document { text } } }`,
      )
    ).plan;
    expect(purpose.coverage.characterShare).toBeLessThan(1);
    for (const { quote, start, end } of purpose.coverage.uncoveredClauses)
      expect(purpose.document.text.slice(start, end)).toBe(quote);
  });

  test('finds a party by an alias, also the one that the text puts in brackets', async () => {
    const data = await query(`{
      office: party(by: {name: "区文明办"}) { code responsibilities { nodes { requirement { ordinal } role origin derivation } } }
      department: party(by: {name: "区委宣传部（区文明办）"}) { code }
      named: party(by: {name: "区委宣传部"}) { code }
      none: party(by: {name: "没有"}) { code } }`);
    expect(data).toMatchObject({
      office: {
        code: '370117/civilization-office',
        responsibilities: {
          nodes: [
            {
              requirement: { ordinal: 1 },
              role: null,
              origin: 'PARSED',
              derivation: expect.stringContaining('括注'),
            },
          ],
        },
      },
      department: { code: '370117/publicity-department' },
      named: { code: '370117/publicity-department' },
      none: null,
    });
  });

  test('asks for the code where several parties bear an alias; a name goes before an alias', async () => {
    const { pool } = server.database;
    const alias = (code: string, name: string) =>
      pool.query('update party set aliases = aliases || array[$2] where code = $1', [code, name]);
    await alias('370117/bus-station', '车站');
    await alias('370117/china-mobile', '车站');
    await alias('370117/china-mobile', '团区委');
    const { errors } = await server.send('{ party(by: {name: "车站"}) { code } }');
    expect(errors![0]!.extensions).toMatchObject({ code: 'AMBIGUOUS', property: 'name' });
    expect(await query('{ party(by: {name: "团区委"}) { code } }')).toEqual({
      party: { code: '370117/youth-league' },
    });
  });

  test('quotes exactly what stands at the offsets of the text', async () => {
    const text = (await query(`{ ${plan} { document { text } } }`)).plan.document.text as string;
    let after: string | null = null;
    let seen = 0;
    do {
      const page: any = await query(
        `query ($after: Cursor) { ${plan} { document { passages(first: 100, after: $after) { nodes { quote start end section } pageInfo { hasNextPage endCursor } } } } }`,
        { after },
      );
      const { nodes, pageInfo } = page.plan.document.passages;
      for (const { quote, start, end } of nodes) expect(text.slice(start, end)).toBe(quote);
      seen += nodes.length;
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toBeGreaterThan(150);
  });

  test('keeps members apart: they have a source of their own and no passage', async () => {
    const data = await query(
      `{ parties(where: {name: {eq: "各街道、功能区"}}) { nodes { origin sources { quote } ... on Collective { members { isConfirmed sourceTitle origin member { name origin sources { quote } } } } } } }`,
    );
    const [collective] = data.parties.nodes;
    expect(collective.sources.length).toBeGreaterThan(0);
    expect(collective.members).toHaveLength(7);
    for (const { origin, member } of collective.members) {
      expect(origin).toBe('OPERATOR');
      expect(member).toMatchObject({ origin: 'OPERATOR', sources: [] });
    }
    expect(
      collective.members.filter((member: any) => !member.isConfirmed).map(({ member }: any) => member.name),
    ).toEqual(expect.arrayContaining(['棋山国家森林公园', '南部新城建设服务中心']));
  });
});

test('the plan of another document is null, not an error', async () => {
  expect(await query(`{ plan(by: {documentNumber: "没有"}) { title } }`)).toEqual({ plan: null });
});

import Papa from 'papaparse';
import { afterAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/server/app.ts';
import { requests } from '../request/given.ts';
import { world } from '../setup/world.ts';

const everybody = await world();
const { app, database, office, coordinator, given, query } = everybody;
const here = await requests(everybody);

const post = (
  body: unknown,
  search = '',
  headers: Record<string, string> = {},
  of: { inject: typeof app.inject } = app,
) =>
  of.inject({
    method: 'POST',
    url: `/export?${search}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });
const rowsOf = async (text: string, search = 'format=json', headers = {}, more: object = {}) => {
  const answer = await post({ query: text, ...more }, search, headers);
  expect(answer.statusCode, answer.body.slice(0, 400)).toBe(200);
  return answer.json<{ rows: Record<string, any>[] }>().rows;
};
const refusal = async (body: unknown, search = 'format=json', headers = {}) => {
  const answer = await post(body, search, headers);
  expect(answer.headers['content-disposition']).toBeUndefined();
  return [answer.statusCode, answer.json().errors[0].extensions.code, answer.json().errors[0].message];
};

describe('any query', () => {
  test('is a table: to-one objects flat, lists joined, fragments and aliases as they are', async () => {
    const text = `query 牵头($role: ResponsibilityRole) {
      programs(first: 2) {
        totalCount
        edges { cursor node { ...About nth: ordinal campaigns { title } leads: responsibilities(first: 50, where: {role: {eq: $role}}, expand: NONE) { totalCount nodes { party { ...Named } } } } }
      }
    }
    fragment About on Program { code plan { code } }
    fragment Named on Party { name ... on Unit { unitType } }`.replace('牵头', 'Leads');
    const variables = { role: 'LEAD' };
    const rows = await rowsOf(text, 'format=json', {}, { variables, operationName: 'Leads' });
    const { programs } = await query(text.replace('first: 2', 'first: 100'), variables);
    expect(rows).toEqual(
      programs.edges.map(({ node }: any) => ({
        code: node.code,
        'plan.code': node.plan.code,
        nth: node.nth,
        'campaigns.title': node.campaigns.map(({ title }: any) => title),
        'leads.totalCount': node.leads.totalCount,
        'leads.party.name': node.leads.nodes.map(({ party }: any) => party.name),
        'leads.party.unitType': node.leads.nodes.map(({ party }: any) => party.unitType ?? null),
      })),
    );
    expect(rows.length).toBe(programs.totalCount);
    const csv = (await post({ query: text, variables }, 'format=csv&headings=names')).body;
    const { data } = Papa.parse<Record<string, string>>(csv.slice(1, -2), { header: true });
    expect(data.map((row) => row['campaigns.title'])).toEqual(
      rows.map((row) => row['campaigns.title'].join('；')),
    );
  });

  test('begins where it says, and may stop early', async () => {
    const { programs } = await query('{ programs(first: 3) { pageInfo { endCursor } } }');
    const text =
      'query ($after: Cursor, $n: Int) { programs(first: $n, after: $after) { nodes { ordinal } } }';
    const variables = { after: programs.pageInfo.endCursor, n: 2 };
    const rows = await rowsOf(text, 'format=json&limit=4', {}, { variables });
    expect(rows).toEqual([{ ordinal: 4 }, { ordinal: 5 }, { ordinal: 6 }, { ordinal: 7 }]);
    const literal = text
      .replace('$after: Cursor, ', '')
      .replace('$after', `"${programs.pageInfo.endCursor}"`);
    expect(await rowsOf(literal, 'format=json', {}, { variables })).toHaveLength(5);
  });

  test('may be of one object above its rows, whose fields stand in each', async () => {
    const rows = await rowsOf(
      '{ plan(by: {code: "2022-4"}) { code programs { nodes { ordinal } } goals { title } } }',
      'format=json&rows=plan.programs',
    );
    expect(rows[0]).toEqual({ 'plan.code': '2022-4', ordinal: 1 });
    expect(rows).toHaveLength(8);
    expect(await rowsOf('{ plan(by: {code: "none"}) { programs { nodes { ordinal } } } }')).toEqual([]);
  });

  test('leaves out what @skip and @include leave out', async () => {
    const text =
      'query ($short: Boolean = true) { programs { nodes { code title @skip(if: $short) slogan @include(if: $short) } } }';
    expect(Object.keys((await rowsOf(text))[0]!)).toEqual(['code', 'slogan']);
    expect(Object.keys((await rowsOf(text, 'format=json', {}, { variables: { short: false } }))[0]!)).toEqual(
      ['code', 'title'],
    );
  });

  test('is asked in smaller pages where a whole one is beyond a limit', async () => {
    const text =
      '{ parties { nodes { name responsibilities(first: 100, expand: MEMBERS) { nodes { kind sources { quote } program { targets { title } } } } } } }';
    const wide = await post({ query: text.replace('parties', 'parties(first: 100)') }, 'format=json');
    expect(
      (await everybody.send(text.replace('parties', 'parties(first: 100)'))).errors?.[0]?.extensions.code,
    ).toBe('LIMIT_NODES');
    expect(wide.statusCode).toBe(200);
    const { parties } = await query('{ parties { totalCount } }');
    expect(wide.json().count).toBe(parties.totalCount);
  });
});

describe('is refused, clearly and before a byte of a file goes out:', () => {
  const ok = '{ programs { nodes { code } } }';
  test.each([
    ['what has no list', { query: '{ service { version } }' }, '', 'EXPORT_NO_ROWS'],
    ['introspection', { query: '{ __schema { types { name } } }' }, '', 'EXPORT_NO_ROWS'],
    [
      'what has several',
      { query: '{ programs { nodes { code } } plans { nodes { code } } }' },
      '',
      'EXPORT_SEVERAL_LISTS',
    ],
    ['rows that are not there', { query: ok }, 'rows=program', 'EXPORT_BAD_ROWS'],
    [
      'rows without a field',
      { query: '{ programs { nodes { campaigns { __typename } } } }'.replace('__typename', 'title') },
      'rows=programs.nothing',
      'EXPORT_BAD_ROWS',
    ],
    [
      'a mutation',
      {
        query:
          'mutation { serviceRequestCancel(id: "x", expectedVersion: 1, reason: "y") { errors { __typename } } }',
      },
      '',
      'EXPORT_NOT_A_QUERY',
    ],
    ['a subscription', { query: 'subscription { changes { cursor } }' }, '', 'EXPORT_NOT_A_QUERY'],
    ['backward pages', { query: '{ programs(last: 3) { nodes { code } } }' }, '', 'EXPORT_BACKWARDS'],
    ['an unknown format', { query: ok }, 'format=pdf', 'BAD_PARAMETER'],
    ['an unknown parameter', { query: ok }, 'formats=csv', 'UNKNOWN_PARAMETER'],
    ['no query', {}, '', 'BAD_REQUEST'],
    ['variables that are none', { query: ok, variables: 3 }, '', 'BAD_REQUEST'],
    ['what does not parse', { query: '{ programs' }, '', 'GRAPHQL_PARSE_FAILED'],
    [
      'what is not in the contract',
      { query: '{ programs { nodes { cod } } }' },
      '',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a variable of the wrong type',
      { query: 'query ($w: ProgramWhere) { programs(where: $w) { nodes { code } } }', variables: { w: 1 } },
      '',
      'BAD_USER_INPUT',
    ],
    ['another operation', { query: `query A ${ok} query B ${ok}` }, '', 'OPERATION_RESOLUTION_FAILURE'],
    ['too many words', { query: `{ programs { nodes { ${'code '.repeat(2000)} } } }` }, '', 'LIMIT_TOKENS'],
    [
      'too many aliases',
      {
        query: `{ programs { nodes { ${Array.from({ length: 40 }, (_, i) => `a${i}: code`).join(' ')} } } }`,
      },
      '',
      'LIMIT_ALIASES',
    ],
    [
      'a list of a row that would be cut',
      { query: '{ programs { nodes { responsibilities(expand: MEMBERS) { nodes { kind } } } } }' },
      '',
      'EXPORT_LIST_CUT',
    ],
  ])('%s', async (_, body, search, code) => {
    const [status, found, message] = await refusal(body, search);
    expect([status, found]).toEqual([400, code]);
    const { errors } = await everybody.send(
      (body as { query?: string }).query ?? '',
      (body as any).variables,
    );
    // What graphql-js says, it says in English at /graphql as well.
    if (errors?.[0]?.message === message) return;
    expect(message).toMatch(/\p{Script=Han}/u);
    const [, , english] = await refusal(body, search, { 'accept-language': 'en' });
    expect(english).not.toMatch(/\p{Script=Han}/u);
  });

  test('several lists, by naming them, and one of them chosen is answered', async () => {
    const text = '{ programs { nodes { code targets { title } } } plans { nodes { code } } }';
    const answer = await post({ query: text }, 'format=csv');
    expect(answer.json().errors[0].extensions).toEqual({
      code: 'EXPORT_SEVERAL_LISTS',
      parameter: 'rows',
      lists: ['programs', 'programs.targets', 'plans'],
    });
    expect(await rowsOf(text, 'format=json&rows=plans')).toEqual([{ code: expect.any(String) }]);
    const targets = await rowsOf(text, 'format=json&rows=programs.nodes.targets');
    expect(Object.keys(targets[0]!)).toEqual(['programs.code', 'title']);
  });

  test('what a form of another site could send', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const answer = await post(JSON.stringify({ query: ok }), 'format=csv', { 'content-type': type });
      expect(answer.statusCode, type).toBe(415);
    }
    expect((await app.inject({ url: `/export?query=${encodeURIComponent(ok)}` })).statusCode).toBe(404);
  });

  test('a token that is none', async () => {
    const answer = await post({ query: ok }, 'format=csv', { authorization: 'Bearer x.y.z' });
    expect(answer.statusCode).toBe(401);
  });
});

describe('rights are those of /graphql:', async () => {
  const people = '{ volunteers { nodes { name phone } } }';
  await given.volunteer();

  test('who sees no volunteers exports none, and who sees them gets what /graphql gives, never kept', async () => {
    expect(await rowsOf(people)).toEqual([]);
    const { volunteers } = await office.query(people);
    expect(volunteers.nodes.length).toBeGreaterThan(0);
    const answer = await post({ query: people }, 'format=json', office.headers);
    expect(answer.json().rows).toEqual(volunteers.nodes);
    expect(answer.headers['cache-control']).toBe('private, no-store');
    const dataset = await app.inject({ url: '/data/service-requests.csv', headers: office.headers });
    expect([dataset.headers['cache-control'], dataset.headers['etag']]).toEqual([
      'private, no-store',
      undefined,
    ]);
  });

  test('contacts are masked for whom they are masked there', async () => {
    const requester = await everybody.person('asks');
    const submitted = await requester.does(
      'serviceRequestSubmit',
      { input: here.input() },
      'id version number',
    );
    const offered = await here.offer(await here.approve(submitted), here.TEAM);
    const contacts = async (headers: Record<string, string> = {}) =>
      (await app.inject({ url: '/data/service-requests.json', headers }))
        .json<{ rows: any[] }>()
        .rows.map((row) => [row.contactName, row.contactPhone, row.address]);
    expect(await contacts()).toEqual([]);
    expect(await contacts(here.team.headers)).toEqual([
      ['欧***', expect.stringMatching(/^139\*{4}\d{4}$/), null],
    ]);
    const whole = ['欧阳若兰', expect.stringMatching(/^\d{11}$/), '艾山街道 8 号楼'];
    expect(await contacts(coordinator.headers)).toEqual([whole]);
    expect(offered.version).toBeGreaterThan(0);
  });

  test('reading minors is on record for an export too', async () => {
    await database.pool.query(`update volunteer set birth_date = '2012-05-01'`);
    const count = async () =>
      Number((await database.pool.query('select count(*) from minor_read')).rows[0].count);
    const before = await count();
    expect((await post({ query: people }, 'format=csv', office.headers)).statusCode).toBe(200);
    expect(await count()).toBeGreaterThan(before);
  });
});

test('a page of another origin may export where it may ask', async () => {
  const other = await createApp({ database, logLevel: 'silent', corsOrigins: ['https://kanban.example.cn'] });
  afterAll(() => other.close());
  const ask = (origin: string) =>
    post({ query: '{ programs { nodes { code } } }' }, 'format=csv', { origin }, other);
  const allowed = await ask('https://kanban.example.cn');
  expect(allowed.headers['access-control-allow-origin']).toBe('https://kanban.example.cn');
  expect(allowed.headers['vary']).toContain('Origin');
  expect(allowed.headers['vary']).toContain('Accept-Language');
  expect((await ask('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
});

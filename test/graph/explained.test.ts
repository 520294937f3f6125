import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { settle } from '../../src/rollup/settle.ts';
import { testServer } from '../setup/server.ts';

const server = await testServer('demo');
const { pool } = server.database;

// Ten years of the demonstration one: at that size a list that is read whole to show a page is slow.
await pool.query(`
  alter table activity disable trigger user;
  create temporary table copied as select id, n, gen_random_uuid() as copy from activity, generate_series(1, 9) n;
  insert into activity select (json_populate_record(a, json_build_object('id', c.copy, 'code', a.code || '-' || c.n, 'series_id', null,
    'starts_at', a.starts_at - c.n * interval '1 year', 'ends_at', a.ends_at - c.n * interval '1 year',
    'published_at', a.published_at - c.n * interval '1 year'))).* from copied c join activity a using (id);
  insert into activity_term select c.copy, t.term_id from copied c join activity_term t on t.activity_id = c.id;
  create temporary table signed as select s.id, c.n, c.copy as activity, gen_random_uuid() as copy
    from copied c join sign_up s on s.activity_id = c.id where s.shift_id is null;
  insert into sign_up select (json_populate_record(s, json_build_object('id', c.copy, 'activity_id', c.activity,
    'signed_up_at', s.signed_up_at - c.n * interval '1 year'))).* from signed c join sign_up s using (id);
  insert into service_record select (json_populate_record(r, json_build_object('id', gen_random_uuid(), 'activity_id', c.activity,
    'sign_up_id', c.copy, 'started_at', r.started_at - c.n * interval '1 year', 'ended_at', r.ended_at - c.n * interval '1 year',
    'recorded_at', r.recorded_at - c.n * interval '1 year'))).* from signed c join service_record r on r.sign_up_id = c.id where r.corrects_id is null;
  alter table activity enable trigger user;
  select activity_rollup_rebuild()`);
await settle(pool);
await pool.query('analyze');
const { rows } = await pool.query<{ name: string }>(
  `select relname as name from pg_class where relkind = 'r' and reltuples > 4000 and relnamespace = 'public'::regnamespace`,
);
const big = new Set(rows.map(({ name }) => name));

interface Sent {
  text: string;
  values: unknown[];
}
let sent: Sent[] = [];
const send = pool.query.bind(pool) as (...args: unknown[]) => unknown;
pool.query = ((query: unknown, values?: unknown[]) => {
  if (typeof query === 'object') sent.push(query as Sent);
  else sent.push({ text: query as string, values: values ?? [] });
  return send(query, values);
}) as typeof pool.query;

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Node[];
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Big tables that the statements of a query read from end to end. */
async function readWhole(query: string, variables?: Record<string, unknown>): Promise<string[]> {
  sent = [];
  await server.query(query, variables);
  const statements = sent.filter(({ text }) => /^(select|with)\b/.test(text));
  expect(statements.length).toBeGreaterThan(0);
  const found: string[] = [];
  for (const { text, values } of statements) {
    const { rows: plans } = (await send(`explain (format json) ${text}`, values)) as {
      rows: { 'QUERY PLAN': { Plan: Node }[] }[];
    };
    const nodes = nodesOf(plans[0]!['QUERY PLAN'][0]!.Plan);
    found.push(
      ...nodes
        .filter((node) => node['Node Type'] === 'Seq Scan' && big.has(node['Relation Name']!))
        .map((node) => `${node['Relation Name']}: ${text}`),
    );
  }
  return found;
}

/** Statements that are of all rows by their nature, and why. */
const OF_ALL: Readonly<Record<string, RegExp>> = {
  // The sums of all programs are of all activities.
  'dashboard-4-progress.graphql': /^\w+: select [pt]\.id, json_build_object/,
  // The total of a condition that a third of the activities meet; the page itself goes by an index.
  'data-4-activities.graphql': /^activity: select count\(\*\)/,
  // What is counted of a year, or of all years, is all of it.
  'data-6-statistics.graphql': /^\w+: with /,
  'data-7-trend.graphql': /^\w+: with /,
};

const folder = join(import.meta.dirname, '../../operations');
/** Those that anybody may ask. */
const operations = readdirSync(folder).filter(
  (file) => file.endsWith('.graphql') && !/^# who:/m.test(readFileSync(join(folder, file), 'utf8')),
);

test('the tables of the work are big enough for this to mean something', () => {
  expect([...big]).toEqual(expect.arrayContaining(['activity', 'sign_up', 'service_record']));
});

test.each(operations)('%s reads no big table whole', async (file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const variables = join(folder, file.replace('.graphql', '.variables.json'));
  const given = readdirSync(folder).includes(file.replace('.graphql', '.variables.json'))
    ? (JSON.parse(readFileSync(variables, 'utf8')) as Record<string, unknown>)
    : {};
  const found = await readWhole(text, given);
  expect(found.filter((statement) => !OF_ALL[file]?.test(statement))).toEqual([]);
});

const USUAL = [
  '{startsAt: {during: THIS_MONTH}}',
  '{startsAt: {last: "P30D"}}',
  '{endsAt: {during: YESTERDAY}}',
  '{publishedAt: {last: "P7D"}}',
  '{code: {eq: "370117-A-000001"}}',
  '{program: {code: {eq: "2022-4/3"}}, startsAt: {during: LAST_MONTH}}',
  '{organizer: {name: {eq: "艾山街道"}}, startsAt: {during: THIS_QUARTER}}',
  '{venue: {name: {contains: "站"}}, startsAt: {during: LAST_WEEK}}',
];

test.each(USUAL)('activities where %s read no big table whole', async (where) => {
  expect(await readWhole(`{ activities(where: ${where}) { nodes { id title } } }`)).toEqual([]);
});

const ORDERS = ['STARTS_AT', 'ENDS_AT', 'CODE', 'PUBLISHED_AT', 'TITLE'].flatMap((field) =>
  ['ASC', 'DESC'].map((direction) => `{field: ${field}, direction: ${direction}}`),
);

test.each(ORDERS)('a page of activities by %s reads no big table whole', async (order) => {
  expect(await readWhole(`{ activities(orderBy: [${order}]) { nodes { id title } } }`)).toEqual([]);
});

test('a condition that nothing serves is seen here', async () => {
  expect(await readWhole('{ activities(where: {occasion: {eq: "x"}}) { totalCount } }')).not.toEqual([]);
});

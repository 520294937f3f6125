import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type GraphQLInterfaceType, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { readValidPlan } from '../../src/commands/import.ts';
import { importPlan } from '../../src/exchange/import.ts';
import { LIMITS } from '../../src/server/limits.ts';
import { SETTINGS } from '../../src/settings.ts';
import { testDatabase } from '../setup/database.ts';
import { testServer } from '../setup/server.ts';

const { query, database, schema } = await testServer();
const root = join(import.meta.dirname, '../..');
const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');

/** Each GraphQL block of a page, with the JSON block that directly follows it. */
function blocks(page: string): { text: string; answer: string | undefined }[] {
  return [...page.matchAll(/```graphql\n([^`]*)```(?:\n\n```json\n([^`]*)```)?/g)].map(
    ([, text, answer]) => ({
      text: text!,
      answer,
    }),
  );
}

describe.each(['README.md', 'README.zh-CN.md', 'docs/clients.md'])('%s', async (path) => {
  const found = blocks(await read(path));

  test('has questions with answers', () => {
    expect(found.filter(({ answer }) => answer !== undefined).length).toBeGreaterThan(1);
  });

  test.each(found)('answers as printed: $text', async ({ text, answer }) => {
    const data = await query(text);
    // A block without an answer below it must only be answered.
    const printed: unknown = answer === undefined ? data : JSON.parse(answer);
    expect(data).toEqual(printed);
  });
});

test.each(['README.md', 'README.zh-CN.md'])('%s lists every setting with its default', async (path) => {
  const rows = [...(await read(path)).matchAll(/^\| `([A-Z0-9_]+)` +\| (?:`([^`]*)`)? *\|/gm)]
    .map(([, name, value]) => [name!, value ?? ''])
    .filter(([name]) => !name!.startsWith('LIMIT_'));
  expect(rows.slice(0, SETTINGS.length)).toEqual(SETTINGS.map((setting) => [setting.name, setting.default]));
});

/** Names and ticks of a table of rights, in its order. */
const rights = async (path: string) =>
  [...(await read(path)).matchAll(/^\| `([\w.]+)`[^|]*\|([^|]*)\|([^|]*)\|([^|]*)\|$/gm)].map(
    ([, name, ...cells]) => [name, ...cells.map((cell) => cell.trim())],
  );

test('the tables of rights are the same in both languages', async () => {
  const english = await rights('docs/rights.md');
  expect(english.length).toBeGreaterThan(60);
  expect(await rights('docs/rights.zh.md')).toEqual(english);
});

test('every link between the documents leads somewhere', async () => {
  const pages = ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'operations/tour/README.md'];
  for (const file of await readdir(join(root, 'docs'))) pages.push(`docs/${file}`);
  const slug = (heading: string) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\- ]/gu, '')
      .replaceAll(' ', '-');
  const broken: string[] = [];
  for (const page of pages) {
    for (const [link, target, anchor] of (await read(page)).matchAll(
      /\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g,
    )) {
      const path = target === '' ? page : join(dirname(page), target!);
      const text = await read(path).catch((error: NodeJS.ErrnoException) =>
        error.code === 'EISDIR' ? '' : null,
      );
      const headings = [...(text ?? '').matchAll(/^#+ (.*)$/gm)].map(([, heading]) => slug(heading!));
      if (text === null || (anchor !== undefined && !headings.includes(anchor)))
        broken.push(`${page} ${link}`);
    }
  }
  expect(broken).toEqual([]);
});

/** Rows of the table of errors: its codes, and their status. */
const errorRows = async (path: string) =>
  [
    ...(await read(path))
      .split('`extensions.code`  ')[1]!
      .matchAll(/^\| ((?:`[A-Z_]+…?` ?)+)\s*\| ([\d ]+?) +\|/gm),
  ].map(([, codes, status]) => [codes!.trim(), status!]);

test('both READMEs list every code of an error', async () => {
  const english = await errorRows('README.md');
  expect(await errorRows('README.zh-CN.md')).toEqual(english);
  const listed = new Set(english.flatMap(([codes]) => codes!.replaceAll('`', '').split(' ')));
  const source = await sourceText(join(root, 'src'));
  const used = [
    ...source.matchAll(
      /(?:badRequest\(|refusal\([^;]{0,100}?\d{3},|\bcode: |extensions\.code === )\s*'([A-Z][A-Z_]+)'/g,
    ),
  ].map(([, code]) => code!);
  expect(used.length).toBeGreaterThan(20);
  expect([...new Set(used)].filter((code) => !listed.has(code))).toEqual([]);
  expect(listed).toContain('UNAUTHENTICATED');
});

/** Everything that is written in TypeScript below a folder. */
async function sourceText(folder: string): Promise<string> {
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !file.includes('generated'),
  );
  return (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('\n');
}

test('docs/clients.md lists every refusal with its code and what stands beside it', async () => {
  const listed = [
    ...(await read('docs/clients.md')).matchAll(/^\| `([A-Z_]+)` +\| `(\w+)` +\| ([^|]*)\|/gm),
  ].map(([, code, type, beside]) => [type!, code!, beside!.trim()]);
  const types = schema.getPossibleTypes(schema.getType('UserError') as GraphQLInterfaceType);
  const expected = types.map((type) => [
    type.name,
    type.name.replaceAll(/(?<=[a-z])[A-Z]/g, '_$&').toUpperCase(),
    Object.keys(type.getFields())
      .filter((name) => !['code', 'message', 'path'].includes(name))
      .map((name) => `\`${name}\``)
      .join(' '),
  ]);
  const byType = ([a]: string[], [b]: string[]) => a!.localeCompare(b!);
  expect(listed.toSorted(byType)).toEqual(expected.toSorted(byType));
});

test('the operations within the code of docs/clients.md fit the contract', async () => {
  const operations = [...(await read('docs/clients.md')).matchAll(/gql`([^`]*)`/g)].map(([, text]) => text!);
  expect(operations.length).toBeGreaterThan(1);
  for (const operation of operations) expect(validate(schema, parse(operation))).toEqual([]);
});

test('the demonstration leaves nothing empty but what signing in brings', async () => {
  const { pool } = await testDatabase('demo');
  const { rows: tables } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const counted = await pool.query<{ name: string }>(
    tables
      .map(({ name }) => `select '${name}' as name where not exists (select 1 from "${name}")`)
      .join(' union all '),
  );
  expect(counted.rows.map(({ name }) => name).toSorted()).toEqual([
    'account',
    // Sums that the service makes by itself.
    'activity_rollup',
    'attempt',
    'audit_entry',
    'file_entry',
    'idempotent_answer',
    // Of the pictures there is none where none can be kept; role models are for people to choose.
    'media_asset',
    'media_asset_person',
    'minor_read',
    'role_grant',
    'role_model',
    'secret',
    'story_party',
    'story_picture',
    'webhook_delivery',
    'webhook_endpoint',
  ]);
});

test('README.md lists every limit', async () => {
  const rows = [...(await read('README.md')).matchAll(/^\| `LIMIT_([A-Z_]+)` +\| ([\d,]+) +\|/gm)];
  const limits = Object.entries(LIMITS);
  expect(
    rows.slice(0, limits.length).map(([, name, value]) => [name, Number(value!.replaceAll(',', ''))]),
  ).toEqual(limits);
});

test('the example of docs/plan-format.md is a plan that imports', async () => {
  const page = await read('docs/plan-format.md');
  const folder = await mkdtemp(join(tmpdir(), 'zhiyuan-docs-'));
  for (const [, name, content] of page.matchAll(/^`([a-z]+\.(?:txt|yaml))`\n\n```\w+\n([^`]*)```/gm)) {
    await writeFile(join(folder, name!), content!);
  }
  const file = await readValidPlan(folder).finally(() => rm(folder, { recursive: true }));
  expect(await importPlan(database.orm.em, file)).toMatchObject({
    planCode: 'river-2025',
    updated: 0,
    removed: 0,
  });
  const data = await query(
    `{ plan(by: {code: "river-2025"}) { programs { nodes { title targets { value } responsibilities(expand: MEMBERS) { nodes { party { name } via { name } } } } } incentives { title } } }`,
  );
  expect(data.plan).toEqual({
    programs: {
      nodes: [
        {
          title: '河道清洁',
          targets: [{ value: 50 }],
          responsibilities: {
            nodes: [
              { party: { name: '区水务局' }, via: null },
              { party: { name: '东街街道' }, via: { name: '各街道' } },
            ],
          },
        },
      ],
    },
    incentives: [{ title: '通报表扬' }],
  });
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readValidPlan } from '../../src/commands/import.ts';
import { importPlan } from '../../src/exchange/import.ts';
import { LIMITS } from '../../src/server/limits.ts';
import { SETTINGS } from '../../src/settings.ts';
import { testServer } from '../setup/server.ts';

const { query, database } = await testServer();
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

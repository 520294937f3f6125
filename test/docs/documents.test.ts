import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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
  const rows = [...(await read(path)).matchAll(/^\| `([A-Z_]+)` +\| (?:`([^`]*)`)? *\|/gm)]
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

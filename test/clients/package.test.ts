import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { generate } from '@graphql-codegen/cli';
import { type DocumentNode, getOperationAST, Kind, parse, print, validate } from 'graphql';
import { build } from 'vite';
import { expect, test } from 'vitest';
import codegen from '../../codegen.ts';
import * as client from '../../packages/client/src/index.ts';
import { mintToken } from '../../src/access/tokens.ts';
import { listeningServer } from '../setup/listening.ts';
import { projectWithClient } from './package.ts';

const root = join(import.meta.dirname, '../..');
const { address, schema, send, database } = await listeningServer();
const project = await projectWithClient();

const OPERATIONS = 'packages/client/src/operations.ts';
const documents = Object.entries(client)
  .filter(([name]) => name.endsWith('Document'))
  .map(([name, text]) => ({ name: name.slice(0, -'Document'.length), text: String(text) }));

/** Values for variables that have none beside their operation. */
const VALUES: Record<string, unknown> = {
  plan: '2022-4',
  from: '2026-10-31T16:00:00Z',
  before: '2026-11-30T16:00:00Z',
  yearFrom: '2025-12-31T16:00:00Z',
  yearBefore: '2026-12-31T16:00:00Z',
  firstDay: '2026-11-01',
  lastDay: '2026-11-30',
  district: '370117',
  code: '370117-N-000001',
  hasDay: false,
  hasTimetables: false,
  timetables: 1,
  kinds: ['PROGRAM_WITHOUT_ACTIVITY', 'COLLECTIVE_WITHOUT_MEMBERS'],
  first: 4,
  where: {},
  ids: [],
};

interface Asked {
  name: string;
  variables: Record<string, unknown>;
}

/** The checked-in files that a front-end's operations come from. */
async function sources(): Promise<{ document: DocumentNode; values: Record<string, unknown> }[]> {
  const folder = join(root, 'operations');
  const names = (await readdir(folder, { recursive: true })).filter((name) =>
    /^(?:dashboard\/)?[^/]+\.graphql$/.test(name),
  );
  return Promise.all(
    names.map(async (file) => {
      const values = join(folder, file.replace('.graphql', '.variables.json'));
      const document = parse(await readFile(join(folder, file), 'utf8'));
      return { document, values: JSON.parse(await readFile(values, 'utf8').catch(() => '{}')) };
    }),
  );
}

const files = await sources();
const definitions = new Set(files.flatMap(({ document }) => document.definitions.map(print)));
const operations: Asked[] = files.flatMap(({ document, values }) =>
  document.definitions
    .filter((each) => each.kind === Kind.OPERATION_DEFINITION)
    .map(({ name, variableDefinitions = [] }) => {
      const taken = new Set(variableDefinitions.map(({ variable }) => variable.name.value));
      const given = Object.entries({ ...VALUES, ...values }).filter(([key]) => taken.has(key));
      return { name: name!.value, variables: Object.fromEntries(given) };
    }),
);

test('the committed operations are those of the contract and of operations/', async () => {
  const { [OPERATIONS]: one } = codegen.generates;
  const [made] = await generate({ ...codegen, generates: { [OPERATIONS]: one }, silent: true }, false);
  expect(made!.content).toBe(await readFile(join(root, OPERATIONS), 'utf8'));
});

test('each operation of the folder is there, under its own name and valid', () => {
  expect(documents.map(({ name }) => name).toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
  for (const { name, text } of documents) {
    const document = parse(text);
    expect(validate(schema, document)).toEqual([]);
    expect(getOperationAST(document, name)).toBeTruthy();
    expect(document.definitions.map(print).filter((each) => !definitions.has(each))).toEqual([]);
  }
});

test('it has no dependency, and no file of it imports another package', async () => {
  const manifest = JSON.parse(await readFile(join(project.installed, 'package.json'), 'utf8'));
  expect(Object.keys(manifest).filter((key) => /dependencies/i.test(key))).toEqual([]);
  for (const file of await readdir(join(project.installed, 'dist'))) {
    const text = await readFile(join(project.installed, 'dist', file), 'utf8');
    const imported = [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)/g)].map(([, name]) => name);
    expect(imported.filter((name) => !name!.startsWith('./'))).toEqual([]);
  }
});

test('plain JavaScript imports it by its name', async () => {
  await project.write(
    'plain.js',
    `import { createClient, formatQuote, WholePlanDocument } from '@zhiyuan/client';
    const client = createClient({ url: process.argv[2] });
    const { plan } = await client.request(WholePlanDocument);
    console.log(plan.programs.nodes.length, formatQuote({ quote: plan.title }));`,
  );
  const { output, status } = await project.start('plain.js', `${address}/graphql`);
  expect({ output, status }).toMatchObject({ status: 0, output: expect.stringMatching(/^8 “.+”\n$/) });
});

/** A bundle of what is imported, minified as for a page. */
async function bundled(imported: string): Promise<string> {
  const entry = '\0entry';
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? entry : undefined),
        load: (id) =>
          id === entry ? `export ${imported} from '${root}/packages/client/src/index.ts'` : undefined,
      },
    ],
    build: {
      write: false,
      minify: true,
      rolldownOptions: { input: 'entry', preserveEntrySignatures: 'strict' },
    },
  });
  const { output } = result as { output: { code?: string }[] };
  return output.map(({ code = '' }) => code).join('');
}

test('the client with all its helpers takes less than 4 kB of a page', async () => {
  const names = Object.keys(client).filter((name) => !name.endsWith('Document'));
  const size = gzipSync(await bundled(`{ ${names.join(', ')} }`), { level: 9 }).length;
  expect(size).toBeGreaterThan(1_000);
  expect(size).toBeLessThan(4_000);
});

test('a page has those operations alone that it imports', async () => {
  const code = await bundled('{ createClient, ProgressDocument }');
  expect(code.match(/query \w+/g)).toEqual(['query Progress']);
  expect(code).not.toContain('currency');
});

const USES = `import { createClient, ProgressDocument, WhatMustItDoDocument, LatestChangesDocument } from '@zhiyuan/client';
const client = createClient({ url: '/graphql' });
export const progress = await client.request(ProgressDocument);
export const party = (await client.request(WhatMustItDoDocument, { name: '艾山街道' })).party;
export const pages = client.pages(LatestChangesDocument, {}, (data) => data.changes);
`;

test('right uses compile, with the exact types of what comes back', async () => {
  await project.write(
    'right.ts',
    `${USES}
    export const state: 'DEMO' | 'EMPTY' | 'LIVE' | 'PLAN_ONLY' = progress.service.dataState;
    export const name: string | undefined = party?.name;
    for await (const { nodes } of pages) {
      const [kind]: ('STORY_PUBLISHED' | string)[] = nodes.map((node) => node.kind);
      console.log(kind);
    }
    export const mine = await client.request<{ a: number }, { b: string }>('query ($b: String!) { a(b: $b) }', { b: '' });
    export const one: number = mine.a;`,
  );
  expect(await project.check()).toEqual([]);
  await rm(join(project.folder, 'right.ts'));
});

test.each(['packages/client/README.md', 'docs/clients.md'])('what %s shows of it compiles', async (path) => {
  const page = await readFile(join(root, path), 'utf8');
  const shown = [...page.matchAll(/```ts\n([^`]*)```/g)]
    .map(([, code]) => code!)
    .filter((code) => code.includes('@zhiyuan/client'));
  expect(shown.length).toBeGreaterThan(0);
  await Promise.all(shown.map((code, i) => project.write(`shown-${i}.ts`, code)));
  expect(await project.check()).toEqual([]);
  await Promise.all(shown.map((_, i) => rm(join(project.folder, `shown-${i}.ts`))));
});

const WRONG: Record<string, string> = {
  'a variable that is missing': 'client.request(WhatMustItDoDocument)',
  'a variable of another type': 'client.request(WhatMustItDoDocument, { name: 1 })',
  'a variable of another name': "client.request(WhatMustItDoDocument, { name: '', nom: '' })",
  'variables where none are taken': "client.request(ProgressDocument, { name: '' })",
  'a field that was not asked for': 'progress.service.version',
  'what may be null taken for sure': 'party.name',
  'a value that the enum has not': "progress.service.dataState === 'STALE'",
  'a list that is none': 'client.pages(LatestChangesDocument, {}, (data) => data.changes.nodes)',
  'pages of what takes no cursor': "client.pages(WhatMustItDoDocument, { name: '' }, () => null)",
};

test('wrong uses do not compile, each of them', async () => {
  const lines = Object.values(WRONG).map((use) => `console.log(${use});`);
  await project.write('wrong.ts', USES + lines.join('\n'));
  const found = new Set(await project.check());
  const first = USES.split('\n').length;
  const compiled = Object.keys(WRONG).filter((_, i) => !found.has(`wrong.ts:${first + i}`));
  expect(compiled).toEqual([]);
  expect(found.size).toBe(lines.length);
  await rm(join(project.folder, 'wrong.ts'));
});

test('types are the shape of what is answered, no more and no less', { timeout: 60_000 }, async () => {
  const headers = await mediaHeaders();
  const answers = await Promise.all(
    documents.map(async ({ name, text }) => {
      const { variables } = operations.find((each) => each.name === name)!;
      const { data, errors } = await send(text, variables, headers);
      expect(errors, name).toBeUndefined();
      return { name, data };
    }),
  );
  const written = (all: typeof answers) =>
    project.write(
      'answers.ts',
      all
        .map(
          ({ name, data }) =>
            `import type { ${name}Query } from '@zhiyuan/client'; export const a${name}: ${name}Query = ${JSON.stringify(data)};`,
        )
        .join('\n'),
    );
  await written(answers);
  expect(await project.check()).toEqual([]);
  // The check can fail, for too much and for too little.
  const spoilt = answers.map((answer) => structuredClone(answer));
  const line = (name: string) => spoilt.findIndex((each) => each.name === name);
  spoilt[line('WholePlan')]!.data.plan.programs.nodes[7].more = 1;
  delete spoilt[line('Search')]!.data.search.nodes[0].kind;
  await written(spoilt);
  expect((await project.check()).toSorted()).toEqual(
    [`answers.ts:${line('WholePlan') + 1}`, `answers.ts:${line('Search') + 1}`].toSorted(),
  );
  await rm(join(project.folder, 'answers.ts'));
});

/** Somebody of the media centre, who may ask all of them. */
async function mediaHeaders(): Promise<Record<string, string>> {
  const headers = { authorization: `Bearer ${await mintToken(database.pool, 'media', 24)}` };
  await send('{ viewer { isSignedIn } }', {}, headers);
  await database.pool.query(
    `insert into role_grant (id, account_id, role, district_code, granted_at, version)
     select gen_random_uuid(), id, 'MEDIA', '370117', now(), 1 from account where subject = 'media'`,
  );
  return headers;
}

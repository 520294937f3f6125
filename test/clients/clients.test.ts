import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client/core';
import { Client, fetchExchange } from '@urql/core';
import { request } from 'graphql-request';
import { expect, test } from 'vitest';
import { printedSdl } from '../../src/server/schema.ts';
import { testServer } from '../setup/server.ts';

const { app } = await testServer();
const url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/graphql`;

const QUERY = `query Title($code: String!) { program(by: { code: $code }) { id title } }`;
const variables = { code: '2022-4/3' };

test('Apollo Client asks and normalises by id', async () => {
  const client = new ApolloClient({ link: new HttpLink({ uri: url }), cache: new InMemoryCache() });
  const { data } = await client.query<any>({ query: gql(QUERY), variables });
  expect(data.program.title).toBe('市容市貌美化');
  expect(Object.keys(client.extract() as object)).toContain(`Program:${data.program.id}`);
  client.stop();
});

test('urql asks, by GET too', async () => {
  for (const preferGetMethod of [false, 'force'] as const) {
    const client = new Client({
      url,
      exchanges: [fetchExchange],
      preferGetMethod,
      fetchOptions: { headers: { 'apollo-require-preflight': 'yes' } },
    });
    const { data, error } = await client.query(QUERY, variables).toPromise();
    expect(error).toBeUndefined();
    expect(data.program.title).toBe('市容市貌美化');
  }
});

test('graphql-request asks, and sees the code of an error', async () => {
  expect(await request(url, QUERY, variables)).toMatchObject({ program: { title: '市容市貌美化' } });
  await expect(request(url, `{ node(id: "x") { id } }`)).rejects.toMatchObject({
    response: { status: 400, errors: [{ extensions: { code: 'BAD_ID' } }] },
  });
});

test('relay-compiler accepts fragments, pagination and refetching on the contract', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zhiyuan-relay-'));
  await mkdir(join(folder, 'src'));
  await writeFile(join(folder, 'schema.graphql'), printedSdl());
  await writeFile(
    join(folder, 'relay.config.json'),
    JSON.stringify({ src: './src', schema: './schema.graphql', language: 'javascript' }),
  );
  const fragment = (name: string, text: string) =>
    writeFile(join(folder, `src/${name}.js`), `graphql\`${text}\`;`);
  await fragment(
    'Programs',
    `fragment Programs_plan on Plan @refetchable(queryName: "ProgramsPaginationQuery")
      @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "Cursor" }) {
      programs(first: $count, after: $cursor) @connection(key: "Programs_programs") { edges { node { id ...Program_program } } } }`,
  );
  await fragment(
    'Program',
    `fragment Program_program on Program { title slogan responsibilities(expand: MEMBERS) { nodes { role party { __typename name ... on Collective { members { member { name } } } } via { name } } } }`,
  );
  await fragment('Page', `query PageQuery { plan(by: { code: "2022-4" }) { title ...Programs_plan } }`);
  const compiler = createRequire(import.meta.url).resolve('relay-compiler/cli.js');
  const output = execFileSync(process.execPath, [compiler, 'relay.config.json'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: 'pipe',
  });
  expect(output).not.toMatch(/error/i);
  await expect(
    import('node:fs/promises').then(({ readdir }) => readdir(join(folder, 'src/__generated__'))),
  ).resolves.toEqual(expect.arrayContaining(['PageQuery.graphql.js', 'ProgramsPaginationQuery.graphql.js']));
  await rm(folder, { recursive: true });
});

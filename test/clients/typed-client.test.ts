import { expect, test } from 'vitest';
import {
  createClient,
  GraphQLRequestError,
  ProgressDocument,
  WhatMustItDoDocument,
} from '../../packages/client/src/index.ts';
import { listeningServer } from '../setup/listening.ts';

const { address } = await listeningServer();
const client = createClient({ url: `${address}/graphql` });

test('an operation of the package is asked with its variables', async () => {
  const { party } = await client.request(WhatMustItDoDocument, { name: '艾山街道' });
  expect(party?.name).toBe('艾山街道');
  expect(party?.responsibilities.nodes.length).toBeGreaterThan(0);
});

test('what takes no variables is asked with none', async () => {
  const { service, programs } = await client.request(ProgressDocument);
  expect(service.dataState).toBe('DEMO');
  expect(programs.nodes).toHaveLength(8);
});

test('a refusal throws, with the codes, the status and the number of the request', async () => {
  const asked = client.request('{ node(id: "x") { id } }');
  await expect(asked).rejects.toBeInstanceOf(GraphQLRequestError);
  await expect(asked).rejects.toMatchObject({
    codes: ['BAD_ID'],
    status: 400,
    data: null,
    requestId: expect.stringMatching(/./),
  });
});

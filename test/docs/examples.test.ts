import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, type OperationDefinitionNode, OperationTypeNode, parse, validate } from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { mintToken } from '../../src/access/tokens.ts';
import { filledFrom, type RootExample, rootExamples } from '../setup/examples.ts';
import { type Answer, testServer } from '../setup/server.ts';

const { send, database, schema, setNow } = await testServer('demo');
const root = join(import.meta.dirname, '../../operations');

async function person(subject: string, role: string) {
  const headers = { authorization: `Bearer ${await mintToken(database.pool, subject, 24)}` };
  await send('{ viewer { isSignedIn } }', {}, headers);
  await database.pool.query(
    `insert into role_grant (id, account_id, role, district_code, granted_at, version)
     select gen_random_uuid(), id, $2, '370117', now(), 1 from account where subject = $1`,
    [subject, role],
  );
  return headers;
}
const people: Record<string, Record<string, string>> = {
  anybody: {},
  office: await person('office', 'OFFICE'),
  media: await person('media', 'MEDIA'),
};

/** Nothing of the kind is in the demonstration, or it is not asked at /graphql: judged, not carried out. */
const JUDGED = new Set([
  'changesSubscription',
  'mediaAssetDelete',
  'serviceRequestReturn',
  'webhookDeliveryRedeliver',
]);
/** Possible only when what was planned is over. */
const LATER: Record<string, string> = { trainingSessionComplete: '2027-03-01T04:00:00Z' };

const nameOf = ({ file }: RootExample): string => file.replace('.graphql', '');

const operationsOf = (text: string): OperationDefinitionNode[] =>
  parse(text).definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);

test('every root field of the contract has an example', () => {
  const files = readdirSync(root, { recursive: true }).map(String);
  const asked = new Set(
    files
      .filter((file) => file.endsWith('.graphql'))
      .flatMap((file) => operationsOf(readFileSync(join(root, file), 'utf8')))
      .flatMap(({ operation, selectionSet }) =>
        selectionSet.selections.map((one) => `${operation} ${one.kind === Kind.FIELD ? one.name.value : ''}`),
      ),
  );
  const missing = Object.values(OperationTypeNode).flatMap((operation) =>
    Object.keys(schema.getRootType(operation)!.getFields())
      .map((name) => `${operation} ${name}`)
      .filter((field) => !asked.has(field)),
  );
  expect(missing).toEqual([]);
});

beforeAll(async () => {
  const hook = readFileSync(join(root, 'tour-media/newsroom-09-webhook.graphql'), 'utf8');
  const input = { districtCode: '370117', url: 'https://cms.example.cn/hook', kinds: ['STORY_PUBLISHED'] };
  await send(hook, { input }, people['media']);
});

test.each(rootExamples)('$file fits the contract', ({ text, first, file }) => {
  const faults = [text, first ?? text].flatMap((one) => validate(schema, parse(one)));
  expect(faults).toEqual([]);
  const [operation] = operationsOf(text);
  const [field] = operation!.selectionSet.selections;
  // The file is called by its field.
  const suffix = operation!.operation === 'subscription' ? 'Subscription' : '';
  expect(`${field?.kind === Kind.FIELD ? field.name.value : ''}${suffix}.graphql`).toBe(file);
});

/** What ends a thing that other examples go on with comes after them. */
const LAST = ['roleModelRevoke', 'trainingSessionCancel', 'trainingSessionComplete', 'webhookEndpointRemove'];

const inOrder = rootExamples
  .filter((example) => !JUDGED.has(nameOf(example)))
  .toSorted((a, b) => LAST.indexOf(nameOf(a)) - LAST.indexOf(nameOf(b)));

test.each(inOrder)('$file is carried out', async (example) => {
  const { first, variables, text, who } = example;
  setNow(LATER[nameOf(example)] ?? '2026-11-24T04:00:00Z');
  const before: Partial<Answer> = first ? await send(first, {}, people[who]) : {};
  expect(before.errors).toBeUndefined();
  const filled = filledFrom(variables, before.data) as Record<string, unknown>;
  const { data, errors } = await send(text, filled, people[who]);
  expect(errors).toBeUndefined();
  const payload: any = Object.values(data)[0];
  expect(payload).not.toBeNull();
  expect(payload.errors ?? []).toEqual([]);
});

test('what an example asks first can be missed', () => {
  expect(() => filledFrom({ id: '@venues.nodes.0.id' }, { venues: { nodes: [] } })).toThrow('is not in');
});

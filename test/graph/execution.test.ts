import { execute, type ExecutionResult, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { Models } from '../../src/graph/models.ts';
import { GraphReader, readingOf } from '../../src/graph/reader.ts';
import { Statements } from '../../src/graph/statements.ts';
import { createExecutor } from '../../src/server/executor.ts';
import { buildSchema, reads } from '../../src/server/schema.ts';
import { AnswerTally } from '../../src/server/tally.ts';
import { Turns } from '../../src/turns.ts';
import { ANONYMOUS } from '../../src/viewer.ts';
import { testDatabase } from '../setup/database.ts';
import { randomDocument } from './random-document.ts';

const database = await testDatabase();
const schema = buildSchema();
const models = new Models(database.orm, reads);
const reading = readingOf(models, new Statements(database.pool, { named: true }), new Turns(1));

const context = () => ({
  read: new GraphReader(
    reading,
    { viewer: ANONYMOUS, today: '2026-11-24', now: new Date('2026-11-24T04:00:00Z') },
    new AnswerTally(),
  ),
  orm: database.orm,
  models,
  em: () => database.orm.em.fork(),
  viewer: ANONYMOUS,
  now: () => new Date('2026-11-24T04:00:00Z'),
  today: () => '2026-11-24',
  digest: () => '',
  requestId: 'test',
  language: 'zh',
  noteMinorRead: () => {},
});

/**
 * The answer as a client sees it: the data, and where they are null for an error's sake. Where several errors end in
 * one null, the specification lets an executor report any of them.
 */
const shown = ({ data, errors }: ExecutionResult) => ({
  data: JSON.parse(JSON.stringify(data ?? null)),
  nulled: [...new Set((errors ?? []).map(({ path }) => nullAt(data, path ?? [])))].toSorted(),
});

function nullAt(data: unknown, path: readonly (string | number)[]): string {
  let value = data;
  const walked: (string | number)[] = [];
  for (const key of path) {
    if (value === null || value === undefined) break;
    value = (value as Record<string | number, unknown>)[key];
    walked.push(key);
  }
  return walked.join('.');
}

const compiled = createExecutor(schema, { eager: true });

const CASES = 400;

test(`compiled execution answers as graphql-js does, in ${CASES} random documents`, async () => {
  const variables = {
    no: false,
    where: { or: [{ ordinal: { gte: 3 } }, { not: { title: { contains: '创' } } }] },
  };
  let compared = 0;
  let withErrors = 0;
  for (let seed = 1; compared < CASES; seed += 1) {
    const text = randomDocument(schema, seed);
    const document = parse(text);
    // Two fields that cannot merge, or an unused variable's fragment, make a document invalid: not what is asked here.
    if (validate(schema, document).some(({ message }) => !message.includes('is never used'))) continue;
    const expected = shown(
      await execute({ schema, document, variableValues: variables, contextValue: context() }),
    );
    const actual = shown(
      await compiled({ document, operationName: undefined, variables, context: context() }),
    );
    expect(actual, text).toEqual(expected);
    compared += 1;
    if (expected.nulled.length > 0) withErrors += 1;
  }
  expect(withErrors).toBeGreaterThan(10);
}, 120_000);

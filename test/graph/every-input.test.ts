import {
  getNullableType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isScalarType,
} from 'graphql';
import { expect, test } from 'vitest';
import { v7 } from 'uuid';
import { toGlobalId } from '../../src/graph/ids.ts';
import type { Model } from '../../src/graph/model.ts';
import { Models } from '../../src/graph/models.ts';
import { GraphReader, readingOf } from '../../src/graph/reader.ts';
import { Statements } from '../../src/graph/statements.ts';
import { buildSchema, reads } from '../../src/server/schema.ts';
import { AnswerTally } from '../../src/server/tally.ts';
import { Turns } from '../../src/turns.ts';
import { ANONYMOUS, type Viewer } from '../../src/viewer.ts';
import { testDatabase } from '../setup/database.ts';

const database = await testDatabase('demo');
const schema = buildSchema();
const models = new Models(database.orm, reads);
const reading = readingOf(models, new Statements(database.pool, { named: false }), new Turns(1));

/** Sees through every condition on who may see what, none of which is simply false for them. */
const EVERYBODY: Viewer = {
  account: v7(),
  volunteer: v7(),
  parties: [v7()],
  roles: (['OFFICE', 'MEDIA', 'COORDINATOR', 'ANALYST'] as const).map((role) => ({
    role,
    district: '370117',
    party: role === 'COORDINATOR' ? v7() : null,
  })),
};

const readAs = (viewer: Viewer) =>
  new GraphReader(
    reading,
    { viewer, now: new Date('2026-11-24T04:00:00Z'), today: '2026-11-24' },
    new AnswerTally(),
  );

const SAMPLES: Record<string, unknown> = {
  ...{ String: 'a', Int: 1, Float: 0.5, Fen: 100, Boolean: true, Date: '2026-01-01', YearMonth: '2026-01' },
  ...{ DateTime: '2026-01-01T00:00:00Z', Duration: 'P1M' },
};

/** A value that fits, every field of an input given; conditions on others' rows one level deep. */
function sample(type: GraphQLInputType, of: Model, depth: number): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [sample(nullable.ofType, of, depth)];
  if (isEnumType(nullable)) return nullable.getValues()[0]!.value;
  if (isScalarType(nullable)) {
    if (nullable.name !== 'ID') return SAMPLES[nullable.name];
    return toGlobalId(of.name, of.hasCompoundKey ? `${v7()}+${v7()}` : v7());
  }
  if (!isInputObjectType(nullable)) throw new Error(`What is ${String(type)}?`);
  if (nullable.name.endsWith('Where') && !nullable.name.endsWith('ListWhere') && depth <= 0) return {};
  const isWhere = nullable.name.endsWith('Where');
  return Object.fromEntries(
    Object.values(nullable.getFields())
      .filter(({ name }) => !['planYear', ...(isWhere ? ['and', 'or', 'not'] : [])].includes(name))
      .map((field) => [field.name, sample(field.type, of, isWhere ? depth - 1 : depth)]),
  );
}

const inputs = Object.values(schema.getTypeMap())
  .filter((type) => isInputObjectType(type))
  .filter(({ name }) => /(?<!List)Where$/.test(name));

for (const [who, viewer] of [
  ['nobody in particular', ANONYMOUS],
  ['somebody with every role', EVERYBODY],
] as const) {
  test.each(inputs)(`every input of $name is answered, asked by ${who}`, async (input) => {
    const model = models.ofType(input.name.replace(/Where$/, ''))!;
    const read = readAs(viewer);
    for (const field of Object.values(input.getFields())) {
      const where = { [field.name]: sample(field.type, model, 0) };
      const places = await read.places(model.name, { where, first: 2 });
      expect(places.length).toBeLessThanOrEqual(2);
    }
  });
}

const orders = Object.values(schema.getTypeMap())
  .filter((type) => isEnumType(type))
  .filter(({ name }) => name.endsWith('OrderField'));

test.each(orders)('every order of $name goes from page to page', async (type) => {
  const model = models.ofType(type.name.replace(/OrderField$/, ''))!;
  for (const { name: field } of type.getValues()) {
    for (const viewer of [ANONYMOUS, EVERYBODY]) {
      const read = readAs(viewer);
      const orderBy = [{ field, direction: 'DESC' as const }];
      const forward = await read.places(model.name, { orderBy, first: 6 });
      const first = await read.places(model.name, { orderBy, first: 3 });
      if (first.length < 3) continue;
      const second = await read.places(model.name, { orderBy, first: 3, after: first[2]!.cursor });
      const keys = [...first, ...second].map(({ key }) => key);
      expect([field, ...keys]).toEqual([field, ...forward.map(({ key }) => key)]);
      const back = await read.places(model.name, { orderBy, last: 2, before: first[2]!.cursor });
      expect([field, ...back.map(({ key }) => key)]).toEqual([field, keys[1], keys[0]]);
    }
  }
});

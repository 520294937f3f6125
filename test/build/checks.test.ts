import { defineEntity, MikroORM, p } from '@mikro-orm/postgresql';
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { changesBetween } from '../../src/build/schema-changes.ts';
import { entities, ormConfig } from '../../src/database/mikro-orm.config.ts';
import { readSdl } from '../../src/server/schema.ts';

const sdl = readSdl();

/** What the schema check says of the contract after one replacement in it. */
const after = (before: string, now: string, from = sdl) => {
  expect(from.split(before)).toHaveLength(2);
  return changesBetween(buildSchema(from), buildSchema(from.replace(before, now)));
};

test('the schema check finds nothing where nothing changed', async () => {
  expect(await changesBetween(buildSchema(sdl), buildSchema(sdl))).toEqual({ lines: [], unannounced: [] });
});

test('the schema check refuses a field that went without notice', async () => {
  const { unannounced } = await after('  targetNumber: String\n', '  cited: String\n');
  expect(unannounced).toEqual(["Field 'targetNumber' was removed from object type 'Citation'"]);
});

test('the schema check lets a field go that was deprecated, and a new one come', async () => {
  const announced = sdl.replace(
    '  targetNumber: String\n',
    '  targetNumber: String @deprecated(reason: "Use target. Removal on 2027-01-01.")\n',
  );
  const { lines, unannounced } = await after(
    '  targetNumber: String @deprecated(reason: "Use target. Removal on 2027-01-01.")\n',
    '  cited: String\n',
    announced,
  );
  expect(unannounced).toEqual([]);
  expect(lines.some((line) => line.includes("'cited' was added"))).toBe(true);
});

test('the schema check refuses a value that left an enum', async () => {
  expect((await after('  QUALITATIVE\n', '  OTHER_BASIS\n')).unannounced).toHaveLength(1);
});

test.each([
  ['agrees', [], false],
  ['differs by a table', [defineEntity({ name: 'Forgotten', properties: { id: p.uuid().primary() } })], true],
])('the migration check says whether the entities differ: %s', async (_, more, drifts) => {
  const orm = await MikroORM.init(
    ormConfig('postgresql://localhost/none', { connect: false, entities: [...entities, ...more] } as never),
  );
  expect(await orm.migrator.checkSchema()).toBe(drifts);
  await orm.close(true);
});

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createDigest } from '../../src/access/secrets.ts';
import { Models } from '../../src/graph/models.ts';
import { reads } from '../../src/server/schema.ts';
import { Venue } from '../../src/venue/venue.entity.ts';
import { write } from '../../src/writing/write.ts';
import type { Service } from '../../src/writing/writing.ts';
import { world } from '../setup/world.ts';

const { coordinator, office, partyId, database, activityInput, query } = await world();

const venueInput = { name: '实践站', level: 'OFFICE', operator: partyId('370117/aishan-street') };

/** Carries out a service outside any request. */
async function carryOut(service: Service<object>): Promise<string> {
  const { orm, pool } = database;
  const viewer = {
    account: null,
    volunteer: null,
    roles: [{ role: 'OFFICE' as const, district: '370117', party: null }],
    parties: [],
  };
  const context = {
    orm,
    models: new Models(orm, reads),
    viewer,
    now: () => new Date(),
    today: () => '2026-11-24',
    digest: await createDigest(pool),
    requestId: null,
  };
  return write(context, 'venueUpdate', service, {});
}

/** A service that changes a venue without a lock, after somebody else has so many times. */
async function overtaken(times: number) {
  const { id } = await coordinator.does('venueCreate', { input: venueInput });
  const key = Buffer.from(id, 'base64url').toString().split(':')[1]!;
  let left = times;
  let tries = 0;
  const service: Service<object> = async (w) => {
    tries += 1;
    const venue = await w.em.findOneOrFail(Venue, { id: key });
    if (left > 0) await database.pool.query('update venue set version = version + 1 where id = $1', [key]);
    left -= 1;
    venue.name = '改名';
    return venue.id;
  };
  return { service, key, tries: () => tries };
}

test('a row that somebody else changed between reading and writing is read and written again', async () => {
  const { service, key, tries } = await overtaken(2);
  expect(await carryOut(service)).toBe(key);
  expect(tries()).toBe(3);
  const { rows } = await database.pool.query('select name, version from venue where id = $1', [key]);
  expect(rows).toEqual([{ name: '改名', version: 4 }]);
});

test('whoever is overtaken again and again is told to try later, by name', async () => {
  const { service } = await overtaken(99);
  await expect(carryOut(service)).rejects.toMatchObject({
    type: 'ChangedMeanwhile',
    code: 'CHANGED_MEANWHILE',
  });
});

test.for([
  ['a unique index', 'unique (name)'],
  ['a check', `check (name <> '实践站')`],
] as const)('%s that no service knows of is a refusal that has a name', async ([, constraint]) => {
  await database.pool.query('delete from venue');
  if (constraint.startsWith('unique')) await coordinator.does('venueCreate', { input: venueInput });
  await database.pool.query(`alter table venue add constraint unforeseen ${constraint}`);
  try {
    expect(await coordinator.refused('venueCreate', { input: venueInput })).toMatchObject({
      __typename: 'ChangedMeanwhile',
      code: 'CHANGED_MEANWHILE',
      message: expect.stringContaining('请重试'),
    });
  } finally {
    await database.pool.query('alter table venue drop constraint unforeseen');
  }
});

test('of several that measure one day at once, one is recorded and the others are told so', async () => {
  const { program } = await query('{ program(by: {code: "2022-4/1"}) { indicators { id } } }');
  const input = {
    indicator: program.indicators[0].id,
    party: partyId('370117/aishan-street'),
    measuredOn: '2026-02-02',
    value: 91.5,
    source: '报告',
  };
  const all = await Promise.all(
    Array.from({ length: 6 }, () => office.tries('measurementRecord', { input }, 'id')),
  );
  const refusals = all.flatMap(({ errors }) => errors.map(({ __typename }) => __typename));
  expect(refusals).toEqual(Array.from({ length: 5 }, () => 'AlreadyMeasured'));
});

test('an idempotency key is one key in letters of either case', async () => {
  const idempotencyKey = randomUUID();
  const args = { input: activityInput() };
  const first = await coordinator.does('activityCreate', { ...args, idempotencyKey });
  const again = await coordinator.does('activityCreate', {
    ...args,
    idempotencyKey: idempotencyKey.toUpperCase(),
  });
  expect(again.id).toBe(first.id);
});

test.for([
  ['nothing but zero-width and format characters', '\u200b\u200f\u2060\ufeff', 'title 不能为空'],
  ['a filler that looks empty', '\u3164\u00a0', '不能为空'],
  ['half a character', 'a\ud800b', '残缺'],
  ['another half', '\udc00', '残缺'],
] as const)('%s is no title', async ([, title, message]) => {
  expect(await coordinator.refused('activityCreate', { input: activityInput({ title }) })).toMatchObject({
    __typename: 'InvalidInput',
    path: ['input', 'title'],
    message: expect.stringContaining(message),
  });
});

test('a title may have joiners in it, and whole characters beyond the BMP', async () => {
  const title = '👨‍👩‍👧 𠮷家的义诊';
  const { object } = await coordinator.tries('activityCreate', { input: activityInput({ title }) }, 'title');
  expect(object.title).toBe(title);
});

test.for([
  ['0050-01-02', 'endsAt'],
  ['1999-12-31', 'endsAt'],
  ['2101-01-01', 'endsAt'],
] as const)('an activity in %s is refused', async ([day, field]) => {
  const input = activityInput({ startsAt: `${day}T01:00:00Z`, endsAt: `${day}T03:00:00Z` });
  expect(await coordinator.refused('activityCreate', { input })).toMatchObject({
    __typename: 'InvalidInput',
    path: ['input', field],
  });
  const series = { activity: input, rrule: 'FREQ=DAILY;COUNT=2' };
  expect(await coordinator.refused('activitySeriesCreate', { input: series })).toMatchObject({
    __typename: 'InvalidInput',
    path: ['input', 'activity', field],
  });
});

test('an id of another type is told with the field of the input that it stands in', async () => {
  const { program } = activityInput();
  for (const [more, argument] of [
    [{ venue: program }, ['input', 'venue']],
    [{ coOrganizers: [partyId('370117/aishan-street'), program] }, ['input', 'coOrganizers', '1']],
  ] as const) {
    const { errors } = await coordinator.send(
      'mutation ($input: ActivityInput!) { activityCreate(input: $input) { errors { __typename } } }',
      { input: activityInput(more) },
    );
    expect(errors).toMatchObject([{ path: ['activityCreate'], extensions: { code: 'BAD_ID', argument } }]);
  }
});

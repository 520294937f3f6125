import { expect, test } from 'vitest';
import { world } from '../setup/world.ts';
import { storiesIn } from './given.ts';

const w = await world();
const { coordinator, office, given, setNow } = w;
const { media, otherStreet, agreed } = await storiesIn(w);

const QUESTION = `query ($id: ID!) { nameablePeople(activity: $id) { otherCount people { number name mayBeNamed mayBeShown } } }`;

/** An activity at which these were present. */
async function attendedBy(...people: Awaited<ReturnType<typeof agreed>>[]) {
  const activity = await given.activity();
  const signUps = [];
  for (const who of people)
    signUps.push(await who.does('signUpCreate', { input: { activity: activity.id } }));
  setNow('2026-11-26T04:00:00Z');
  for (const { id, version } of signUps) {
    await coordinator.does('signUpRecord', {
      ...{ id, expectedVersion: version, reason: '签到表' },
      ...{ startedAt: '2026-11-26T01:00:00Z', endedAt: '2026-11-26T03:00:00Z' },
    });
  }
  setNow('2026-11-24T04:00:00Z');
  return activity.id as string;
}

test('whoever writes of an activity is told whom they may name and show, and of the others only how many', async () => {
  const named = await agreed('PUBLISH_NAME');
  const shown = await agreed('PUBLISH_IMAGE');
  const both = await agreed('PUBLISH_NAME', 'PUBLISH_IMAGE');
  const neither = await agreed();
  const id = await attendedBy(named, shown, both, neither);
  const people = [
    { number: named.number, name: named.name, mayBeNamed: true, mayBeShown: false },
    { number: shown.number, name: null, mayBeNamed: false, mayBeShown: true },
    { number: both.number, name: both.name, mayBeNamed: true, mayBeShown: true },
  ];
  for (const who of [media, office, coordinator]) {
    expect((await who.query(QUESTION, { id })).nameablePeople).toEqual({ otherCount: null, people });
  }
  for (const who of [otherStreet, named, w]) {
    expect((await who.query(QUESTION, { id })).nameablePeople).toBeNull();
  }
  await named.does('consentWithdraw', {
    id: named.consents['PUBLISH_NAME']!.id,
    expectedVersion: named.consents['PUBLISH_NAME']!.version,
  });
  expect((await media.query(QUESTION, { id })).nameablePeople.people).toEqual(people.slice(1));
});

test('so many that they point at nobody are counted, and so are none', async () => {
  const people = await Promise.all(Array.from({ length: 5 }, () => agreed()));
  const many = await attendedBy(...people);
  expect((await media.query(QUESTION, { id: many })).nameablePeople).toEqual({ otherCount: 5, people: [] });
  const none = (await given.activity()).id;
  expect((await media.query(QUESTION, { id: none })).nameablePeople).toEqual({ otherCount: 0, people: [] });
});

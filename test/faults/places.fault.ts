import { expect, test } from 'vitest';
import { world } from '../setup/world.ts';

const { office, given, database, volunteerInput } = await world();

const ROUNDS = 50;
const PEOPLE = 100;
const PLACES = 10;

const people = await Promise.all(
  Array.from({ length: PEOPLE }, () =>
    office.does('volunteerRegister', { input: volunteerInput({ forOneself: false }) }),
  ),
);

/** Activities follow one another, so that no round is refused for another's sake. */
const hours = (round: number) => ({
  startsAt: new Date(Date.parse('2026-12-01T00:00:00Z') + round * 7_200_000).toISOString(),
  endsAt: new Date(Date.parse('2026-12-01T01:00:00Z') + round * 7_200_000).toISOString(),
});

test(`${PEOPLE} volunteers race for ${PLACES} places, ${ROUNDS} rounds: always exactly ${PLACES}`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const hasWaitingList = round % 2 === 0;
    const activity = await given.activity({ capacity: PLACES, hasWaitingList, ...hours(round) });
    const outcomes = await Promise.all(
      people.map(({ id }) =>
        office.tries('signUpCreate', { input: { activity: activity.id, volunteer: id } }, 'status'),
      ),
    );
    const kinds = Object.groupBy(outcomes, ({ object, errors }) => object?.status ?? errors[0]!.__typename);
    expect(Object.fromEntries(Object.entries(kinds).map(([kind, list]) => [kind, list!.length]))).toEqual({
      CONFIRMED: PLACES,
      [hasWaitingList ? 'WAITING' : 'ActivityFull']: PEOPLE - PLACES,
    });
    const { rows } = await database.pool.query(
      `select a.sign_up_count as counted, count(*) filter (where s.status = 'CONFIRMED')::int as placed
       from activity a join sign_up s on s.activity_id = a.id where a.code = $1 group by a.id`,
      [activity.code],
    );
    expect(rows).toEqual([{ counted: PLACES, placed: PLACES }]);
  }
});

test('the same race oversells where places are counted before they are taken', async () => {
  // The check alone, as it is often written: even with the row locked in the statement that counts.
  await database.pool.query(
    'create table control (race int, taken int not null default 0, capacity int not null)',
  );
  await database.pool.query('create table control_sign_up (race int)');
  let oversold = 0;
  for (let race = 0; race < 10; race += 1) {
    await database.pool.query('insert into control (race, capacity) values ($1, $2)', [race, PLACES]);
    await Promise.all(
      people.map(async () => {
        const { rows } = await database.pool.query<{ count: number }>(
          'select count(*)::int as count from control_sign_up where race = $1',
          [race],
        );
        if (rows[0]!.count < PLACES)
          await database.pool.query('insert into control_sign_up values ($1)', [race]);
      }),
    );
    const { rows } = await database.pool.query<{ count: number }>(
      'select count(*)::int as count from control_sign_up where race = $1',
      [race],
    );
    if (rows[0]!.count > PLACES) oversold += 1;
  }
  expect(oversold).toBeGreaterThan(0);
});

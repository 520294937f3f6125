import { expect, test } from 'vitest';
import { world } from '../setup/world.ts';

// A search by name tells a name as a reading does.
const { given, office, coordinator } = await world();

const minor = (name: string) =>
  given.volunteer({ name, birthDate: '2010-03-04', guardianName: '家长', guardianPhone: '13900000000' });
/** The readings that a query leaves on record: of whom, and which fields. */
async function recorded(work: () => Promise<unknown>): Promise<[string, string[]][]> {
  const read = async () =>
    (await office.query('{ minorReads(first: 100) { nodes { volunteerId fields } } }')).minorReads.nodes;
  const before = (await read()).length;
  await work();
  return (await read()).slice(before).map(({ volunteerId, fields }: any) => [volunteerId, fields]);
}
const search = async (where: object, who = office, asked = 'nodes { number }') =>
  (
    await who.query(`query ($where: VolunteerWhere) { volunteers(where: $where, first: 1) { ${asked} } }`, {
      where,
    })
  ).volunteers;

test('a minor who is found by name is on record, on whatever page, and by the total too', async () => {
  const [one, two] = [await minor('金丝雀一'), await minor('金丝雀二')];
  await given.volunteer({ name: '金丝雀三' });
  for (const asked of ['nodes { number }', 'totalCount']) {
    const found = await recorded(() => search({ name: { contains: '金丝雀' } }, office, asked));
    expect(found).toHaveLength(2);
    expect(found).toEqual(
      expect.arrayContaining([
        [one.id, ['name']],
        [two.id, ['name']],
      ]),
    );
  }
  const either = { or: [{ name: { eq: '金丝雀一' } }, { name: { in: ['无此人'] } }] };
  expect(await recorded(() => search(either))).toEqual([[one.id, ['name']]]);
});

test('nothing is on record of who is not found, of adults, and of oneself', async () => {
  const own = await minor('雀四');
  await given.volunteer({ name: '雀五' });
  expect(await recorded(() => search({ name: { eq: '雀五' } }))).toEqual([]);
  expect(await recorded(() => search({ name: { eq: '雀' } }))).toEqual([]);
  expect(await recorded(() => search({ name: { eq: '雀四' } }, own))).toEqual([]);
});

test('no search tells a minor’s name by leaving them out, or through another list', async () => {
  const child = await minor('雀六');
  const id = { id: { eq: child.id } };
  for (const where of [
    { ...id, name: { ne: '雀六' } },
    { ...id, name: { notIn: ['雀六'] } },
    { ...id, name: { ne: '雀七' } },
    { ...id, not: { not: { name: { eq: '雀六' } } } },
  ]) {
    expect((await search(where)).nodes).toEqual([]);
  }
  for (const name of ['雀六', '雀七']) {
    expect((await search({ ...id, not: { name: { eq: name } } })).nodes).toHaveLength(1);
  }
  const activity = await given.activity();
  await child.does('signUpCreate', { input: { activity: activity.id } });
  for (const name of ['雀六', '雀七']) {
    const { activity: read } = await coordinator.query(
      `query ($id: ID!, $name: String) { activity(by: {id: $id}) {
        found: signUps(where: {volunteer: {name: {eq: $name}}}) { totalCount }
        left: signUps(where: {not: {volunteer: {name: {eq: $name}}}}) { totalCount } } }`,
      { id: activity.id, name },
    );
    expect(read).toEqual({ found: { totalCount: 0 }, left: { totalCount: 1 } });
  }
});

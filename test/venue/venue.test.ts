import { expect, test } from 'vitest';
import { world } from '../setup/world.ts';

const { coordinator, office, person, partyId } = await world();
const OWN = partyId('370117/aishan-street');
const OTHER = partyId('370117/lixin-street');
const other = await person('other-street', 'COORDINATOR', { party: '370117/lixin-street' });

const input = (more: Record<string, unknown>) => ({ name: '文明实践所', level: 'OFFICE', ...more });

test('a venue is registered for one’s own unit, not for that of others', async () => {
  await coordinator.does('venueCreate', { input: input({ operator: OWN, street: OTHER }) });
  for (const more of [{ operator: OTHER }, { operator: OTHER, street: OWN }, { street: OTHER }]) {
    expect((await coordinator.refused('venueCreate', { input: input(more) })).code).toBe('NOT_ALLOWED');
  }
  await office.does('venueCreate', { input: input({ operator: OTHER }) });
});

test('a venue is not given to others, and not left without anybody', async () => {
  const { id, version } = await coordinator.does('venueCreate', { input: input({ street: OWN }) });
  const change = (more: Record<string, unknown>) => ({ id, expectedVersion: version, input: input(more) });
  for (const more of [{ operator: OTHER, street: OWN }, { street: OTHER }]) {
    expect((await coordinator.refused('venueUpdate', change(more))).code).toBe('NOT_ALLOWED');
  }
  expect(await coordinator.refused('venueUpdate', change({}))).toMatchObject({
    __typename: 'InvalidInput',
    path: ['input', 'operator'],
  });
  await coordinator.does('venueUpdate', change({ operator: OWN, street: OTHER }));
});

test('the street describes what somebody else runs there, and does not take it over', async () => {
  const { id, version } = await office.does('venueCreate', {
    input: input({ operator: OTHER, street: OWN }),
  });
  const change = (expectedVersion: number, more: Record<string, unknown>) => ({
    id,
    expectedVersion,
    input: input({ operator: OTHER, street: OWN, ...more }),
  });
  expect((await coordinator.refused('venueUpdate', change(version, { street: OTHER }))).code).toBe(
    'NOT_ALLOWED',
  );
  const named = await coordinator.does('venueUpdate', change(version, { address: '艾山路 1 号' }));
  await other.does('venueUpdate', change(named.version, { street: OTHER }));
});

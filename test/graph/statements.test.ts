import { expect, test } from 'vitest';
import { SESSION_LIFETIME_SECONDS } from '../../src/database/session-limits.ts';
import { Statements } from '../../src/graph/statements.ts';

/** A pool that notes under which names it was asked. */
function noting() {
  const state = { now: 0, last: undefined as string | undefined };
  const pool = {
    query: async ({ name }: { name?: string }) => {
      state.last = name;
      return { rows: [] };
    },
  };
  const statements = new Statements(pool as never, { named: true, now: () => state.now });
  const nameOf = async (text: string) => {
    await statements.run(text, []);
    return state.last;
  };
  return { state, nameOf };
}

test('a text is named when it comes again, and keeps its name', async () => {
  const { nameOf } = noting();
  expect(await nameOf('a')).toBeUndefined();
  const name = await nameOf('a');
  expect(name).toMatch(/^zg_/);
  expect(await nameOf('a')).toBe(name);
});

test('new texts get names after the first hundreds, at most so many within the life of a connection', async () => {
  const { state, nameOf } = noting();
  const names = new Set<string | undefined>();
  for (let i = 0; i < 1_000; i += 1) {
    await nameOf(`first ${i}`);
    names.add(await nameOf(`first ${i}`));
  }
  names.delete(undefined);
  expect(names.size).toBe(300);
  state.now += SESSION_LIFETIME_SECONDS * 1_000 + 1;
  await nameOf('later');
  expect(await nameOf('later')).toMatch(/^zg_/);
});

import { expect, test } from 'vitest';
import { addDemonstration } from '../../src/demonstration/demonstration.ts';
import { removeDemonstration } from '../../src/demonstration/remove.ts';
import type { OperatorError } from '../../src/errors.ts';
import { toGlobalId } from '../../src/graph/ids.ts';
import { world } from '../setup/world.ts';

const { database, given, office, coordinator, volunteerInput, query, partyId } = await world();
const { pool } = database;
const size = { activities: 60, seed: 1, until: '2026-11-24' };

/** Every row of every table as text, but for the feed's positions and who was read. */
async function everything(): Promise<Record<string, string[]>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  const all: Record<string, string[]> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from "${name}" t order by 1`);
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

const state = async () => (await query('{ service { dataState } }')).service.dataState;

test('it goes without a trace, and leaves the plan and everything real as they were', async () => {
  expect(await state()).toBe('PLAN_ONLY');
  const activity = await given.activity();
  const { id } = await office.does(
    'volunteerRegister',
    { input: volunteerInput({ forOneself: false, unit: partyId('370117/aishan-street') }) },
    'id version',
  );
  await coordinator.does('signUpCreate', { input: { activity: activity.id, volunteer: id } });
  expect(await state()).toBe('LIVE');
  const before = await everything();

  expect(await addDemonstration(pool, size)).toMatchObject({ activities: 60 });
  expect(await state()).toBe('DEMO');
  expect(await addDemonstration(pool, size)).toBeNull();
  expect((await query('{ activities(first: 1) { totalCount } }')).activities.totalCount).toBeGreaterThan(50);
  expect((await query('{ changes(first: 100) { nodes { subjectId } } }')).changes.nodes).toHaveLength(100);

  const removed = await removeDemonstration(pool);
  expect(Object.fromEntries(removed)).toMatchObject({ activity: 60, activity_series: 1 });
  expect(await everything()).toEqual(before);
  expect(await state()).toBe('LIVE');
  expect([...(await removeDemonstration(pool)).values()].every((count) => count === 0)).toBe(true);
});

test('what an office changes about a demonstration row goes with it, and stays in the audit trail', async () => {
  await addDemonstration(pool, size);
  const { rows } = await pool.query<{ id: string; version: number }>(
    `select id, version from activity where is_demo and status = 'PUBLISHED' and starts_at > '2026-11-25' limit 1`,
  );
  const id = toGlobalId('Activity', rows[0]!.id);
  await office.does('activityCancel', { id, expectedVersion: rows[0]!.version, reason: '试一试' });
  await removeDemonstration(pool);
  expect((await query('query ($id: ID!) { node(id: $id) { id } }', { id })).node).toBeNull();
  const { rows: audit } = await pool.query('select 1 from audit_entry where subject_id = $1', [id]);
  expect(audit).toHaveLength(1);
  const { rows: told } = await pool.query('select 1 from change where subject_id = $1', [id]);
  expect(told).toEqual([]);
});

test('it does not go while something real hangs on it, and says what', async () => {
  await addDemonstration(pool, size);
  const open = await pool.query<{ id: string }>(
    `select a.id from activity a where a.is_demo and a.status = 'PUBLISHED' and a.starts_at > '2026-11-25'
     and (a.capacity is null or a.sign_up_count < a.capacity) and minimum_age is distinct from 60
     and not exists (select 1 from shift where activity_id = a.id) limit 1`,
  );
  const { rows: venues } = await pool.query<{ id: string }>('select id from venue where is_demo limit 1');
  const { id: volunteer } = await office.does('volunteerRegister', {
    input: volunteerInput({ forOneself: false }),
  });
  const input = { activity: toGlobalId('Activity', open.rows[0]!.id), volunteer };
  await office.does('signUpCreate', { input });
  // Were it to go, the venue of this activity would silently be none.
  await given.activity({ venue: toGlobalId('Venue', venues[0]!.id) });
  const before = await everything();
  const error = (await removeDemonstration(pool).catch((thrown: unknown) => thrown)) as OperatorError;
  expect(error.zh).toContain('1 条报名（挂在示例活动上）');
  expect(error.zh).toContain('1 条活动（挂在示例场所上）');
  expect(error.en).toContain('1 sign-ups on activities');
  expect(await everything()).toEqual(before);
});

test('two that add it at once add it once', async () => {
  await pool.query('update activity set venue_id = null where not is_demo');
  await pool.query('delete from sign_up where not is_demo');
  await removeDemonstration(pool);
  const both = await Promise.all([addDemonstration(pool, size), addDemonstration(pool, size)]);
  expect(both.filter((added) => added === null)).toHaveLength(1);
});

test('what fails on the way leaves nothing behind', async () => {
  await removeDemonstration(pool);
  const before = await everything();
  const failing = addDemonstration(pool, size, () => {
    throw new Error('stopped');
  });
  await expect(failing).rejects.toThrow('stopped');
  expect(await everything()).toEqual(before);
});

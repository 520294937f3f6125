import { expect, test } from 'vitest';
import { DERIVED, TRIGGER, WRITES } from '../../src/cache/watched-tables.ts';
import { addDemonstration } from '../../src/demonstration/demonstration.ts';
import { removeDemonstration } from '../../src/demonstration/remove.ts';
import type { OperatorError } from '../../src/errors.ts';
import { toGlobalId } from '../../src/graph/ids.ts';
import { world } from '../setup/world.ts';

const { database, given, office, coordinator, volunteerInput, query, partyId } = await world();
const { pool } = database;
const size = { activities: 60, seed: 1, until: '2026-11-24' };

/** Every row of every table as text, but for what is noted of writes and what is made of other tables. */
async function everything(): Promise<Record<string, string[]>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> all($1) order by 1`,
    [[WRITES, ...DERIVED]],
  );
  const all: Record<string, string[]> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from "${name}" t order by 1`);
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

/** A demonstration activity that takes sign-ups. */
async function openActivity(): Promise<{ id: string; code: string }> {
  const { rows } = await pool.query<{ id: string; code: string }>(
    `select a.id, a.code from activity a where a.is_demo and a.status = 'PUBLISHED' and a.starts_at > '2026-11-25'
     and (a.capacity is null or a.sign_up_count < a.capacity) and minimum_age is distinct from 60
     and not exists (select 1 from shift where activity_id = a.id) limit 1`,
  );
  return rows[0]!;
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
  const open = await openActivity();
  const { rows: venues } = await pool.query<{ id: string }>('select id from venue where is_demo limit 1');
  const { id: volunteer } = await office.does('volunteerRegister', {
    input: volunteerInput({ forOneself: false }),
  });
  const input = { activity: toGlobalId('Activity', open.id), volunteer };
  await office.does('signUpCreate', { input });
  // Were it to go, the venue of this activity would silently be none.
  await given.activity({ venue: toGlobalId('Venue', venues[0]!.id) });
  const before = await everything();
  const error = (await removeDemonstration(pool).catch((thrown: unknown) => thrown)) as OperatorError;
  expect(error.zh).toContain(`1 条报名（挂在示例活动上）：${open.code}`);
  expect(error.zh).toMatch(/1 条活动（挂在示例场所上，只失去所指）：370117-A-\d+/);
  expect(error.en).toContain(`1 sign-ups on activities: ${open.code}`);
  expect(error.zh).toContain('--force');
  expect(await everything()).toEqual(before);
});

test('with force what hangs on it goes too, after it is told; what merely refers to it stays', async () => {
  const { rows: left } = await pool.query('select id, venue_id from activity where not is_demo');
  expect(left.filter(({ venue_id }) => venue_id !== null)).toHaveLength(1);
  // Hours on a demonstration activity, of a real person; and a place of an invented one in a real activity.
  const { rows: signUps } = await pool.query<{ id: string }>(
    `select s.id from sign_up s join activity a on a.id = s.activity_id where a.is_demo and not s.is_demo`,
  );
  await pool.query(
    `insert into service_record (id, volunteer_id, activity_id, sign_up_id, kind, minutes, started_at, ended_at, source, recorded_at, confirmed_at)
     select gen_random_uuid(), volunteer_id, activity_id, id, 'SERVICE', 60, now(), now() + interval '1 hour', 'COORDINATOR', now(), now()
     from sign_up where id = $1`,
    [signUps[0]!.id],
  );
  const real = await given.activity({ startsAt: '2026-12-10T01:00:00Z', endsAt: '2026-12-10T03:00:00Z' });
  const { rows: invented } = await pool.query<{ id: string }>(
    `select id from volunteer where is_demo and status = 'ACTIVE' and birth_date < '2000-01-01' limit 1`,
  );
  await office.does('signUpCreate', {
    input: { activity: real.id, volunteer: toGlobalId('Volunteer', invented[0]!.id) },
  });
  const lines: { zh: string; en: string }[] = [];
  await expect(removeDemonstration(pool)).rejects.toThrow('--force');
  await removeDemonstration(pool, { force: true, onHanging: (each) => lines.push(each) });
  expect(lines).toHaveLength(1);
  expect(lines[0]!.en).toContain('1 records of service on activities');
  const count = async (table: string) => (await pool.query(`select 1 from ${table} where is_demo`)).rowCount;
  expect([await count('activity'), await count('sign_up'), await count('service_record')]).toEqual([0, 0, 0]);
  const { rows: kept } = await pool.query('select id, venue_id from activity where not is_demo');
  expect(kept).toHaveLength(left.length + 1);
  expect(kept.filter(({ venue_id }) => venue_id !== null)).toEqual([]);
  const { activity } = await query('query ($id: ID!) { activity(by: {id: $id}) { signUpCount } }', real);
  expect(activity.signUpCount).toBe(0);
  // The ledger is closed again, and its writes are noted whoever writes.
  const { rows: triggers } = await pool.query(
    `select tgname as name, tgenabled as enabled from pg_trigger where tgrelid = 'service_record'::regclass and not tgisinternal order by 1`,
  );
  expect(triggers).toEqual([
    { name: 'service_record_delete_touches', enabled: 'A' },
    { name: 'service_record_insert_touches', enabled: 'A' },
    { name: 'service_record_truncate_touches', enabled: 'A' },
    { name: 'service_record_update_delete_trigger', enabled: 'O' },
    { name: 'service_record_update_touches', enabled: 'A' },
    { name: TRIGGER, enabled: 'A' },
  ]);
});

test('what a real person tried and cancelled does not keep it', async () => {
  await addDemonstration(pool, size);
  const open = await openActivity();
  const who = await given.volunteer();
  const signUp = await who.does('signUpCreate', { input: { activity: toGlobalId('Activity', open.id) } });
  await expect(removeDemonstration(pool)).rejects.toThrow('1 sign-ups');
  await who.does('signUpCancel', { id: signUp.id, expectedVersion: signUp.version });
  expect((await removeDemonstration(pool)).get('activity')).toBe(60);
  expect((await query('query ($id: ID!) { node(id: $id) { id } }', { id: who.id })).node).toBeNull();
  expect((await who.query('{ viewer { volunteer { id } } }')).viewer.volunteer.id).toBe(who.id);
});

test('two that add it at once add it once', async () => {
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

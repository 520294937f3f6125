import { expect, test } from 'vitest';
import { world } from '../setup/world.ts';

const { coordinator, office, given, query, database, activityInput, term } = await world();

const ENTRIES = `query ($where: AuditEntryWhere) { auditEntries(where: $where, first: 100) {
  nodes { action kind subjectType subjectId reason account { subject } requestId changes { property before after } } } }`;

const entriesOf = async (id: string) =>
  (
    await office.query(ENTRIES, {
      where: { subjectType: { in: ['Activity', 'ActivitySeries', 'SignUp', 'Volunteer'] } },
    })
  ).auditEntries.nodes.filter(({ subjectId }: any) => subjectId === id);

test('every write is on record: who, what, before and after, why', async () => {
  const draft = await coordinator.does('activityCreate', { input: activityInput({ capacity: 5 }) });
  await coordinator.does('activityUpdate', {
    id: draft.id,
    expectedVersion: 1,
    input: activityInput({ title: '新名', capacity: 8, terms: [term('cleaned-objects/barriers')] }),
  });
  await office.does('activityVoid', { id: draft.id, expectedVersion: 2, reason: '误录' });
  const [created, updated, voided] = await entriesOf(draft.id);
  expect(created).toMatchObject({
    action: 'activityCreate',
    kind: 'CREATED',
    account: { subject: 'coordinator' },
    reason: null,
  });
  expect(created.changes).toContainEqual({ property: 'title', before: null, after: '"清理绿化带"' });
  expect(updated.changes).toEqual(
    expect.arrayContaining([
      { property: 'title', before: '"清理绿化带"', after: '"新名"' },
      { property: 'capacity', before: '5', after: '8' },
      { property: 'terms', before: '[]', after: JSON.stringify([term('cleaned-objects/barriers')]) },
    ]),
  );
  expect(updated.changes).toHaveLength(3);
  expect(voided).toMatchObject({
    kind: 'UPDATED',
    account: { subject: 'office' },
    reason: '误录',
    changes: [{ property: 'status', before: '"DRAFT"', after: '"VOID"' }],
  });
  expect(voided.requestId).toMatch(/^[\w-]+$/);
});

test('of personal data it says that they changed, not what they were', async () => {
  const who = await given.volunteer({ name: '张三', phone: '13811112222' });
  await who.does('volunteerUpdate', { id: who.id, expectedVersion: who.version, input: { name: '张四' } });
  const [created, updated] = await entriesOf(who.id);
  expect(updated.changes).toEqual([{ property: 'name', before: '"***"', after: '"***"' }]);
  expect(JSON.stringify(created)).not.toMatch(/张三|13811112222|1990-05-01/);
});

test('a list is JSON before and after, and what one has not said of oneself is not told', async () => {
  const series = await coordinator.does(
    'activitySeriesCreate',
    { input: { activity: activityInput(), rrule: 'FREQ=DAILY;COUNT=3', exceptDates: ['2026-11-27'] } },
    'id',
  );
  const [planned] = await entriesOf(series.id);
  expect(planned.changes).toContainEqual({ property: 'exceptDates', before: null, after: '["2026-11-27"]' });
  const who = await given.volunteer();
  const [created] = await entriesOf(who.id);
  expect(created.changes.filter(({ after }: any) => after === null)).toEqual([]);
  expect(created.changes).toContainEqual({ property: 'phone', before: null, after: '"***"' });
});

test('what was refused, or changed nothing, leaves no entry', async () => {
  const before = (await database.pool.query('select 1 from audit_entry')).rowCount;
  await coordinator.refused('activityCreate', { input: activityInput({ title: '' }) });
  expect((await database.pool.query('select 1 from audit_entry')).rowCount).toBe(before);
});

test('others who move up because of a write are on record too', async () => {
  const activity = await given.activity({ capacity: 1 });
  const [first, second] = [await given.volunteer(), await given.volunteer()];
  const signUp = await first.does('signUpCreate', { input: { activity: activity.id } });
  const waiting = await second.does('signUpCreate', { input: { activity: activity.id } });
  await first.does('signUpCancel', { id: signUp.id, expectedVersion: signUp.version, reason: '有事' });
  const [, moved] = await entriesOf(waiting.id);
  expect(moved).toMatchObject({ action: 'signUpCancel', reason: '有事' });
  expect(moved.changes).toContainEqual({ property: 'status', before: '"WAITING"', after: '"CONFIRMED"' });
});

test('nobody else sees it, and nothing in it can be changed', async () => {
  for (const who of [{ query }, coordinator]) {
    expect((await who.query(ENTRIES)).auditEntries.nodes).toEqual([]);
  }
  for (const sql of ['update audit_entry set reason = null', 'delete from audit_entry']) {
    await expect(database.pool.query(sql)).rejects.toThrow('Only new entries');
  }
});

import { expect, test } from 'vitest';
import { ADVISORY_LOCKS } from '../../src/advisory-locks.ts';
import { clear, ERASED_TEXT, keepClear } from '../../src/housekeeping/housekeeping.ts';
import { requests } from '../request/given.ts';
import { world } from '../setup/world.ts';

const everybody = await world();
const { office, coordinator, person, setNow, database } = everybody;
const here = await requests(everybody);
const requester = await person('requester');

const READ =
  'number title status need contactName contactPhone address comment score submittedAt rejectReason version';
const read = async ({ id }: { id: string }) =>
  (await office.query(`query ($id: ID!) { serviceRequest(by: {id: $id}) { ${READ} } }`, { id }))
    .serviceRequest;

test('what ended requests say of people goes after a year, and the figures stay', async () => {
  const rejected = await here.submitted(requester);
  await coordinator.does('serviceRequestReview', {
    id: rejected.id,
    expectedVersion: rejected.version,
    input: { decision: 'REJECT', reason: '重复' },
  });
  const scheduled = await here.schedule(
    await here.accepted(requester),
    here.team,
    (await here.activity()).id,
  );
  for (let i = 0; i < 4; i += 1) await here.approved(await person());
  const open = await here.approved(requester);
  setNow('2026-11-26T02:00:00Z');
  const evaluated = await requester.does('serviceRequestEvaluate', {
    ...(({ id, version }) => ({ id, expectedVersion: version }))(await here.served(scheduled, here.team)),
    input: { score: 4, comment: '邻居张三陪同' },
  });
  const figures = async () =>
    (
      await office.query(
        `{ requestStatistics(districtCode: "370117", from: "2026-11-01", to: "2026-11-30") { count byGroup { count } } }`,
      )
    ).requestStatistics;
  const before = { rejected: await read(rejected), evaluated: await read(evaluated), open: await read(open) };
  const counted = await figures();
  expect(counted.count).toBe(7);

  expect(await clear(database.pool, new Date('2027-11-24T03:59:59Z'))).toMatchObject({ requests: 0 });
  expect(await clear(database.pool, new Date('2027-11-24T04:00:01Z'))).toMatchObject({ requests: 1 });
  const gone = { need: ERASED_TEXT, contactName: null, contactPhone: null, address: null, comment: null };
  expect(await read(rejected)).toEqual({ ...before.rejected, ...gone });
  expect(await read(evaluated)).toEqual(before.evaluated);
  expect(await clear(database.pool, new Date('2028-11-26T02:00:01Z'))).toMatchObject({ requests: 1 });
  expect(await read(evaluated)).toEqual({ ...before.evaluated, ...gone, comment: ERASED_TEXT });
  expect(await read(open)).toEqual(before.open);
  expect(await figures()).toEqual(counted);
  // Once is enough.
  expect(await clear(database.pool, new Date('2028-11-26T02:00:01Z'))).toEqual({
    requests: 0,
    answers: 0,
    deliveries: 0,
  });
});

test('idempotent answers go after 30 days', async () => {
  const args = { input: here.input(), idempotencyKey: crypto.randomUUID() };
  const first = await requester.does('serviceRequestSubmit', args);
  const later = (days: number) => new Date(Date.now() + days * 86_400_000);
  expect((await clear(database.pool, later(29)))!.answers).toBe(0);
  expect((await requester.does('serviceRequestSubmit', args)).id).toBe(first.id);
  expect((await clear(database.pool, later(31)))!.answers).toBe(1);
  expect((await requester.does('serviceRequestSubmit', args)).id).not.toBe(first.id);
});

test('deliveries that are done go after 30 days, dead ones 90 days after they were last tried', async () => {
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into webhook_endpoint (id, district_code, url, kinds, is_active, secret_generation, secret_changed_at, created_at,
       cursor_xid, cursor_position, version)
     values (gen_random_uuid(), '370117', 'https://example.org/', '{}', false, 1, now(), now(), 0, 0, 1) returning id`,
  );
  const at = '2026-11-24T04:00:00Z';
  for (const state of ['DELIVERED', 'DEAD', 'PENDING'])
    await database.pool.query(
      `with told as (insert into change (id, kind, at, district_code, subject_id)
         values (gen_random_uuid(), 'VENUE_CREATED', $2, '370117', 'x') returning id)
       insert into webhook_delivery (id, endpoint_id, change_id, state, attempts, tries, last_attempt_at, next_attempt_at,
         delivered_at, created_at)
       select gen_random_uuid(), $1, told.id, $3, 1, 1, $2, null, case when $3 = 'DELIVERED' then $2::timestamptz end, $2 from told`,
      [rows[0]!.id, at, state],
    );
  const gone = async (day: string) => (await clear(database.pool, new Date(`${day}T04:00:01Z`)))!.deliveries;
  const left = async () =>
    (await database.pool.query('select state from webhook_delivery order by state')).rows.map(
      ({ state }: any) => state,
    );
  expect([await gone('2026-12-23'), await left()]).toEqual([0, ['DEAD', 'DELIVERED', 'PENDING']]);
  expect([await gone('2026-12-24'), await left()]).toEqual([1, ['DEAD', 'PENDING']]);
  expect([await gone('2027-02-21'), await left()]).toEqual([0, ['DEAD', 'PENDING']]);
  expect([await gone('2027-02-22'), await left()]).toEqual([1, ['PENDING']]);
});

test('of several instances one does it, and a failure stops nothing', async () => {
  const held = await database.pool.connect();
  await held.query(`begin; select pg_advisory_xact_lock(${ADVISORY_LOCKS.HOUSEKEEPING})`);
  expect(await clear(database.pool, new Date())).toBeNull();
  await held.query('rollback');
  held.release();
  const lines: string[] = [];
  const log = {
    info: (_: object, line: string) => lines.push(line),
    error: (_: unknown, line: string) => lines.push(line),
  };
  const stop = keepClear(database.pool, log);
  await expect.poll(() => lines).toEqual(['housekeeping']);
  stop();
  const broken = { connect: () => Promise.reject(new Error('gone')) } as never;
  keepClear(broken, log)();
  await expect.poll(() => lines).toEqual(['housekeeping', 'housekeeping failed']);
});

import { expect, test } from 'vitest';
import { clear, ERASED_TEXT, keepClear } from '../../src/housekeeping/housekeeping.ts';
import { requests } from '../request/given.ts';
import { world } from '../setup/world.ts';

const everybody = await world();
const { office, coordinator, person, query, setNow, database } = everybody;
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
      await query(
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

test('of several instances one does it, and a failure stops nothing', async () => {
  const held = await database.pool.connect();
  await held.query('begin; select pg_advisory_xact_lock(7046031)');
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

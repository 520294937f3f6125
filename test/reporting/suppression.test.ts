import { expect, test } from 'vitest';
import { FEWEST, told } from '../../src/request/suppression.ts';
import { testServer } from '../setup/server.ts';

const { database, query } = await testServer('demo');
const { pool } = database;

const DIMENSIONS = [
  ['service_requests_by_status', 'status', 'status'],
  ['service_requests_by_group', 'group_code', 'group'],
] as const;

test('where requests are of enough people the views tell what the API tells', async () => {
  const { rows: months } = await pool.query<any>(
    `select to_char(month, 'YYYY-MM-DD') as month, requests from report.service_requests_by_month where month >= '2025-11-01' order by 1`,
  );
  expect(months.some(({ requests }: any) => requests !== null)).toBe(true);
  for (const { month, requests } of months) {
    const { requestStatistics: figures } = await query(
      `{ requestStatistics(districtCode: "370117", from: "${month}", to: "${month}") { count byStatus { status count } byGroup { group { code } count } } }`,
    );
    expect([month, requests]).toEqual([month, figures.count]);
    const { rows: groups } = await pool.query(
      `select group_code, requests from report.service_requests_by_group where month = $1`,
      [month],
    );
    expect(groups).toHaveLength(figures.byGroup.length);
    for (const { group_code: code, requests: own } of groups) {
      const same = figures.byGroup.find(({ group }: any) => group.code === code).count;
      expect([null, same]).toContain(own);
    }
  }
});

/** A repeatable source of numbers below n. */
function randomNumbers(seed: number) {
  let state = seed;
  return (n: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

test('nothing is told by a view that the API keeps back, nor by both together, over random months', async () => {
  await pool.query(`do $$ declare k record; begin
    for k in select conname from pg_constraint where conrelid = 'service_request'::regclass and contype = 'c' loop
      execute format('alter table service_request drop constraint %I', k.conname); end loop; end $$`);
  await pool.query(`create table kept as select * from service_request limit 1; delete from service_request;
    create table given (month date, status text, term uuid, person uuid)`);
  const { rows: terms } = await pool.query<{ id: string; code: string }>(
    `select t.id, t.code from term t join vocabulary v on v.id = t.vocabulary_id where v.code = 'five-groups' order by t.ordinal`,
  );
  const random = randomNumbers(7);
  const statuses = ['APPROVED', 'OFFERED', 'SERVED', 'EVALUATED'];
  const rows = Array.from({ length: 50 }, (_, month) =>
    Array.from({ length: random(40) }, () => [
      month,
      statuses[random(1 + random(4))]!,
      terms[random(1 + random(terms.length))]!.id,
      `00000000-0000-0000-0000-${String(random(4 + random(20))).padStart(12, '0')}`,
    ]),
  ).flat();
  await pool.query(
    `insert into given select ('2022-06-01'::date + make_interval(months => (r->>0)::int))::date, r->>1, (r->>2)::uuid, (r->>3)::uuid
     from jsonb_array_elements($1::jsonb) r`,
    [JSON.stringify(rows)],
  );
  await pool.query(
    `insert into service_request select (jsonb_populate_record(k, jsonb_build_object('id', gen_random_uuid(), 'number', gen_random_uuid()::text,
       'status', g.status, 'beneficiary_group_id', g.term, 'person', g.person, 'submitted_at', g.month + interval '3 days', 'reviewed_at', g.month + interval '3 days', 'district_code', '370117'))).* from given g, kept k`,
  );
  let kept = 0;
  let shown = 0;
  for (const [view, column] of DIMENSIONS) {
    const key = column === 'status' ? 'status' : 'term';
    const { rows: cells } = await pool.query<any>(
      `select month::text, ${key === 'term' ? '(select code from term where id = given.term)' : 'status'} as value, count(*)::int as count,
         count(distinct person)::int as people, array_agg(distinct person) as persons from given group by 1, 2 order by random()`,
    );
    const { rows: view_ } = await pool.query<any>(
      `select month::text, ${column} as value, requests from report.${view}`,
    );
    for (const [month, own] of Map.groupBy(cells as any[], (cell) => cell.month as string)) {
      const inApi = new Set(
        told(own.map((cell) => ({ ...cell, persons: cell.people < FEWEST ? cell.persons : null }))).map(
          ({ value }: any) => value,
        ),
      );
      const inView = view_.filter((row: any) => row.month === month && row.requests !== null);
      for (const { value, requests } of inView) {
        expect(inApi).toContain(value);
        expect(requests).toBe(own.find((cell) => cell.value === value)!.count);
      }
      const seen = new Set(inView.map(({ value }: any) => value));
      const hidden = own.filter(({ value }) => !seen.has(value));
      // What is kept back holds enough people together, or is all there is.
      const people = new Set(hidden.flatMap(({ persons }) => persons));
      const isEnough = hidden.length === 0 || seen.size === 0 || people.size >= FEWEST;
      expect(isEnough).toBe(true);
      // Only cells of the size of one that the API keeps back are kept back beyond it.
      const sizes = new Set(own.filter(({ value }) => !inApi.has(value)).map(({ people: n }) => n));
      for (const cell of hidden.filter(({ value }) => inApi.has(value))) expect(sizes).toContain(cell.people);
      kept += hidden.length;
      shown += seen.size;
    }
  }
  expect(kept).toBeGreaterThan(30);
  expect(shown).toBeGreaterThan(30);
});

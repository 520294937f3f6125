import { expect, test } from 'vitest';
import { FEWEST } from '../../src/statistics/guard.ts';
import { testServer } from '../setup/server.ts';

const { database, query } = await testServer('demo');
const { pool } = database;

const DIMENSIONS = [
  ['service_requests_by_status', 'status', 'STATUS'],
  ['service_requests_by_group', 'group_code', 'BENEFICIARY_GROUP'],
  ['service_requests_by_month', null, null],
] as const;

const D = 'districtCode: "370117"';
type Figures = Map<string, number | null>;

/** What the API tells everybody of each group, by its key; groups that it does not tell of are not listed. */
async function figuresOf(
  field: string,
  groupBy: string,
  key: string,
  of: 'people' | 'count',
): Promise<Figures> {
  const { statistics } = await query(
    `{ statistics: ${field}(${D}, groupBy: [${groupBy}], first: 1000) { groups { key { ${key} } measures { ${of} } } } }`,
  );
  const values = (value: any): string[] =>
    value !== null && typeof value === 'object' ? Object.values(value).flatMap(values) : [String(value)];
  return new Map(statistics.groups.map(({ key: at, measures }: any) => [values(at).join(' '), measures[of]]));
}

/** The same of a view. */
async function figuresIn(view: string, columns: readonly string[], of: string): Promise<Figures> {
  const { rows } = await pool.query(
    `select concat_ws(' ', ${columns.join(', ')}) as key, ${of} as figure from report.${view} where ${of} is not null`,
  );
  return new Map(rows.map(({ key, figure }) => [key, figure]));
}

test('the views tell of the same people what the API tells everybody, and of no others', async () => {
  const hours = await figuresIn('hours_by_month', ['month', 'program_code', 'organizer_code'], 'people');
  expect(hours.size).toBeGreaterThan(50);
  expect(hours).toEqual(
    await figuresOf(
      'serviceRecordStatistics',
      '{by: ACTIVITY_STARTS_AT}, {by: PROGRAM}, {by: ORGANIZER}',
      'period { start } program { code } organizer { code }',
      'people',
    ),
  );
});

/** A repeatable source of numbers below n. */
function randomNumbers(seed: number) {
  let state = seed;
  return (n: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

test('the views of requests tell of few people nothing, and else what statistics tell, over random months', async () => {
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
  const rows = Array.from({ length: 150 }, (_, month) =>
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
  const months = await figuresIn('service_requests_by_month', ['month'], 'requests');
  let kept = 0;
  let shown = 0;
  for (const [view, column, dimension] of DIMENSIONS) {
    const key = column === null ? [] : [column];
    const inView = await figuresIn(view, ['month', ...key], 'requests');
    const { rows: cells } = await pool.query<{ key: string; count: number; people: number }>(
      `select concat_ws(' ', month${{ STATUS: ', status', BENEFICIARY_GROUP: ', (select code from term where id = given.term)', null: '' }[String(dimension)]}) as key,
         count(*)::int as count, count(distinct person)::int as people from given group by 1`,
    );
    const people = new Map(cells.map((cell) => [cell.key, cell.people]));
    for (const [at, figure] of inView) expect([people.get(at)! >= FEWEST, figure! % 5]).toEqual([true, 0]);
    const by = dimension === null ? '' : ', {by: BENEFICIARY_GROUP}';
    const keys = `period { start } ${dimension === null ? '' : 'beneficiaryGroup { code }'}`;
    // Nobody but the office may group by status: of this the view alone tells.
    const inApi =
      dimension === 'STATUS'
        ? inView
        : await figuresOf('serviceRequestStatistics', `{by: SUBMITTED_AT}${by}`, keys, 'count');
    // The view lists those months alone that something is told of.
    const listed = [...inApi].filter(([at]) => months.has(at.slice(0, 10)));
    expect(inView).toEqual(new Map(listed));
    // A cell may be kept back however many it has, so that no figure follows from what is not told.
    kept += cells.filter((cell) => cell.people >= FEWEST && !inView.has(cell.key)).length;
    shown += inView.size;
  }
  expect(kept).toBeGreaterThan(10);
  expect(shown).toBeGreaterThan(30);
});

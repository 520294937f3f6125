import { expect, test } from 'vitest';
import { views } from '../../src/reporting/views.ts';
import { testServer } from '../setup/server.ts';

const { database, query } = await testServer('demo');
const { pool } = database;

// Rows that are not everybody's, where the demonstration has none.
await pool.query(`
  insert into activity_co_organizer (activity_id, party_id) values ((select id from activity where status not in ('PUBLISHED', 'CANCELLED', 'COMPLETED') order by id limit 1), (select id from party order by id limit 1));
  update story set status = 'RETRACTED', retracted_at = now() where id = (select id from story where status = 'PUBLISHED' order by id limit 1);
  update good_practice set status = 'RETRACTED', retract_reason = 'x' where id = (select min(id::text)::uuid from good_practice);
  update training_session set status = 'DRAFT', published_at = null, completed_at = null where id = (select min(id::text)::uuid from training_session where status = 'PUBLISHED');
  insert into incentive_grant select (jsonb_populate_record(g, jsonb_build_object('id', gen_random_uuid(), 'number', 'hidden', 'revoked_at', now(), 'revoke_reason', 'x',
      'round_id', (select id from award_round where status <> 'PUBLISHED' limit 1)))).* from incentive_grant g where team_id is not null limit 1`);

const of = (row: any, path: string): unknown => path.split('.').reduce((value, key) => value?.[key], row);

/** Every row of a list, as somebody without an account sees it. */
async function listed(field: string, args: string, columns: readonly string[]): Promise<any[]> {
  const fields = columns
    .map((path) => path.split('.').reduceRight((inner, key) => `${key}${inner && ` { ${inner} }`}`, ''))
    .join(' ');
  const rows: any[] = [];
  for (let after: string | null = null, more = true; more;) {
    const page: any = (
      await query(
        `query ($after: Cursor) { list: ${field}(first: 100, after: $after${args}) { pageInfo { hasNextPage endCursor } nodes { ${fields} } } }`,
        { after },
      )
    ).list;
    rows.push(...page.nodes);
    ({ hasNextPage: more, endCursor: after } = page.pageInfo);
  }
  return rows;
}

const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** View, list, arguments, and which column is which field; whether the table has rows that must not be seen. */
const ALIKE: [view: string, list: string, args: string, columns: Record<string, string>, hidden?: string][] =
  [
    [
      'plan',
      'plans',
      '',
      { code: 'code', title: 'title', issued_on: 'issuedOn', issuer_name: 'issuer.name' },
    ],
    ['program', 'programs', '', { code: 'code', title: 'title', plan_code: 'plan.code', origin: 'origin' }],
    ['party', 'parties', '', { code: 'code', name: 'name', kind: 'kind', parent_code: 'parent.code' }],
    [
      'responsibility',
      'responsibilities',
      `, expand: MEMBERS, asOf: "${day}"`,
      {
        role: 'role',
        kind: 'kind',
        clause_order: 'clauseOrder',
        party_code: 'party.code',
        program_code: 'program.code',
        via_code: 'via.code',
        origin: 'origin',
      },
      'effective_responsibility',
    ],
    [
      'activity',
      'activities',
      '',
      {
        code: 'code',
        title: 'title',
        status: 'status',
        program_code: 'program.code',
        campaign_title: 'campaign.title',
        organizer_code: 'organizer.code',
        venue_code: 'venue.code',
        place: 'place',
        series_code: 'series.code',
        starts_at: 'startsAt',
        ends_at: 'endsAt',
        service_mode: 'serviceMode.label',
        capacity: 'capacity',
        sign_ups: 'signUpCount',
        waiting: 'waitingCount',
        attendances: 'attendance',
        minutes: 'minutes',
        spent_fen: 'spent.fen',
        published_at: 'publishedAt',
        completed_at: 'completedAt',
        is_demo: 'isDemo',
      },
      'activity',
    ],
    [
      'story',
      'stories',
      '',
      {
        code: 'code',
        title: 'title',
        owner_code: 'owner.code',
        program_code: 'program.code',
        activity_code: 'activity.code',
        source: 'credits.source',
        published_at: 'publishedAt',
      },
      'story',
    ],
    [
      'venue',
      'venues',
      '',
      { code: 'code', name: 'name', street_code: 'street.code', address: 'address', longitude: 'longitude' },
    ],
    ['course', 'courses', '', { code: 'code', title: 'title', organizer_code: 'organizer.code' }],
    [
      'training_session',
      'trainingSessions',
      '',
      {
        code: 'code',
        status: 'status',
        course_title: 'course.title',
        enrolled: 'enrolledCount',
        passed: 'passedCount',
        starts_at: 'startsAt',
      },
      'training_session',
    ],
    [
      'timetable',
      'timetables',
      '',
      { station_name: 'stationName', number: 'number', is_latest: 'isLatest', entry_count: 'entryCount' },
    ],
    ['award_round', 'awardRounds', '', { title: 'title', status: 'status', award_title: 'award.title' }],
    [
      'good_practice',
      'goodPractices',
      '',
      { title: 'title', party_code: 'party.code', published_at: 'publishedAt' },
      'good_practice',
    ],
    ['purchase_item', 'purchaseItems', '', { code: 'code', unit_price_fen: 'unitPrice.fen', year: 'year' }],
  ];

/** As text that is the same on either side. */
const plain = (value: unknown): string | null => {
  const isInstant =
    value instanceof Date || (typeof value === 'string' && /^\d{4}-\d\d-\d\d[T ]/.test(value));
  return value == null ? null : isInstant ? new Date(value).toISOString() : `${value as string | number}`;
};

const byId = (rows: readonly any[], columns: Record<string, string>, isView: boolean) =>
  new Map(
    rows.map((row) => [
      row.id,
      Object.fromEntries(
        Object.entries(columns).map(([column, path]) => [
          column,
          plain(isView ? row[column] : of(row, path)),
        ]),
      ),
    ]),
  );

test.each(ALIKE)(
  'report.%s has the rows and values that the API gives everybody',
  async (view, list, args, columns, hidden) => {
    const { rows } = await pool.query(`select * from report."${view}"`);
    const expected = byId(await listed(list, args, ['id', ...Object.values(columns)]), columns, false);
    expect(expected.size).toBeGreaterThan(0);
    expect(byId(rows, columns, true)).toEqual(expected);
    if (hidden === undefined) return;
    const all = await pool.query<{ count: number }>(`select count(*)::int as count from "${hidden}"`);
    expect(all.rows[0]!.count).toBeGreaterThan(rows.length);
  },
);

test('report.team_grant has the published grants to teams, none to people', async () => {
  const grants = await listed('grants', '', ['id', 'number', 'status', 'team.code', 'evidence.minutes']);
  const toTeams = grants.filter(({ team }) => team !== null);
  expect(toTeams.length).toBeGreaterThan(0);
  expect(toTeams.length).toBeLessThan(grants.length);
  const columns = { number: 'number', status: 'status', team_code: 'team.code', minutes: 'evidence.minutes' };
  const { rows } = await pool.query('select * from report.team_grant');
  expect(byId(rows, columns, true)).toEqual(byId(toTeams, columns, false));
  const all = await pool.query('select 1 from incentive_grant where team_id is not null');
  expect(all.rows.length).toBeGreaterThan(rows.length);
});

test('targets, measurements, money and supervision are as the API computes them', async () => {
  const { programs, fundingSources } = await query(`{
    programs(first: 100) { nodes { code
      targets { id value progress { value share definition } }
      indicators { measurements(first: 100) { nodes { id value measuredOn } } }
      funding { allocated { fen } spent { fen } } } }
    fundingSources(first: 100) { nodes { code totals { allocated { fen } spent { fen } left { fen } allocationCount } } } }`);
  const { rows: targets } = await pool.query('select * from report.target_progress');
  expect(
    targets.map(({ id, value, progress, share, definition_zh: definition }) => ({
      id,
      value,
      progress: progress === null ? null : { value: progress, share, definition },
    })),
  ).toEqual(expect.arrayContaining(programs.nodes.flatMap((program: any) => program.targets)));
  expect(targets.filter(({ progress }) => progress === null).length).toBeGreaterThan(0);

  const { rows: measured } = await pool.query(
    'select id, value, measured_on as "measuredOn" from report.measurement',
  );
  const measurements = programs.nodes.flatMap((p: any) =>
    p.indicators.flatMap((i: any) => i.measurements.nodes),
  );
  expect(measured.length).toBe(measurements.length);
  expect(measured).toEqual(expect.arrayContaining(measurements));

  const { rows: spent } = await pool.query<any>(
    `select program_code as code, sum(allocated_fen)::int as allocated, sum(spent_fen)::int as spent from report.program_funding group by 1`,
  );
  const funded = programs.nodes
    .map(({ code, funding }: any) => ({ code, allocated: funding.allocated.fen, spent: funding.spent.fen }))
    .filter(({ allocated, spent }: any) => allocated !== 0 || spent !== 0);
  expect(spent.toSorted((a: any, b: any) => a.code.localeCompare(b.code))).toEqual(funded);
  const { rows: sources } = await pool.query<any>(
    `select source_code as code, sum(allocated_fen)::int as allocated, sum(left_fen)::int as left, sum(allocations)::int as count from report.source_funding group by 1`,
  );
  expect(sources).toHaveLength(
    fundingSources.nodes.filter(({ totals }: any) => totals.allocationCount > 0).length,
  );
  for (const { code, allocated, left, count } of sources) {
    const { totals } = fundingSources.nodes.find((source: any) => source.code === code);
    expect([allocated, left, count]).toEqual([totals.allocated.fen, totals.left.fen, totals.allocationCount]);
  }

  const { rows: months } = await pool.query<any>(
    `select *, to_char(month, 'YYYY-MM-DD') as first, to_char(month + interval '1 month - 1 day', 'YYYY-MM-DD') as last from report.supervision_by_month`,
  );
  expect(months.length).toBeGreaterThan(0);
  for (const row of months) {
    const { supervisionStatistics: figures } = await query(
      `{ supervisionStatistics(districtCode: "${row.district_code}", from: "${row.first}", to: "${row.last}") { inspections inspectedParties findings byStatus { status count } } }`,
    );
    expect([row.inspections, row.inspected_parties, row.findings]).toEqual([
      figures.inspections,
      figures.inspectedParties,
      figures.findings,
    ]);
    for (const { status, count } of figures.byStatus) expect(row[status.toLowerCase()]).toBe(count);
  }
});

test.each([
  ['activity_term', 'activities', 'terms { code }', 'activity_code', 'term_code', 'activity_term'],
  [
    'activity_co_organizer',
    'activities',
    'coOrganizers { code }',
    'activity_code',
    'party_code',
    'activity_co_organizer',
  ],
  ['story_platform', 'stories', 'platforms { code }', 'story_code', 'platform_code', 'story_platform'],
])('report.%s has the pairs that the API gives everybody', async (view, list, field, from, to, table) => {
  const expected: string[] = [];
  for (let after: string | null = null; ;) {
    const data: any = await query(
      `query ($after: Cursor) { ${list}(first: 100, after: $after) { nodes { code ${field} } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    const { nodes, pageInfo } = data[list];
    for (const { code, ...lists } of nodes)
      for (const other of Object.values(lists).flat() as any[]) expected.push(`${code} ${other.code}`);
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  const { rows } = await pool.query<{ pair: string }>(
    `select ${from} || ' ' || ${to} as pair from report.${view}`,
  );
  expect(expected.length).toBeGreaterThan(0);
  expect(rows.map(({ pair }) => pair).toSorted()).toEqual(expected.toSorted());
  const all = await pool.query<{ count: number }>(`select count(*)::int as count from ${table}`);
  expect(all.rows[0]!.count).toBeGreaterThan(rows.length);
});

test('requests have the months alone of which something is told', async () => {
  const { rows: months } = await pool.query<any>('select * from report.service_requests_by_month');
  expect(months.length).toBeGreaterThan(0);
  // Where somebody has several, the figure is rounded more coarsely, to nothing at times.
  const { rows: single } = await pool.query<{ month: string }>(
    `select month::text from (select date_trunc('month', submitted_at at time zone 'Asia/Shanghai')::date as month, person, count(*) as count
       from service_request where reviewed_at is not null and person is not null group by 1, 2) r group by month having max(count) = 1`,
  );
  const least = (month: string) => (single.some((each) => each.month === month) ? 5 : 0);
  expect(
    months.filter(
      ({ month, requests }: any) => requests === null || requests % 5 !== 0 || requests < least(month),
    ),
  ).toEqual([]);
  for (const view of ['service_requests_by_status', 'service_requests_by_group']) {
    const { rows } = await pool.query(
      `select count(distinct month)::int as months from report.${view} where (district_code, month) not in (select district_code, month from report.service_requests_by_month)`,
    );
    expect(rows).toEqual([{ months: 0 }]);
  }
});

test('hours add up to the ledger; few people are not told, and null is not zero', async () => {
  const { rows } = await pool.query<any>(
    `select program_code, sum(minutes)::int as minutes, sum(attendances)::int as attendances from report.hours_by_month group by 1`,
  );
  const { programs } = await query(
    '{ programs(first: 100) { nodes { code progress { minutes { value } attendances { value } } } } }',
  );
  for (const { code, progress } of programs.nodes) {
    const own = rows.find(({ program_code }: any) => program_code === code);
    expect([own?.minutes ?? 0, own?.attendances ?? 0]).toEqual([
      progress.minutes.value,
      progress.attendances.value,
    ]);
  }
  const { rows: people } = await pool.query<{ people: number | null }>(
    'select people from report.hours_by_month',
  );
  expect(people.some(({ people: n }) => n === null)).toBe(true);
  expect(people.filter(({ people: n }) => n !== null && n < 5)).toEqual([]);
  expect(people.some(({ people: n }) => n !== null)).toBe(true);
});

test('times are there twice: the instant, and the clock in Shanghai; the calendar knows its weekdays', async () => {
  const { rows } = await pool.query(
    `select count(*)::int as count from report.activity where starts_at_local <> (starts_at + interval '8 hours') at time zone 'UTC'`,
  );
  expect(rows).toEqual([{ count: 0 }]);
  const { rows: days } = await pool.query(
    `select day::text, month::text, iso_year, iso_week, weekday_zh, is_weekend from report.calendar where day in ('2026-11-24', '2027-01-02') order by 1`,
  );
  expect(days).toEqual([
    {
      day: '2026-11-24',
      month: '2026-11-01',
      iso_year: 2026,
      iso_week: 48,
      weekday_zh: '二',
      is_weekend: false,
    },
    {
      day: '2027-01-02',
      month: '2027-01-01',
      iso_year: 2026,
      iso_week: 53,
      weekday_zh: '六',
      is_weekend: true,
    },
  ]);
});

test('every view and every column is described in Chinese and in English', async () => {
  const { rows } = await pool.query<{ name: string; comment: string | null }>(
    `select c.relname || coalesce('.' || a.attname, '') as name,
       case when a.attname is null then obj_description(c.oid, 'pg_class') else col_description(c.oid, a.attnum) end as comment
     from pg_class c left join lateral (select null::name as attname, null::smallint as attnum
         union all select attname, attnum from pg_attribute where attrelid = c.oid and attnum > 0) a on true
     where c.relnamespace = 'report'::regnamespace`,
  );
  expect(rows.length).toBeGreaterThan(250);
  const undescribed = rows.filter(
    ({ comment }) => !/^.*\p{Script=Han}.*\n[^\p{Script=Han}]+$/u.test(comment ?? ''),
  );
  expect(undescribed).toEqual([]);
});

test('every view is a barrier, and reads with its owner’s rights', async () => {
  const { rows } = await pool.query<{ name: string; kind: string; options: string[] }>(
    `select relname as name, relkind as kind, reloptions as options from pg_class where relnamespace = 'report'::regnamespace`,
  );
  expect(rows.map(({ name }) => name).toSorted()).toEqual(views.map(({ name }) => name).toSorted());
  for (const { kind, options } of rows) expect([kind, options]).toEqual(['v', ['security_barrier=true']]);
});

/** Tables with data about people, and what of them the views are computed from: never names, numbers, words. */
const OF_PEOPLE: Record<string, string[]> = {
  service_record: ['activity_id', 'confirmed_at', 'is_demo', 'minutes', 'not_counted_reason', 'volunteer_id'],
  enrolment: ['has_passed', 'session_id', 'status', 'volunteer_id'],
  service_request: [
    'beneficiary_group_id',
    'district_code',
    'id',
    'person',
    'reviewed_at',
    'status',
    'submitted_at',
  ],
};
const NEVER = new Set([
  ...['volunteer', 'account', 'consent', 'sign_up', 'certificate', 'training_certificate', 'team_membership'],
  ...[
    'file_entry',
    'media_asset_person',
    'minor_read',
    'audit_entry',
    'nomination',
    'role_model',
    'dispatch',
  ],
  ...['role_grant', 'story_step', 'story_volunteer', 'webhook_endpoint', 'webhook_delivery', 'attempt'],
]);
/** Names and free words in what is public otherwise. */
const NOT_OF = new Set([
  ...[
    'story.body',
    'story.summary',
    'story.text_author',
    'story.photographer',
    'story.caption_author',
    'story.editor',
  ],
  ...['story.reviewer', 'training_session.teacher', 'training_session.link', 'media_asset.photographer'],
  ...[
    'activity.cancel_reason',
    'incentive_grant.volunteer_id',
    'incentive_grant.revoke_reason',
    'finding.text',
  ],
]);

/** Views with figures of people: what is told of these hangs on a secret, which no column shows. */
const GUARDED = [
  'hours_by_month',
  'service_requests_by_group',
  'service_requests_by_month',
  'service_requests_by_status',
  'target_progress',
];

test('the secret of the guard is read by views with figures of people alone, and shown by none', async () => {
  const { rows } = await pool.query<{ view: string }>(
    `select distinct v.relname as view from pg_class v join pg_rewrite r on r.ev_class = v.oid
     join pg_depend d on d.objid = r.oid and d.classid = 'pg_rewrite'::regclass and d.refobjid = 'secret'::regclass
     where v.relnamespace = 'report'::regnamespace order by 1`,
  );
  expect(rows.map(({ view }) => view)).toEqual(GUARDED);
  const { rows: secrets } = await pool.query<{ value: string }>('select value from secret');
  expect(secrets.length).toBeGreaterThan(0);
  for (const view of GUARDED) {
    const { rows: shown } = await pool.query(`select * from report.${view}`);
    for (const { value } of secrets) expect(JSON.stringify(shown)).not.toContain(value);
    const { rows: plan } = await pool.query(`explain (analyze, verbose) select * from report.${view}`);
    for (const { value } of secrets) expect(JSON.stringify(plan)).not.toContain(value);
  }
});

test('no view is computed from personal data: what each column of each view rests on', async () => {
  const { rows } = await pool.query<{ table: string; column: string }>(
    `select distinct t.relname as table, a.attname as column from pg_class v
     join pg_rewrite r on r.ev_class = v.oid join pg_depend d on d.objid = r.oid and d.classid = 'pg_rewrite'::regclass
     join pg_class t on t.oid = d.refobjid and d.refclassid = 'pg_class'::regclass and t.oid <> v.oid
     left join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
     where v.relnamespace = 'report'::regnamespace`,
  );
  const used = Map.groupBy(rows, ({ table }) => table);
  expect(used.size).toBeGreaterThan(25);
  expect([...used.keys()].filter((table) => NEVER.has(table))).toEqual([]);
  for (const [table, columns] of Object.entries(OF_PEOPLE)) {
    const own = used.get(table)!.flatMap(({ column }) => column ?? []);
    expect([table, own.filter((column) => !columns.includes(column))]).toEqual([table, []]);
  }
  const all = rows.map(({ table, column }) => `${table}.${column}`);
  expect(all.filter((name) => NOT_OF.has(name))).toEqual([]);
});

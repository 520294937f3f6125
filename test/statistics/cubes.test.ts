import { expect, test } from 'vitest';
import { IS_FAR_BEHIND } from '../../src/rollup/activity-rollup.ts';
import { testServer } from '../setup/server.ts';
import { withRole } from './given.ts';

const server = await testServer('demo');
const { send, database } = server;
const office = await withRole(server, 'OFFICE');
const analyst = await withRole(server, 'ANALYST');

const ask = async (field: string, headers = office) => {
  const { data, errors } = await send(`{ s: ${field} }`, {}, headers);
  expect(errors).toBeUndefined();
  return data.s;
};
const sql = async (text: string): Promise<any[]> => (await database.pool.query(text)).rows;
const month = (column: string) => `to_char(${column} at time zone 'Asia/Shanghai', 'YYYY-MM')`;
const D = 'districtCode: "370117"';

test('activities by month and program', async () => {
  const { groups, total } = await ask(
    `activityStatistics(first: 1000, groupBy: [{by: STARTS_AT, unit: MONTH}, {by: PROGRAM}]) {
      groups { key { period { start } program { code } } measures { count attendances minutes hours cancellationRate } } total { count attendances organizers } }`,
  );
  const rows = await sql(`select ${month('a.starts_at')} as month, p.code, count(*)::int as count,
      (select count(*)::int from (select 1 from service_record r join activity b on b.id = r.activity_id
        where ${month('b.starts_at')} = ${month('min(a.starts_at)')} and b.program_id = p.id and r.confirmed_at is not null
        and r.not_counted_reason is null group by r.activity_id, r.volunteer_id having sum(r.minutes) > 0) x) as attendances,
      count(*) filter (where a.status = 'CANCELLED')::float8 / nullif(count(*) filter (where a.status in ('PUBLISHED', 'CANCELLED', 'COMPLETED')), 0) as rate
    from activity a join program p on p.id = a.program_id group by 1, 2, p.id order by 1, p.ordinal`);
  expect(groups.length).toBeGreaterThan(50);
  expect(
    groups.map(({ key, measures }: any) => [
      key.period.start.slice(0, 7),
      key.program.code,
      measures.count,
      measures.attendances,
      measures.cancellationRate,
    ]),
  ).toEqual(rows.map((row) => [row.month, row.code, row.count, row.attendances, row.rate]));
  expect(total).toEqual(
    (
      await sql(`select count(*)::int as count, count(distinct organizer_id)::int as organizers,
        (select count(*)::int from (select 1 from service_record where confirmed_at is not null and not_counted_reason is null
          group by activity_id, volunteer_id having sum(minutes) > 0) x) as attendances from activity`)
    )[0],
  );
});

test('activities by the street of the venue, else of the organizer, as the view has them', async () => {
  const { groups } = await ask(
    `activityStatistics(first: 1000, where: { status: { in: [PUBLISHED, CANCELLED, COMPLETED] } }, groupBy: [{by: VENUE_OR_ORGANIZER_STREET}]) {
      groups { key { street { code } } measures { count } } }`,
  );
  const rows = await sql(
    'select street_code as code, count(*)::int as count from report.activity group by 1 order by 1 nulls last',
  );
  expect(rows.length).toBeGreaterThan(3);
  const told = groups.map(({ key, measures }: any) => ({
    code: key.street?.code ?? null,
    count: measures.count,
  }));
  expect(told).toHaveLength(rows.length);
  expect(told).toEqual(expect.arrayContaining(rows));
  const byVenue = await sql(
    `select count(*)::int as n from report.activity where street_code is not null and venue_code is null`,
  );
  expect(byVenue[0]!.n).toBeGreaterThan(0);
});

test('hours by street and program', async () => {
  const { groups } = await ask(
    `serviceRecordStatistics(${D}, first: 1000, groupBy: [{by: STREET}, {by: PROGRAM}]) {
      groups { key { street { name } program { code } } measures { count people minutes activities } } }`,
  );
  const rows = await sql(`with net as (select activity_id, volunteer_id, sum(minutes) as m from service_record
      where confirmed_at is not null and not_counted_reason is null group by 1, 2)
    select s.name, p.code, count(*)::int as count,
      sum(r.minutes) filter (where r.confirmed_at is not null and r.not_counted_reason is null)::int as minutes,
      (select count(distinct n.volunteer_id)::int from net n join activity b on b.id = n.activity_id left join venue w on w.id = b.venue_id
        where n.m > 0 and b.program_id = p.id and w.street_id is not distinct from s.id) as people
    from service_record r join activity a on a.id = r.activity_id join program p on p.id = a.program_id
    left join venue v on v.id = a.venue_id left join party s on s.id = v.street_id
    group by s.id, s.name, s.name_key, p.id, p.code, p.ordinal order by s.name_key nulls last, p.ordinal`);
  expect(rows.length).toBeGreaterThan(8);
  expect(
    groups.map(({ key, measures }: any) => [
      key.street?.name ?? null,
      key.program.code,
      measures.count,
      measures.people,
      measures.minutes,
    ]),
  ).toEqual(rows.map((row) => [row.name, row.code, row.count, row.people, row.minutes ?? 0]));
});

test('sign-ups by status, with the distribution of how early they came', async () => {
  const { groups } = await ask(
    `signUpStatistics(${D}, groupBy: [{by: STATUS}]) { groups { key { status } measures { count people attendanceRate
      distribution(of: LEAD_DAYS) { mean median min max percentile(at: 0.9) } } } }`,
  );
  const rows =
    await sql(`select s.status, count(*)::int as count, count(distinct s.volunteer_id)::int as people,
      avg(l)::float8 as mean, min(l)::float8 as min, max(l)::float8 as max,
      percentile_cont(0.5) within group (order by l)::float8 as median, percentile_cont(0.9) within group (order by l)::float8 as p90
    from (select s.*, (extract(epoch from a.starts_at - s.signed_up_at) / 86400)::float8 as l from sign_up s join activity a on a.id = s.activity_id) s
    group by 1 order by array_position(array['CONFIRMED', 'WAITING', 'CANCELLED', 'ATTENDED', 'NO_SHOW'], s.status)`);
  expect(groups.map(({ key }: any) => key.status)).toEqual(rows.map(({ status }) => status));
  for (const [i, { measures }] of groups.entries()) {
    const { mean, min, max, median, p90, count, people } = rows[i]!;
    expect(measures).toMatchObject({ count, people });
    expect(measures.distribution.mean).toBeCloseTo(mean, 8);
    expect(measures.distribution).toMatchObject({ min, max, median, percentile: p90 });
  }
  expect(groups.find(({ key }: any) => key.status === 'WAITING')?.measures.attendanceRate ?? null).toBeNull();
});

test('volunteers by month of registration, stories by platform, enrolments by course', async () => {
  const volunteers = await ask(
    `volunteerStatistics(${D}, groupBy: [{by: REGISTERED_AT}], first: 1000) { groups { key { period { start } } measures { count serving hours } runningTotal } }`,
  );
  const expected = await sql(`select ${month('v.registered_at')} as month, count(*)::int as count,
      sum(count(*)) over (order by ${month('v.registered_at')})::int as running,
      count(*) filter (where (select sum(minutes) from service_record r where r.volunteer_id = v.id and r.confirmed_at is not null and r.not_counted_reason is null) > 0)::int as serving
    from volunteer v group by 1 order by 1`);
  expect(
    volunteers.groups.map(({ key, measures, runningTotal }: any) => [
      key.period.start.slice(0, 7),
      measures.count,
      measures.serving,
      runningTotal,
    ]),
  ).toEqual(expected.map((row) => [row.month, row.count, row.serving, row.running]));

  const stories = await ask(
    `storyStatistics(groupBy: [{by: PLATFORM}, {by: STATUS}]) { groups { key { platform { code } status } measures { count } } total { count } }`,
  );
  const pieces =
    await sql(`select t.code, s.status, count(*)::int as count from story s left join story_platform l on l.story_id = s.id
    left join term t on t.id = l.term_id left join vocabulary v on v.id = t.vocabulary_id
    group by t.id, t.code, t.ordinal, v.ordinal, s.status
    order by v.ordinal nulls last, t.ordinal, array_position(array['LEAD','DRAFT','SUBMITTED','CLEARED','PUBLISHED','RETRACTED'], s.status)`);
  expect(
    stories.groups.map(({ key, measures }: any) => [key.platform?.code ?? null, key.status, measures.count]),
  ).toEqual(pieces.map((row) => [row.code, row.status, row.count]));
  expect(stories.total.count).toBe((await sql('select count(*)::int as n from story'))[0].n);

  const enrolments = await ask(
    `enrolmentStatistics(${D}, groupBy: [{by: COURSE}]) { groups { key { course { code } } measures { count people passed passRate distribution(of: SCORE) { mean } } } total { count } }`,
  );
  const courses =
    await sql(`select c.code, count(*)::int as count, count(distinct e.volunteer_id)::int as people,
      count(*) filter (where e.has_passed)::int as passed, avg(e.score)::float8 as mean,
      count(*) filter (where e.has_passed)::float8 / nullif(count(*) filter (where e.status = 'COMPLETED'), 0) as rate
    from enrolment e join training_session s on s.id = e.session_id join course c on c.id = s.course_id group by c.code order by c.code collate "C"`);
  expect(
    enrolments.groups.map(({ key, measures: m }: any) => [
      key.course.code,
      m.count,
      m.people,
      m.passed,
      m.passRate,
      m.distribution.mean,
    ]),
  ).toEqual(courses.map((row) => [row.code, row.count, row.people, row.passed, row.rate, row.mean]));
});

test('requests by beneficiary group, expenditures by source, findings by severity', async () => {
  const requests = await ask(
    `serviceRequestStatistics(${D}, groupBy: [{by: BENEFICIARY_GROUP}]) { groups { key { beneficiaryGroup { code } } measures { count people served late servedRate distribution(of: RESPONSE_MINUTES) { median } } } }`,
  );
  const groups =
    await sql(`select t.code, count(*)::int as count, count(distinct person)::int as people, count(served_at)::int as served,
      percentile_cont(0.5) within group (order by floor(extract(epoch from accepted_at - submitted_at) / 60))::float8 as median
    from service_request r join term t on t.id = r.beneficiary_group_id group by t.code, t.ordinal order by t.ordinal`);
  expect(groups.length).toBeGreaterThan(2);
  expect(
    requests.groups.map(({ key, measures: m }: any) => [
      key.beneficiaryGroup.code,
      m.count,
      m.people,
      m.served,
      m.distribution.median,
    ]),
  ).toEqual(groups.map((row) => [row.code, row.count, row.people, row.served, row.median]));

  const money = await ask(
    `expenditureStatistics(groupBy: [{by: SOURCE}, {by: SPENT_ON, unit: QUARTER}], first: 1000) { groups { key { source { code } period { start } } measures { count amount { fen } } share(of: AMOUNT) } total { amount { fen text } } }`,
  );
  const spent =
    await sql(`select i.code, date_trunc('quarter', e.spent_on)::date::text as start, count(*)::int as count, sum(e.amount_fen)::float8 as fen
    from expenditure e join allocation l on l.id = e.allocation_id join incentive i on i.id = l.source_id group by 1, 2 order by i.code collate "C", 2`);
  expect(spent.length).toBeGreaterThan(2);
  expect(
    money.groups.map(({ key, measures: m }: any) => [
      key.source.code,
      key.period.start,
      m.count,
      m.amount.fen,
    ]),
  ).toEqual(spent.map((row) => [row.code, row.start, row.count, row.fen]));
  expect(money.total.amount.fen).toBe(spent.reduce((sum, row) => sum + row.fen, 0));
  expect(money.groups.reduce((sum: number, { share }: any) => sum + share, 0)).toBeCloseTo(1, 10);

  const findings = await ask(
    `findingStatistics(groupBy: [{by: SEVERITY}, {by: STATUS}]) { groups { key { severity status } measures { count late } } }`,
  );
  const found = await sql(`select severity, status, count(*)::int as count from finding group by 1, 2
    order by array_position(array['MINOR','MODERATE','SERIOUS'], severity), array_position(array['OPEN','RECTIFIED','CLOSED','REOPENED'], status)`);
  expect(findings.groups.map(({ key, measures }: any) => [key.severity, key.status, measures.count])).toEqual(
    found.map((row) => [row.severity, row.status, row.count]),
  );
});

test('places by kind, those who did not come, and money spent on an activity', async () => {
  const places = await ask(
    `activityStatistics(groupBy: [{by: PLACE_KIND}]) { groups { key { placeKind { code } } measures { count venues } } }`,
  );
  const kinds =
    await sql(`select t.code, count(*)::int as count, count(distinct a.venue_id)::int as venues from activity a left join venue v on v.id = a.venue_id
    left join term t on t.id = v.place_kind_id group by t.code, t.ordinal order by t.ordinal nulls last`);
  expect(kinds.length).toBeGreaterThan(5);
  expect(
    places.groups.map(({ key, measures: m }: any) => [key.placeKind?.code ?? null, m.count, m.venues]),
  ).toEqual(kinds.map((row) => [row.code, row.count, row.venues]));
  for (const field of ['serviceRecordStatistics', 'signUpStatistics']) {
    const { groups } = await ask(
      `${field}(${D}, groupBy: [{by: PLACE_KIND}]) { groups { key { placeKind { code } } } }`,
    );
    expect(groups.length).toBeGreaterThan(5);
  }

  const { groups } = await ask(
    `signUpStatistics(${D}, groupBy: [{by: PROGRAM}]) { groups { key { program { code } } measures { noShowRate attendanceRate } } }`,
  );
  const missed =
    await sql(`select p.code, avg((s.status = 'NO_SHOW')::int) filter (where s.status in ('ATTENDED', 'NO_SHOW'))::float8 as rate
    from sign_up s join activity a on a.id = s.activity_id join program p on p.id = a.program_id group by p.id order by p.ordinal`);
  expect(missed.length).toBe(8);
  for (const [i, { key, measures }] of groups.entries()) {
    expect(key.program.code).toBe(missed[i]!.code);
    expect(measures.noShowRate).toBeCloseTo(missed[i]!.rate, 10);
    expect(measures.noShowRate + measures.attendanceRate).toBeCloseTo(1, 10);
  }

  // Two activities, one of them corrected; all else is spent on none.
  await database.pool.query(
    `insert into expenditure (id, allocation_id, kind, amount_fen, program_id, activity_id, spent_on, purpose, corrects_id, reason, recorded_at, district_code, is_demo)
     select gen_random_uuid(), e.allocation_id, n.kind, n.fen, a.program_id, a.id, e.spent_on, '材料', case n.kind when 'CORRECTION' then e.id end,
       case n.kind when 'CORRECTION' then '多记' end, now(), e.district_code, true
     from (values (1, 'EXPENDITURE', 10000), (2, 'EXPENDITURE', 5001), (2, 'CORRECTION', -100)) n(at, kind, fen)
     join (select a.*, row_number() over (order by a.id) as at from activity a) a on a.at = n.at
     cross join (select * from expenditure where kind = 'EXPENDITURE' order by id limit 1) e`,
  );
  const { total } = await ask(
    'expenditureStatistics { total { activities amount { fen } amountPerActivity { fen } } }',
  );
  const [spent] =
    await sql(`select count(distinct activity_id)::int as activities, sum(amount_fen)::float8 as fen,
    round(sum(amount_fen) filter (where activity_id is not null) / 2)::float8 as mean from expenditure`);
  expect(spent).toMatchObject({ activities: 2, mean: 7_451 });
  expect(total).toEqual({
    activities: 2,
    amount: { fen: spent.fen },
    amountPerActivity: { fen: spent.mean },
  });
});

test('groups come in the order of what a distribution says', async () => {
  const { groups } = await ask(
    `activityStatistics(groupBy: [{by: ORGANIZER}], orderBy: [{quantity: DURATION, direction: DESC}, {key: ORGANIZER}], first: 10) {
      groups { key { organizer { code } } measures { distribution(of: DURATION) { mean } } } others { distribution(of: DURATION) { mean } } }`,
  );
  const rows =
    await sql(`select y.code, avg(extract(epoch from a.ends_at - a.starts_at) / 60)::float8 as mean from activity a join party y on y.id = a.organizer_id
    group by y.code, y.name_key order by 2 desc, y.name_key limit 10`);
  expect(groups.map(({ key }: any) => key.organizer.code)).toEqual(rows.map(({ code }) => code));
  const answered = await ask(
    `serviceRequestStatistics(${D}, groupBy: [{by: STREET}], orderBy: [{quantity: RESPONSE_MINUTES, statistic: MEDIAN}]) { groups { key { street { code } } } }`,
  );
  const streets =
    await sql(`select y.code from service_request r join party y on y.id = r.street_id group by y.code, y.name_key
    order by percentile_cont(0.5) within group (order by floor(extract(epoch from accepted_at - submitted_at) / 60)) nulls last, y.name_key`);
  expect(answered.groups.map(({ key }: any) => key.street.code)).toEqual(streets.map(({ code }) => code));
});

test('figures of what one may see none of are refused, not zero, and the analysts of the district get them', async () => {
  const fields = [
    ['expenditureStatistics', 'total { count amount { fen } }', 'Program.funding'],
    ['findingStatistics', 'total { count late }', 'supervisionStatistics'],
  ] as const;
  const strangers = [{}, await withRole(server), await withRole(server, 'MEDIA')];
  for (const [field, selection, totals] of fields) {
    for (const headers of strangers) {
      const { data, errors } = await send(`{ ${field} { ${selection} } }`, {}, headers);
      expect(data ?? null).toBeNull();
      expect(errors![0]!.extensions.code).toBe('NOT_ALLOWED');
      expect(errors![0]!.message).toContain('只有');
      expect(errors![0]!.message).toContain(totals);
    }
    const exact = await ask(`${field} { ${selection} }`);
    expect(exact.total.count).toBeGreaterThan(0);
    expect(await ask(`${field} { ${selection} }`, analyst)).toEqual(exact);
    const elsewhere = await withRole(server, 'ANALYST', '370102');
    expect((await ask(`${field} { ${selection} }`, elsewhere)).total.count).toBe(0);
  }
  const { errors } = await send(
    '{ expenditureStatistics(where: {activity: {signUps: {some: {volunteer: {name: {startsWith: "王"}}}}}}) { total { count } } }',
    {},
    analyst,
  );
  expect(errors![0]!.extensions.code).toBe('NOT_ALLOWED');
  // The rows themselves stay closed to analysts.
  const rows = await send('{ expenditures { nodes { id } } }', {}, analyst);
  expect(rows.data?.expenditures.nodes ?? []).toEqual([]);
});

test('hours added up along a year are those of the year, though each month is rounded', async () => {
  const { groups, total } = await ask(
    `activityStatistics(groupBy: [{by: STARTS_AT}, {by: PROGRAM}], first: 1000, orderBy: [{key: STARTS_AT}]) {
      groups { key { program { code } } runningTotal(of: HOURS) measures { hours } } total { hours } }`,
  );
  const last = new Map<string, number>(
    groups.map(({ key, runningTotal }: any) => [key.program.code, runningTotal]),
  );
  const minutes =
    await sql(`select p.code, sum(r.minutes)::int as minutes from service_record r join activity a on a.id = r.activity_id
    join program p on p.id = a.program_id where r.confirmed_at is not null and r.not_counted_reason is null group by 1`);
  for (const { code, minutes: sum } of minutes)
    expect(last.get(code)).toBe(Math.round((sum / 60) * 100) / 100);
  expect(groups.some(({ measures }: any) => measures.hours !== Math.trunc(measures.hours))).toBe(true);
  expect(total.hours).toBe(Math.round((minutes.reduce((sum, row) => sum + row.minutes, 0) / 60) * 100) / 100);
});

test('an analyst reads the same figures of people as the office', async () => {
  const field = `signUpStatistics(${D}, where: {volunteer: {unit: {kind: {eq: UNIT}}}}, groupBy: [{by: UNIT}], first: 1000) {
    groups { key { unit { code } } measures { count people } } total { count } }`;
  const answer = await ask(field, analyst);
  expect(answer).toEqual(await ask(field));
  expect(answer.total.count).toBe(
    (
      await sql(
        "select count(*)::int as n from sign_up s join volunteer v on v.id = s.volunteer_id join party p on p.id = v.unit_id where p.kind = 'UNIT'",
      )
    )[0].n,
  );
  expect(answer.total.count).toBeGreaterThan(0);
});

test('one statement reads all groups and the total, whatever their number; one more the others, and one each type of key', async () => {
  const count = async (field: string) => {
    await ask(field);
    database.statements = [];
    await ask(field);
    // The first is the token's; how far sums are behind is asked for beside.
    return database.statements.filter((text) => text !== IS_FAR_BEHIND).length - 1;
  };
  const plain = (first: number) =>
    `activityStatistics(first: ${first}, groupBy: [{by: STARTS_AT}, {by: PROGRAM}, {by: ORGANIZER}]) { groups { measures { count } previous { hours } share } total { count } groupCount }`;
  expect([await count(plain(2)), await count(plain(1_000))]).toEqual([1, 1]);
  const whole = (first: number) =>
    `activityStatistics(first: ${first}, groupBy: [{by: PROGRAM}, {by: ORGANIZER}]) { groups { key { program { title } organizer { name } } } others { count } }`;
  expect([await count(whole(2)), await count(whole(1_000))]).toEqual([4, 4]);
  expect(
    await count(
      'programs(first: 8) { nodes { statistics(groupBy: [{by: STATUS}]) { groups { key { status } measures { hours } } } } }',
    ),
  ).toBe(2);
});

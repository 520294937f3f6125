import { expect, test } from 'vitest';
import { testDatabase } from '../setup/database.ts';

const { pool } = await testDatabase('demo');

const COUNTED = `status in ('CONFIRMED', 'ATTENDED', 'NO_SHOW')`;

/** What must hold of every work: each counts the rows against it. The constraints of the tables hold anyway. */
const INVARIANTS: [name: string, sql: string][] = [
  [
    'as many places are taken as there are sign-ups with one',
    `select count(*) from activity a where sign_up_count <> (select count(*) from sign_up where activity_id = a.id and ${COUNTED})`,
  ],
  [
    'the same of shifts',
    `select count(*) from shift a where sign_up_count <> (select count(*) from sign_up where shift_id = a.id and ${COUNTED})`,
  ],
  [
    'as many wait as there are sign-ups waiting',
    `select count(*) from activity a where waiting_count <> (select count(*) from sign_up where activity_id = a.id and status = 'WAITING')`,
  ],
  [
    'nobody waits while there is a place',
    `select count(*) from sign_up s join activity a on a.id = s.activity_id left join shift f on f.id = s.shift_id
     where s.status = 'WAITING' and a.status = 'PUBLISHED' and coalesce(f.sign_up_count < f.capacity, a.sign_up_count < a.capacity)`,
  ],
  [
    'minutes are whole ones within the time of the activity or shift, as the ledger counts',
    `select count(*) from service_record r join sign_up s on s.id = r.sign_up_id join activity a on a.id = s.activity_id
     left join shift f on f.id = s.shift_id where r.kind = 'SERVICE' and r.not_counted_reason is distinct from 'NO_CHECK_OUT' and r.minutes <>
     floor(extract(epoch from least(s.checked_out_at, coalesce(f.ends_at, a.ends_at)) - greatest(s.checked_in_at, coalesce(f.starts_at, a.starts_at))) / 60)`,
  ],
  [
    'what does not count is less than half of the time, or has no check-out',
    `select count(*) from service_record r join sign_up s on s.id = r.sign_up_id join activity a on a.id = s.activity_id
     left join shift f on f.id = s.shift_id where r.kind = 'SERVICE' and r.not_counted_reason is distinct from (case
       when s.checked_out_at is null then 'NO_CHECK_OUT'
       when r.minutes * 60 * 2 < extract(epoch from coalesce(f.ends_at, a.ends_at) - coalesce(f.starts_at, a.starts_at)) then 'TOO_SHORT' end)`,
  ],
  [
    'whoever attended and left, or was there at the end, has one record',
    `select count(*) from sign_up s join activity a on a.id = s.activity_id where (select count(*) from service_record r
       where r.sign_up_id = s.id and r.kind = 'SERVICE') <>
       (case when s.status = 'ATTENDED' and (s.checked_out_at is not null or a.status = 'COMPLETED') then 1 else 0 end)`,
  ],
  [
    'nobody is at two places at once',
    `select count(*) from sign_up s join activity a on a.id = s.activity_id left join shift f on f.id = s.shift_id
     join sign_up o on o.volunteer_id = s.volunteer_id and o.id > s.id join activity b on b.id = o.activity_id left join shift g on g.id = o.shift_id
     where s.status <> 'CANCELLED' and o.status <> 'CANCELLED' and tstzrange(coalesce(f.starts_at, a.starts_at), coalesce(f.ends_at, a.ends_at))
       && tstzrange(coalesce(g.starts_at, b.starts_at), coalesce(g.ends_at, b.ends_at))`,
  ],
  [
    'a correction leaves no sum below nothing',
    `select count(*) from service_record r join service_record c on c.corrects_id = r.id
     where (case when r.not_counted_reason is null then r.minutes else 0 end) + c.minutes < 0 or c.minutes = 0`,
  ],
  [
    'nobody signs up before registering or publication, nor after the start',
    `select count(*) from sign_up s join volunteer v on v.id = s.volunteer_id join activity a on a.id = s.activity_id
     where s.signed_up_at < v.registered_at or s.signed_up_at < a.published_at or s.signed_up_at >= a.starts_at`,
  ],
  [
    'ages are kept',
    `select count(*) from sign_up s join volunteer v on v.id = s.volunteer_id join activity a on a.id = s.activity_id
     where extract(year from age(a.starts_at at time zone 'Asia/Shanghai', v.birth_date)) not between coalesce(a.minimum_age, 0) and coalesce(a.maximum_age, 200)`,
  ],
  [
    'whoever is under 14 has the guardian’s consent',
    `select count(*) from volunteer v where v.birth_date > date '2026-11-24' - interval '18 years' and not exists
     (select 1 from consent where volunteer_id = v.id and kind = 'GUARDIAN_PARTICIPATION')`,
  ],
  [
    'what is published says its risks, and what is risky is insured (articles 12 and 17)',
    `select count(*) from activity where risk_statement is null or (is_risky and not is_insured)`,
  ],
  [
    'certificates say what the ledger says',
    `select count(*) from certificate c where (minutes, activity_count) is distinct from (select (sum(minutes)::int, count(*)::int) from (
       select sum(r.minutes) as minutes from service_record r where r.volunteer_id = c.volunteer_id
       and r.confirmed_at <= c.issued_at and r.recorded_at <= c.issued_at and r.not_counted_reason is null
       and (r.started_at at time zone 'Asia/Shanghai')::date between c.valid_from and c.valid_to
       group by r.activity_id having sum(r.minutes) > 0) each)`,
  ],
  [
    'a request goes forward in time, and is served with its activity by whoever accepted it',
    `select count(*) from service_request r left join activity a on a.id = r.activity_id where r.reviewed_at <= r.submitted_at
       or r.accepted_at <= r.reviewed_at or r.served_at <= a.starts_at or r.evaluated_at <= r.served_at
       or a.organizer_id <> r.accepted_by_id or a.program_id <> r.program_id`,
  ],
  [
    'what is served was published first, and what was cancelled serves nobody',
    `select count(*) from service_request r join activity a on a.id = r.activity_id
     where a.status = 'DRAFT' or (a.status in ('CANCELLED', 'VOID') and r.status in ('SERVED', 'EVALUATED'))`,
  ],
  [
    'every rate of every street is measured in each quarter, and none twice',
    `select abs(100 - count(distinct (indicator_id, party_id, measured_on))) from measurement`,
  ],
  [
    'the plan’s parts are of the activity’s own program',
    `select count(*) from activity a left join campaign c on c.id = a.campaign_id left join schedule s on s.id = a.schedule_id
     where coalesce(c.program_id, a.program_id) <> a.program_id or coalesce(s.program_id, a.program_id) <> a.program_id`,
  ],
  [
    'what is spent of an allocation is the sum of its entries',
    `select count(*) from allocation a where a.spent_fen <> (select coalesce(sum(amount_fen), 0) from expenditure where allocation_id = a.id)`,
  ],
  [
    'as many places of training are taken as there are enrolments with one',
    `select count(*) from training_session s where s.enrolled_count <> (select count(*) from enrolment where session_id = s.id and status not in ('WAITING', 'CANCELLED'))
     or s.waiting_count <> (select count(*) from enrolment where session_id = s.id and status = 'WAITING')`,
  ],
  [
    'nobody is in training and elsewhere at one time',
    `select count(*) from enrolment e join training_session t on t.id = e.session_id join sign_up s on s.volunteer_id = e.volunteer_id
     join activity a on a.id = s.activity_id left join shift f on f.id = s.shift_id
     where e.status <> 'CANCELLED' and s.status <> 'CANCELLED'
     and coalesce(f.starts_at, a.starts_at) < t.ends_at and coalesce(f.ends_at, a.ends_at) > t.starts_at`,
  ],
  [
    'who is named in a story agreed to it, before it was noted',
    `select count(*) from story_volunteer l join story s on s.id = l.story_id where not exists (select 1 from consent c
       where c.volunteer_id = l.volunteer_id and c.kind = 'PUBLISH_NAME' and c.withdrawn_at is null and c.given_at < s.created_at)`,
  ],
  [
    'nobody who signed up is named in a story without being linked',
    `select count(*) from story s join sign_up u on u.activity_id = s.activity_id join volunteer v on v.id = u.volunteer_id
     where v.status = 'ACTIVE' and s.title || coalesce(s.body, '') like '%' || v.name || '%'
       and not exists (select 1 from story_volunteer l where l.story_id = s.id and l.volunteer_id = v.id)`,
  ],
  [
    'a story is about what was held, told of after it, in steps that go forward to where it stands',
    `select count(*) from story s join activity a on a.id = s.activity_id where a.status <> 'COMPLETED' or s.created_at <= a.completed_at
       or s.status <> (select status from story_step where story_id = s.id order by at desc, id desc limit 1)
       or s.cleared_at <= s.submitted_at or s.published_at <= s.cleared_at or s.retracted_at <= s.published_at`,
  ],
  [
    'everything is labelled',
    [
      ...['activity', 'activity_series', 'certificate', 'service_record', 'sign_up', 'venue', 'volunteer'],
      ...['service_request', 'measurement', 'incentive_rule', 'award_round', 'nomination', 'incentive_grant'],
      ...[
        'allocation',
        'purchase_item',
        'expenditure',
        'course',
        'term_state',
        'training_session',
        'enrolment',
      ],
      'training_certificate',
      'story',
      'media_asset',
    ]
      .map((table) => `(select count(*) from ${table} where not is_demo)`)
      .join(' + ')
      .replace(/^/, 'select '),
  ],
];

test.for(INVARIANTS)('%s', async ([, sql]) => {
  const { rows } = await pool.query<Record<string, string>>(sql);
  expect(Object.values(rows[0]!)).toEqual(['0']);
});

test('there is enough of everything', async () => {
  const { rows } = await pool.query(`select
    (select count(*)::int from activity) as activities, (select count(*)::int from volunteer) as volunteers,
    (select count(*)::int from sign_up) as "signUps",
    (select count(*)::int from certificate) as certificates, (select count(*)::int from service_request) as requests,
    (select count(distinct status)::int from service_request) as states, (select count(*)::int from team_membership) as members,
    (select count(distinct team_id)::int from team_membership) as teams, (select count(*)::int from venue where level = 'OFFICE') as offices,
    (select count(*)::int from venue where kind = 'PUBLIC_PLACE') as places,
    (select count(*)::int from story) as stories, (select count(distinct status)::int from story) as "storyStates",
    (select count(*)::int from story where status = 'PUBLISHED') as published, (select count(*)::int from story_volunteer) as named,
    (select count(*)::int from sign_up where status = 'WAITING') as waiting,
    (select count(distinct incentive_id)::int from incentive_grant) as incentives,
    (select count(distinct source_id)::int from allocation where spent_fen > 0) as sources,
    (select count(*)::int from expenditure where kind = 'CORRECTION') as corrections,
    (select count(distinct volunteer_id)::int from enrolment where has_passed) as trained`);
  expect(rows[0]).toMatchObject({
    activities: 600,
    volunteers: 300,
    teams: 2,
    offices: 5,
    places: 7,
    incentives: 5,
    sources: 5,
  });
  expect(rows[0].signUps).toBeGreaterThan(3_000);
  expect(rows[0].requests).toBeGreaterThan(20);
  expect(rows[0].stories).toBeGreaterThan(50);
  expect(rows[0].storyStates).toBe(6);
  expect(rows[0].published / rows[0].stories).toBeGreaterThan(0.6);
  expect(rows[0].named).toBeGreaterThan(3);
  expect(rows[0].states).toBeGreaterThan(5);
  expect(rows[0].certificates).toBeGreaterThan(15);
  expect(rows[0].members).toBeGreaterThan(100);
  expect(rows[0].waiting).toBeGreaterThan(0);
  expect(rows[0].corrections).toBeGreaterThan(0);
  expect(rows[0].trained).toBeGreaterThan(10);
});

test('no invented person has an account or an identity number', async () => {
  const { rows } = await pool.query(
    `select count(*)::int as count from volunteer where account_id is not null or identity_digest is not null`,
  );
  expect(rows[0].count).toBe(0);
});

import type { Pool } from 'pg';
import { REWARD_ROWS } from './reward-rows.ts';

const ACTIVITY = `a.title || ' ' || a.starts_at || ' ' || o.code`;
const OF_ACTIVITY = `join activity a on a.id = x.activity_id join party o on o.id = a.organizer_id`;
const list = (table: string, of: string, name: string) =>
  `(select array_agg(t.${name} order by t.${name}) from ${table} l join ${of} t on t.id = l.${of}_id where l.activity_id = x.id) as ${table}`;

/**
 * Every row of the work with all its columns, but for what no two databases have in common: keys, codes counted by
 * sequences, drawn numbers. References stand by what they refer to; volunteers by the instant of their registration.
 */
const ROWS: Record<string, string> = {
  venue: `select x.kind, x.name, x.name_key, x.address, s.code as street, o.code as operator, x.longitude, x.latitude,
      x.district_code, x.level, p.name as parent, t.code as place_kind, x.closed_at, x.version, x.is_demo
    from venue x left join party s on s.id = x.street_id left join party o on o.id = x.operator_id
    left join venue p on p.id = x.parent_id left join term t on t.id = x.place_kind_id`,
  volunteer: `select x.name, x.phone, x.birth_date::text, x.guardian_name, x.guardian_phone, x.identity_digest, x.status,
      u.code as unit, x.skills, x.district_code, x.account_id, x.registered_at, x.version, x.is_demo
    from volunteer x left join party u on u.id = x.unit_id`,
  consent: `select v.registered_at, x.kind, x.given_by, x.given_at, x.withdrawn_at, x.evidence, x.version
    from consent x join volunteer v on v.id = x.volunteer_id`,
  team_membership: `select v.registered_at, t.code, x.role, x.joined_on::text, x.left_on::text, x.version
    from team_membership x join volunteer v on v.id = x.volunteer_id join party t on t.id = x.team_id`,
  activity_series: `select x.title, x.rrule, x.except_dates, p.code as program, o.code as organizer, x.district_code, x.version, x.is_demo
    from activity_series x join program p on p.id = x.program_id join party o on o.id = x.organizer_id`,
  activity: `select x.title, x.title_key, x.summary, p.code as program, c.code as campaign, o.code as organizer, s.title as series, s.rrule,
      x.starts_at, x.ends_at, x.status, x.cancel_reason, v.name as venue, x.place, d.code as schedule, x.occasion, x.capacity,
      x.sign_up_count, x.waiting_count, x.has_waiting_list, x.minimum_age, x.maximum_age, x.risk_statement, x.is_risky,
      x.is_insured, m.code as service_mode, x.district_code, x.published_at, x.completed_at, x.version, x.is_demo,
      ${list('activity_term', 'term', 'code')}, ${list('activity_beneficiary_group', 'term', 'code')},
      ${list('activity_co_organizer', 'party', 'code')}
    from activity x join program p on p.id = x.program_id left join campaign c on c.id = x.campaign_id
    join party o on o.id = x.organizer_id left join activity_series s on s.id = x.series_id
    left join venue v on v.id = x.venue_id left join schedule d on d.id = x.schedule_id left join term m on m.id = x.service_mode_id`,
  shift: `select ${ACTIVITY} as activity, x.label, x.starts_at, x.ends_at, x.capacity, x.sign_up_count from shift x ${OF_ACTIVITY}`,
  sign_up: `select ${ACTIVITY} as activity, s.label, v.registered_at, x.status, x.signed_up_at, x.confirmed_at, x.cancelled_at,
      x.checked_in_at, x.checked_out_at, x.check_in_method, x.version, x.is_demo
    from sign_up x ${OF_ACTIVITY} left join shift s on s.id = x.shift_id join volunteer v on v.id = x.volunteer_id`,
  service_record: `select ${ACTIVITY} as activity, v.registered_at, u.signed_up_at, x.kind, x.minutes, x.started_at, x.ended_at,
      x.source, x.recorded_at, x.confirmed_at, x.not_counted_reason, r.recorded_at as corrects, x.reason, x.is_demo
    from service_record x ${OF_ACTIVITY} join volunteer v on v.id = x.volunteer_id join sign_up u on u.id = x.sign_up_id
    left join service_record r on r.id = x.corrects_id`,
  service_request: `select ${ACTIVITY} as activity, g.code as "group", p.code as program, x.title, x.title_key, x.need, t.code as street,
      x.district_code, x.preferred_from, x.preferred_to, x.contact_name, x.contact_phone, x.address, x.requester_id, x.status,
      (select min(y.submitted_at) from service_request y where y.person = x.person) as person,
      x.reject_reason, x.cancel_reason, x.submitted_at, x.review_due_at, x.step_due_at, x.reviewed_at, x.accepted_at, x.served_at,
      x.evaluated_at, x.ended_at, b.code as accepted_by, x.score, x.comment, x.version, x.is_demo
    from service_request x join term g on g.id = x.beneficiary_group_id join program p on p.id = x.program_id
    join party t on t.id = x.street_id left join party b on b.id = x.accepted_by_id
    left join activity a on a.id = x.activity_id left join party o on o.id = a.organizer_id`,
  dispatch: `select r.submitted_at, r.contact_phone, p.code as party, x.offered_at, x.respond_by, x.answer, x.answered_at, x.decline_reason
    from dispatch x join service_request r on r.id = x.request_id join party p on p.id = x.party_id`,
  measurement: `select i.code as indicator, p.code as party, x.measured_on::text, x.value, x.sample_size, x.source, x.retracted_at,
      x.district_code, x.version, x.is_demo
    from measurement x join indicator i on i.id = x.indicator_id join party p on p.id = x.party_id`,
  certificate: `select v.registered_at, x.valid_from::text, x.valid_to::text, x.minutes, x.activity_count, x.district_code,
      x.issued_at, x.voided_at, x.version, x.is_demo from certificate x join volunteer v on v.id = x.volunteer_id`,
  inspection: `select r.code as inspector, i.code as inspected, p.code as program, x.requirement_id, x.inspected_on::text, x.venue_id, x.activity_id,
      x.summary, x.status, x.issued_at, x.district_code, x.version, x.is_demo
    from inspection x join party r on r.id = x.inspector_id join party i on i.id = x.inspected_id left join program p on p.id = x.program_id`,
  finding: `select i.summary, x.ordinal, x.text, x.severity, p.code as program, t.code as term, y.code as party, x.due_on::text, x.status, x.closed_at,
      x.district_code, x.version, x.is_demo
    from finding x join inspection i on i.id = x.inspection_id left join program p on p.id = x.program_id
    left join term t on t.id = x.term_id join party y on y.id = x.party_id`,
  rectification: `select f.text as finding, x.text, x.submitted_at, x.due_on::text, x.verdict, x.reason, x.rechecked_at
    from rectification x join finding f on f.id = x.finding_id`,
  difficulty: `select x.title, x.title_key, x.text, y.code as raised_by, p.code as program, l.code as leader, x.is_leader_assigned, t.code as duty, x.status,
      x.resolution, x.raised_at, x.resolved_at, x.district_code, x.version, x.is_demo
    from difficulty x join party y on y.id = x.raised_by_id left join program p on p.id = x.program_id
    left join party l on l.id = x.leader_id left join task t on t.id = x.duty_id`,
  good_practice: `select x.title, x.title_key, x.text, y.code as party, p.code as program, x.activity_id, x.inspection_id, x.status, x.published_at,
      x.retract_reason, x.district_code, x.version, x.is_demo
    from good_practice x join party y on y.id = x.party_id left join program p on p.id = x.program_id`,
  timetable_edition: `select v.name as station, x.station_name, x.month, x.number, b.number as previous, x.published_at, y.code as publisher, x.entry_count,
      x.district_code, x.is_demo
    from timetable_edition x join venue v on v.id = x.station_id left join party y on y.id = x.publisher_id
    left join timetable_edition b on b.id = x.previous_id`,
  timetable_entry: `select e.station_name, e.month, e.number, x.ordinal, a.code = x.code as has_its_code, x.title, x.starts_at, x.ends_at, x.place,
      x.organizer_name, x.status, x.is_demo
    from timetable_entry x join timetable_edition e on e.id = x.edition_id join activity a on a.id = x.activity_id`,
  ...REWARD_ROWS,
  story: `select ${ACTIVITY} as activity, x.title, x.title_key, x.body, x.summary, x.status, x.source, x.text_author, x.photographer,
      x.caption_author, x.editor, x.reviewer, w.code as owner, p.code as program, x.district_code, x.created_at, x.submitted_at,
      x.cleared_at, x.published_at, x.retracted_at, x.version, x.is_demo,
      (select array_agg(v.registered_at order by 1) from story_volunteer l join volunteer v on v.id = l.volunteer_id where l.story_id = x.id) as named,
      (select array_agg(t.code order by 1) from story_platform l join term t on t.id = l.term_id where l.story_id = x.id) as platforms
    from story x ${OF_ACTIVITY} join party w on w.id = x.owner_id join program p on p.id = x.program_id`,
  story_step: `select s.title, s.created_at, x.status, x.at, x.account_id, x.reason from story_step x join story s on s.id = x.story_id`,
  change: `select x.kind, x.at, x.district_code, a.title as activity, n.name as venue, m.measured_on::text as measured
    from change x left join activity a on x.subject_id = replace(replace(encode(convert_to('Activity:' || a.id, 'UTF8'), 'base64'), '=', ''), '+', '-')
    left join venue n on x.subject_id = replace(replace(encode(convert_to('Venue:' || n.id, 'UTF8'), 'base64'), '=', ''), '+', '-')
    left join measurement m on x.subject_id = replace(translate(replace(encode(convert_to('Measurement:' || m.id, 'UTF8'), 'base64'), chr(10), ''), '=', ''), '+', '-')`,
};

/** The rows as sorted lines of JSON, by table. */
export async function rowsOf(pool: Pool): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const [table, sql] of Object.entries(ROWS)) {
    const { rows } = await pool.query<Record<string, unknown>>(sql);
    tables[table] = rows.map((row) => JSON.stringify(row)).toSorted();
  }
  return tables;
}

const SESSION = `c.title || ' ' || s.starts_at`;
const OF_SESSION = `join training_session s on s.id = x.session_id join course c on c.id = s.course_id`;

/** Rows of incentives, money and training, as `rows.ts` has the others. */
export const REWARD_ROWS: Record<string, string> = {
  incentive_rule: `select i.code as incentive, x.subject, x.title, x.title_key, x.tier, x.period, x.minimum_minutes, x.minimum_activities,
      x.minimum_score, x.valid_from::text, x.valid_to::text, x.note, x.origin, x.district_code, x.version, x.is_demo
    from incentive_rule x join incentive i on i.id = x.incentive_id`,
  award_round: `select i.code as award, x.title, x.title_key, x.period_from::text, x.period_to::text, x.opens_on::text, x.closes_on::text,
      x.quota, x.accepted_count, x.status, x.published_at, x.district_code, x.version, x.is_demo
    from award_round x join incentive i on i.id = x.award_id`,
  nomination: `select r.title as round, i.code as award, v.registered_at, t.code as team, x.nominator, x.statement, x.minutes,
      x.activity_count, x.mean_score, x.is_eligible, x.status, x.review_reason, x.submitted_at, x.reviewed_at, x.district_code,
      x.version, x.is_demo
    from nomination x join award_round r on r.id = x.round_id join incentive i on i.id = r.award_id
    left join volunteer v on v.id = x.volunteer_id left join party t on t.id = x.team_id`,
  incentive_grant: `select i.code as incentive, l.title as rule, r.title as round, n.submitted_at as nominated, v.registered_at,
      t.code as team, x.minutes, x.activity_count, x.mean_score, x.valid_from::text, x.valid_to::text, x.granted_at,
      x.revoked_at, x.revoke_reason, x.district_code, x.version, x.is_demo
    from incentive_grant x join incentive i on i.id = x.incentive_id left join incentive_rule l on l.id = x.rule_id
    left join award_round r on r.id = x.round_id left join nomination n on n.id = x.nomination_id
    left join volunteer v on v.id = x.volunteer_id left join party t on t.id = x.team_id`,
  purchase_item: `select code, title, title_key, unit, unit_price_fen, year, origin, district_code, version, is_demo from purchase_item`,
  allocation: `select i.code as source, u.code as unit, p.code as program, x.year, x.title, x.title_key, x.amount_fen, x.spent_fen,
      x.document_reference, x.origin, x.created_at, x.district_code, x.version, x.is_demo
    from allocation x join incentive i on i.id = x.source_id join party u on u.id = x.unit_id
    left join program p on p.id = x.program_id`,
  expenditure: `select a.created_at as allocation, x.kind, x.amount_fen, p.code as program, x.activity_id, i.code as item, x.quantity,
      t.code as contractor, x.spent_on::text, x.purpose, x.voucher_number, o.recorded_at as corrects, x.reason, x.recorded_at,
      x.district_code, x.is_demo
    from expenditure x join allocation a on a.id = x.allocation_id join program p on p.id = x.program_id
    left join purchase_item i on i.id = x.purchase_item_id left join party t on t.id = x.contractor_id
    left join expenditure o on o.id = x.corrects_id`,
  course: `select x.title, x.title_key, x.summary, p.code as program, t.code as term, o.code as organizer, x.tiers, x.category, x.passing_score,
      x.origin, x.closed_at, x.district_code, x.version, x.is_demo
    from course x join program p on p.id = x.program_id left join term t on t.id = x.term_id join party o on o.id = x.organizer_id`,
  training_session: `select c.title as course, x.mode, x.tier, o.code as organizer, x.teacher, x.starts_at, x.ends_at, v.name as venue,
      x.place, x.link, x.capacity, x.enrolled_count, x.status, x.cancel_reason, x.published_at, x.completed_at, x.district_code,
      x.version, x.is_demo
    from training_session x join course c on c.id = x.course_id join party o on o.id = x.organizer_id
    left join venue v on v.id = x.venue_id`,
  enrolment: `select ${SESSION} as session, v.registered_at, x.status, x.score, x.has_passed, x.enrolled_at, x.attended_at,
      x.completed_at, x.cancelled_at, x.version, x.is_demo
    from enrolment x ${OF_SESSION} join volunteer v on v.id = x.volunteer_id`,
  training_certificate: `select e.enrolled_at, v.registered_at, x.course_title, x.completed_on::text, x.district_code, x.issued_at,
      x.voided_at, x.version, x.is_demo
    from training_certificate x join enrolment e on e.id = x.enrolment_id join volunteer v on v.id = x.volunteer_id`,
  term_state: `select t.code as term, x.state, x."on"::text, x.note, x.recorded_at, x.district_code, x.version, x.is_demo
    from term_state x join term t on t.id = x.term_id`,
};

import { anyOf, coordinated, inDistrict } from '../access/conditions.ts';
import type { Owner } from '../access/rights.ts';
import type { Expression } from '../graph/definition.ts';
import type { Volunteer } from './volunteer.entity.ts';

/** Whose a volunteer is: their own, their unit's, and the district's. */
export const ownerOfVolunteer = (volunteer: Volunteer): Owner => ({
  district: volunteer.districtCode,
  parties: [volunteer.unit?.id],
  volunteer: volunteer.id,
  account: volunteer.account?.id ?? null,
});

/** A sign-up `su` to an activity `sa` of a party one coordinates, or of the office's district, under this further condition. */
const signedUp =
  (further: Expression): Expression =>
  (alias, bind, asking) => {
    const run = anyOf(
      coordinated('sa.organizer_id', bind, asking.viewer),
      inDistrict('sa.district_code', bind, asking.viewer),
    );
    return run === 'false'
      ? 'false'
      : `exists (select 1 from sign_up su join activity sa on sa.id = su.activity_id where su.volunteer_id = ${alias}.id${further(alias, bind, asking)} and (${run}))`;
  };

const inTeam: Expression = (alias, bind, { viewer }) =>
  viewer.parties.length === 0
    ? 'false'
    : `exists (select 1 from team_membership tm where tm.volunteer_id = ${alias}.id and tm.left_on is null and ${coordinated('tm.team_id', bind, viewer)})`;

/** Oneself, and whoever is of a unit or team that one coordinates. */
export const isOwn: Expression = (alias, bind, asking) =>
  anyOf(
    asking.viewer.volunteer === null ? 'false' : `${alias}.id = ${bind.add(asking.viewer.volunteer)}`,
    coordinated(`${alias}.unit_id`, bind, asking.viewer),
    inTeam(alias, bind, asking),
  );

/** Those whom one looks after: a coordinator the unit's and the teams', the office the district's. */
export const volunteerKept: Expression = (alias, bind, asking) =>
  anyOf(
    inDistrict(`${alias}.district_code`, bind, asking.viewer),
    coordinated(`${alias}.unit_id`, bind, asking.viewer),
    inTeam(alias, bind, asking),
  );

/** An enrolment `se` in a training session `st` of a party one coordinates, under this further condition. */
const enrolled =
  (further: Expression): Expression =>
  (alias, bind, asking) =>
    asking.viewer.parties.length === 0
      ? 'false'
      : `exists (select 1 from enrolment se join training_session st on st.id = se.session_id where se.volunteer_id = ${alias}.id${further(alias, bind, asking)} and ${coordinated('st.organizer_id', bind, asking.viewer)})`;

const seenBy =
  (signUps: Expression, enrolments: Expression): Expression =>
  (alias, bind, asking) =>
    anyOf(
      isOwn(alias, bind, asking),
      inDistrict(`${alias}.district_code`, bind, asking.viewer),
      signedUp(signUps)(alias, bind, asking),
      enrolled(enrolments)(alias, bind, asking),
    );

const NOTHING: Expression = () => '';

/** Oneself; a coordinator: the unit, the team, whoever signed up or enrolled; the office: the district, and whoever signed up there. */
export const volunteerVisible: Expression = seenBy(NOTHING, NOTHING);

/** So long after an activity or session its organizer may still have to reach those who were there. */
const DAYS_AFTER = 90;

const isRecent =
  (ends: string): Expression =>
  (_, bind, { now }) =>
    ` and ${ends} > ${bind.add(now)}::timestamptz - interval '${DAYS_AFTER} days'`;

/** Whose name and phone one may see whole: the same, but of those who signed up or enrolled only with a place in what takes place. */
export const volunteerWhole: Expression = seenBy(
  (alias, bind, asking) =>
    ` and su.status in ('CONFIRMED', 'ATTENDED') and sa.status in ('PUBLISHED', 'COMPLETED')${isRecent('sa.ends_at')(alias, bind, asking)}`,
  (alias, bind, asking) =>
    ` and se.status not in ('WAITING', 'CANCELLED')${isRecent('st.ends_at')(alias, bind, asking)}`,
);

const ofVolunteer =
  (condition: Expression): Expression =>
  (alias, bind, asking) => {
    const term = condition('vv', bind, asking);
    return term === 'false'
      ? 'false'
      : `exists (select 1 from volunteer vv where vv.id = ${alias}.volunteer_id and (${term}))`;
  };

/** Rows that hang on a volunteer (`volunteer_id`) are seen by whoever sees the volunteer. */
export const ofVisibleVolunteer: Expression = ofVolunteer(volunteerVisible);

/** Those with words about the volunteer in them are seen by whoever sees the volunteer whole. */
export const ofWholeVolunteer: Expression = ofVolunteer(volunteerWhole);

import { anyOf, coordinated, inDistrict } from '../access/conditions.ts';
import type { Owner } from '../access/rights.ts';
import type { Expression } from '../graph/model.ts';
import type { Volunteer } from './volunteer.entity.ts';

/** Whose a volunteer is: their own, their unit's, and the district's. */
export const ownerOfVolunteer = (volunteer: Volunteer): Owner => ({
  district: volunteer.districtCode,
  parties: [volunteer.unit?.id],
  volunteer: volunteer.id,
  account: volunteer.account?.id ?? null,
});

/** A sign-up to an activity of a party one coordinates, in one of these states. */
const signedUp =
  (states: string): Expression =>
  (alias, bind, { viewer }) =>
    viewer.parties.length === 0
      ? 'false'
      : `exists (select 1 from sign_up su join activity sa on sa.id = su.activity_id where su.volunteer_id = ${alias}.id${states} and ${coordinated('sa.organizer_id', bind, viewer)})`;

const inTeam: Expression = (alias, bind, { viewer }) =>
  viewer.parties.length === 0
    ? 'false'
    : `exists (select 1 from team_membership tm where tm.volunteer_id = ${alias}.id and tm.left_on is null and ${coordinated('tm.team_id', bind, viewer)})`;

/** Those whom one looks after: a coordinator the unit's and the teams', the office the district's. */
export const volunteerKept: Expression = (alias, bind, asking) =>
  anyOf(
    inDistrict(`${alias}.district_code`, bind, asking.viewer),
    coordinated(`${alias}.unit_id`, bind, asking.viewer),
    inTeam(alias, bind, asking),
  );

/** An enrolment in training by a party one coordinates. */
const enrolled =
  (states: string): Expression =>
  (alias, bind, { viewer }) =>
    viewer.parties.length === 0
      ? 'false'
      : `exists (select 1 from enrolment se join training_session st on st.id = se.session_id where se.volunteer_id = ${alias}.id${states} and ${coordinated('st.organizer_id', bind, viewer)})`;

const seenBy =
  (signUps: string, enrolments: string): Expression =>
  (alias, bind, asking) =>
    anyOf(
      asking.viewer.volunteer === null ? 'false' : `${alias}.id = ${bind.add(asking.viewer.volunteer)}`,
      volunteerKept(alias, bind, asking),
      signedUp(signUps)(alias, bind, asking),
      enrolled(enrolments)(alias, bind, asking),
    );

/** Oneself; a coordinator: the unit, the team, whoever signed up or enrolled; the office: the district. */
export const volunteerVisible: Expression = seenBy('', '');

/** Whose name and phone one may see whole: the same, but of sign-ups and enrolments only those with a place. */
export const volunteerWhole: Expression = seenBy(
  ` and su.status in ('CONFIRMED', 'ATTENDED')`,
  ` and se.status <> 'CANCELLED'`,
);

/** Rows that hang on a volunteer (`volunteer_id`) are seen by whoever sees the volunteer. */
export const ofVisibleVolunteer: Expression = (alias, bind, asking) => {
  const term = volunteerVisible('vv', bind, asking);
  return term === 'false'
    ? 'false'
    : `exists (select 1 from volunteer vv where vv.id = ${alias}.volunteer_id and (${term}))`;
};

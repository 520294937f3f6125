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

const seenBy =
  (further: Expression): Expression =>
  (alias, bind, asking) =>
    anyOf(
      isOwn(alias, bind, asking),
      inDistrict(`${alias}.district_code`, bind, asking.viewer),
      signedUp(further)(alias, bind, asking),
    );

/** Oneself; a coordinator: the unit, the team, whoever signed up; the office: the district, and whoever signed up there. */
export const volunteerVisible: Expression = seenBy(() => '');

/** So long after an activity its organizer may still have to reach those who were there. */
const DAYS_AFTER_ACTIVITY = 90;

/** Whose name and phone one may see whole: the same, but of sign-ups only those with a place in what takes place. */
export const volunteerWhole: Expression = seenBy(
  (_, bind, { now }) =>
    ` and su.status in ('CONFIRMED', 'ATTENDED') and sa.status in ('PUBLISHED', 'COMPLETED')
      and sa.ends_at > ${bind.add(now)}::timestamptz - interval '${DAYS_AFTER_ACTIVITY} days'`,
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

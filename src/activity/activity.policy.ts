import { anyOf, coordinated, inDistrict } from '../access/conditions.ts';
import type { Owner } from '../access/rights.ts';
import { isOwn } from '../volunteer/volunteer.policy.ts';
import type { Expression } from '../graph/definition.ts';
import type { Activity } from './activity.entity.ts';

/** Whose an activity is: its organizer's and the district's. */
export const ownerOfActivity = ({ districtCode, organizer }: Activity): Owner => ({
  district: districtCode,
  parties: [organizer.id],
});

/** Whether the viewer runs this activity: its organizer's coordinator, and the office. */
export const isRun: Expression = (alias, bind, { viewer }) =>
  anyOf(
    inDistrict(`${alias}.district_code`, bind, viewer),
    coordinated(`${alias}.organizer_id`, bind, viewer),
  );

/** Rows with `volunteer_id` about oneself, or about whoever is of a unit or team that one coordinates. */
const ofOwnVolunteer: Expression = (alias, bind, asking) => {
  const own = isOwn('ov', bind, asking);
  return own === 'false'
    ? 'false'
    : `exists (select 1 from volunteer ov where ov.id = ${alias}.volunteer_id and (${own}))`;
};

/**
 * Everybody sees what was published; drafts and void ones are the organizer's and the office's. Whoever signed up for
 * one that is void now still sees what their sign-up was for, and so do their unit and team.
 */
export const activityVisible: Expression = (alias, bind, asking) => {
  const own = ofOwnVolunteer('vs', bind, asking);
  return anyOf(
    `${alias}.status in ('PUBLISHED', 'CANCELLED', 'COMPLETED')`,
    isRun(alias, bind, asking),
    own === 'false'
      ? 'false'
      : `exists (select 1 from sign_up vs where vs.activity_id = ${alias}.id and (${own}))`,
  );
};

/** A shift is seen with its activity. */
export const shiftVisible: Expression = (alias, bind, asking) =>
  `exists (select 1 from activity va where va.id = ${alias}.activity_id and (${activityVisible('va', bind, asking)}))`;

/** A series is seen with any of its occurrences. */
export const seriesVisible: Expression = (alias, bind, asking) =>
  `exists (select 1 from activity va where va.series_id = ${alias}.id and (${activityVisible('va', bind, asking)}))`;

/** Rows with `activity_id` and `volunteer_id`: of one's own people, of activities one organizes, of the district. */
export const ofOwnActivity: Expression = (alias, bind, asking) => {
  const run = isRun('oa', bind, asking);
  return anyOf(
    ofOwnVolunteer(alias, bind, asking),
    run === 'false'
      ? 'false'
      : `exists (select 1 from activity oa where oa.id = ${alias}.activity_id and (${run}))`,
  );
};

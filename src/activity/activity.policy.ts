import { anyOf, coordinated, inDistrict } from '../access/conditions.ts';
import type { Owner } from '../access/rights.ts';
import type { Expression } from '../graph/model.ts';
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

/**
 * Everybody sees what was published; drafts and void ones are the organizer's and the office's. Whoever signed up for
 * one that is void now still sees what their sign-up was for.
 */
export const activityVisible: Expression = (alias, bind, asking) => {
  const { volunteer } = asking.viewer;
  return anyOf(
    `${alias}.status in ('PUBLISHED', 'CANCELLED', 'COMPLETED')`,
    isRun(alias, bind, asking),
    volunteer === null
      ? 'false'
      : `exists (select 1 from sign_up vs where vs.activity_id = ${alias}.id and vs.volunteer_id = ${bind.add(volunteer)})`,
  );
};

/** A shift is seen with its activity. */
export const shiftVisible: Expression = (alias, bind, asking) =>
  `exists (select 1 from activity va where va.id = ${alias}.activity_id and (${activityVisible('va', bind, asking)}))`;

/** A series is seen with any of its occurrences. */
export const seriesVisible: Expression = (alias, bind, asking) =>
  `exists (select 1 from activity va where va.series_id = ${alias}.id and (${activityVisible('va', bind, asking)}))`;

/** Rows with `activity_id` and `volunteer_id`: one's own, those of activities one organizes, those of the district. */
export const ofOwnActivity: Expression = (alias, bind, asking) => {
  const { volunteer } = asking.viewer;
  const run = isRun('oa', bind, asking);
  return anyOf(
    volunteer === null ? 'false' : `${alias}.volunteer_id = ${bind.add(volunteer)}`,
    run === 'false'
      ? 'false'
      : `exists (select 1 from activity oa where oa.id = ${alias}.activity_id and (${run}))`,
  );
};

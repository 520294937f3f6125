import { anyOf, coordinated, inDistrict } from '../access/conditions.ts';
import type { Owner } from '../access/rights.ts';
import type { Expression } from '../graph/model.ts';
import type { Activity } from './activity.entity.ts';

/** Whose an activity is: its organizer's and the district's. */
export const ownerOfActivity = ({ districtCode, organizer }: Activity): Owner => ({
  district: districtCode,
  parties: [organizer.id],
});

/**
 * Everybody sees what was published; drafts and void ones are the organizer's and the office's. Whoever signed up for
 * one that is void now still sees what their sign-up was for.
 */
export const activityVisible: Expression = (alias, bind, { viewer }) =>
  anyOf(
    `${alias}.status in ('PUBLISHED', 'CANCELLED', 'COMPLETED')`,
    inDistrict(`${alias}.district_code`, bind, viewer),
    coordinated(`${alias}.organizer_id`, bind, viewer),
    viewer.volunteer === null
      ? 'false'
      : `exists (select 1 from sign_up vs where vs.activity_id = ${alias}.id and vs.volunteer_id = ${bind.add(viewer.volunteer)})`,
  );

/** Rows with `activity_id` and `volunteer_id`: one's own, those of activities one organizes, those of the district. */
export const ofOwnActivity: Expression = (alias, bind, { viewer }) => {
  const managed = anyOf(
    inDistrict('oa.district_code', bind, viewer),
    coordinated('oa.organizer_id', bind, viewer),
  );
  return anyOf(
    viewer.volunteer === null ? 'false' : `${alias}.volunteer_id = ${bind.add(viewer.volunteer)}`,
    managed === 'false'
      ? 'false'
      : `exists (select 1 from activity oa where oa.id = ${alias}.activity_id and (${managed}))`,
  );
};

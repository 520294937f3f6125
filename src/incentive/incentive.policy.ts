import { anyOf, coordinated, inDistrict } from '../access/conditions.ts';
import type { Owner } from '../access/rights.ts';
import type { Expression } from '../graph/definition.ts';
import { mayPublish } from '../volunteer/publication-consent.ts';
import { ofVisibleVolunteer } from '../volunteer/volunteer.policy.ts';

/** Whose rules, rounds, reviews and grants are: the office's of the district. */
export const ownerInDistrict = ({ districtCode }: { districtCode: string }): Owner => ({
  district: districtCode,
});

/** A nomination is seen by whom it is about, their unit or team, and the office. */
export const nominationVisible: Expression = (alias, bind, { viewer }) => {
  const unit = coordinated('nv.unit_id', bind, viewer);
  return anyOf(
    viewer.volunteer === null ? 'false' : `${alias}.volunteer_id = ${bind.add(viewer.volunteer)}`,
    inDistrict(`${alias}.district_code`, bind, viewer),
    coordinated(`${alias}.team_id`, bind, viewer),
    unit === 'false'
      ? 'false'
      : `exists (select 1 from volunteer nv where nv.id = ${alias}.volunteer_id and ${unit})`,
  );
};

/** A courtesy's grant is public at once, an award's with its round; until then it is the office's. */
export const grantVisible: Expression = (alias, bind, { viewer }) =>
  anyOf(
    `${alias}.round_id is null`,
    `exists (select 1 from award_round gr where gr.id = ${alias}.round_id and gr.status = 'PUBLISHED')`,
    inDistrict(`${alias}.district_code`, bind, viewer),
  );

/** Whether one sees what a grant rests on: of a team everybody, of a volunteer whoever sees the volunteer. */
export const evidenceVisible: Expression = (alias, bind, asking) =>
  anyOf(`${alias}.team_id is not null`, ofVisibleVolunteer(alias, bind, asking));

/**
 * The name that a grant is published with: a team's, or that of a volunteer who consents to it (regulation, article
 * 20). It goes with the consent, and with the grant.
 */
export const recipientName: Expression = (alias, bind, { today }) =>
  `case when ${alias}.revoked_at is not null then null
     when ${alias}.team_id is not null then (select gp.name from party gp where gp.id = ${alias}.team_id)
     else (select gv.name from volunteer gv where gv.id = ${alias}.volunteer_id and ${mayPublish('gv', 'PUBLISH_NAME', bind, today)}) end`;

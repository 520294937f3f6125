import { anyOf, coordinated, inDistrict } from '../access/conditions.ts';
import type { Owner } from '../access/rights.ts';
import type { Expression } from '../graph/definition.ts';
import type { Volunteer } from '../volunteer/volunteer.entity.ts';
import type { Course } from './course.entity.ts';
import type { TrainingSession } from './session.entity.ts';

/** Whose a course or session is: its organizer's and the district's. */
export const ownerOfTraining = ({ districtCode, organizer }: Course | TrainingSession): Owner => ({
  district: districtCode,
  parties: [organizer.id],
});

/** Whose an enrolment is: the volunteer's, their unit's, and the organizer's of the session. */
export const ownerOfEnrolment = (volunteer: Volunteer, session: TrainingSession): Owner => ({
  district: session.districtCode,
  parties: [session.organizer.id, volunteer.unit?.id],
  volunteer: volunteer.id,
});

/** Whether the viewer runs a session: its organizer's coordinator, and the office. */
export const sessionIsRun: Expression = (alias, bind, { viewer }) =>
  anyOf(
    inDistrict(`${alias}.district_code`, bind, viewer),
    coordinated(`${alias}.organizer_id`, bind, viewer),
  );

/** Everybody sees what was published; drafts are the organizer's and the office's. */
export const sessionVisible: Expression = (alias, bind, asking) =>
  anyOf(`${alias}.status <> 'DRAFT'`, sessionIsRun(alias, bind, asking));

/** An enrolment is seen by the volunteer, their unit, whoever runs the session, and the office. */
export const enrolmentVisible: Expression = (alias, bind, asking) => {
  const { viewer } = asking;
  const run = sessionIsRun('vs', bind, asking);
  const unit = coordinated('ev.unit_id', bind, viewer);
  return anyOf(
    viewer.volunteer === null ? 'false' : `${alias}.volunteer_id = ${bind.add(viewer.volunteer)}`,
    run === 'false'
      ? 'false'
      : `exists (select 1 from training_session vs where vs.id = ${alias}.session_id and (${run}))`,
    unit === 'false'
      ? 'false'
      : `exists (select 1 from volunteer ev where ev.id = ${alias}.volunteer_id and ${unit})`,
  );
};

/** The link of an online session is for those who run it, and for those who have a place. */
export const sessionLink: Expression = (alias, bind, asking) => {
  const { volunteer } = asking.viewer;
  const shown = anyOf(
    sessionIsRun(alias, bind, asking),
    volunteer === null
      ? 'false'
      : `exists (select 1 from enrolment el where el.session_id = ${alias}.id and el.volunteer_id = ${bind.add(volunteer)} and el.status not in ('WAITING', 'CANCELLED'))`,
  );
  return `case when ${shown} then ${alias}.link end`;
};

import type { Cube } from './cube.ts';
import { activityCube } from './cubes/activity.cube.ts';
import { enrolmentCube } from './cubes/enrolment.cube.ts';
import { expenditureCube } from './cubes/expenditure.cube.ts';
import { findingCube } from './cubes/finding.cube.ts';
import { serviceRecordCube } from './cubes/service-record.cube.ts';
import { serviceRequestCube } from './cubes/service-request.cube.ts';
import { signUpCube } from './cubes/sign-up.cube.ts';
import { storyCube } from './cubes/story.cube.ts';
import { volunteerCube } from './cubes/volunteer.cube.ts';

/** Every list that can be asked for statistics. */
export const cubes: readonly Cube[] = [
  activityCube,
  serviceRecordCube,
  signUpCube,
  volunteerCube,
  serviceRequestCube,
  enrolmentCube,
  storyCube,
  expenditureCube,
  findingCube,
];

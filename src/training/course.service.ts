import type {
  CourseInput,
  MutationCourseCloseArgs,
  MutationCourseCreateArgs,
  MutationCourseUpdateArgs,
} from '../generated/resolvers.ts';
import { districtOf } from '../party/district.ts';
import { Party } from '../party/party.entity.ts';
import { Program } from '../program/program.entity.ts';
import { Term } from '../vocabulary/vocabulary.entity.ts';
import { codesOf, optionalTextOf, textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Course } from './course.entity.ts';
import { fourOne } from './four-ones.ts';
import { ownerOfTraining } from './training.policy.ts';

const at = (name: keyof CourseInput): string[] => ['input', name];

/** Enters a course. */
export async function courseCreate(w: Writing, { input }: MutationCourseCreateArgs): Promise<string> {
  const values = await valuesOf(w, input);
  w.demand({ district: values.districtCode, parties: [values.organizer.id] });
  const [code] = await codesOf(w.em, 'course_code', `${values.districtCode}-K`);
  const course = w.em.create(
    Course,
    { ...values, code: code!, origin: 'OPERATOR', closedAt: null },
    { persist: true },
  );
  await w.em.flush();
  w.announce('COURSE_CREATED', 'Course', course);
  return course.id;
}

/** Changes a course that is offered; what was passed counts towards its program, which stays. */
export async function courseUpdate(w: Writing, args: MutationCourseUpdateArgs): Promise<string> {
  const course = await openCourse(w, args.id, args.expectedVersion);
  const values = await valuesOf(w, args.input);
  if (values.program.id !== course.program.id) {
    throw invalidInput(
      at('program'),
      '项目不能改，请另立课程',
      'The program cannot change: enter another course',
    );
  }
  // It is not given to somebody else.
  if (values.organizer.id !== course.organizer.id) {
    w.demand({ district: values.districtCode, parties: [values.organizer.id] });
  }
  w.em.assign(course, values);
  w.announce('COURSE_UPDATED', 'Course', course);
  return course.id;
}

/** Closes a course: no new sessions; those there are go on. */
export async function courseClose(w: Writing, args: MutationCourseCloseArgs): Promise<string> {
  w.reason = textOf(args.reason, ['reason'], 500);
  const course = await openCourse(w, args.id, args.expectedVersion);
  course.closedAt = w.now;
  w.announce('COURSE_CLOSED', 'Course', course);
  return course.id;
}

async function openCourse(w: Writing, id: string, version: number): Promise<Course> {
  const course = await w.change(Course, 'Course', id, ownerOfTraining, version);
  if (!course.closedAt) return course;
  throw invalidTransition('CLOSED', '课程已停开', 'The course is closed');
}

async function valuesOf(w: Writing, input: CourseInput) {
  const program = await w.refer(Program, 'Program', input.program, at('program'));
  const { districtCode } = await program.plan.loadOrFail();
  const organizer = await w.refer(Party, 'Party', input.organizer, at('organizer'));
  if (organizer.kind === 'COLLECTIVE' || districtOf(organizer) !== districtCode) {
    throw invalidInput(at('organizer'), '应为本区的单位或队伍', 'Must be a unit or team of the district');
  }
  const term = await w.referIfGiven(Term, 'Term', input.term, at('term'));
  if (term) {
    await fourOne(term, at('term'));
    if (term.program?.id !== program.id) {
      throw invalidInput(at('term'), '不属于这个项目', 'It is not of this program');
    }
  }
  const { passingScore = null } = input;
  if (passingScore !== null && (passingScore < 0 || passingScore > 100)) {
    throw invalidInput(at('passingScore'), '应在 0 到 100 之间', 'Must be from 0 to 100');
  }
  return {
    title: textOf(input.title, at('title'), 100),
    summary: optionalTextOf(input.summary, at('summary'), 5_000),
    program,
    term,
    organizer,
    tiers: [...new Set(input.tiers)],
    category: optionalTextOf(input.category, at('category'), 50),
    passingScore,
    districtCode,
  };
}

import type { ChangeKind } from '../../change/change.entity.ts';
import { toGlobalId } from '../../graph/ids.ts';
import { dateOf } from '../../shanghai.ts';
import type { Changed } from '../changed.ts';
import { codesOf, insert, instant, instantOrNull } from '../insert.ts';
import { newKey } from '../keys.ts';
import type { CourseContent, EnrolmentContent, SessionContent, TermStateContent } from './content.ts';
import type { Into } from './store-incentives.ts';

/** Courses with their sessions, and all that hangs on them. */
export async function storeCourses(
  { client, lists, store }: Into,
  courses: readonly CourseContent[],
): Promise<void> {
  const { district } = lists;
  const codes = await codesOf(client, 'course_code', `${district}-K`, courses.length);
  const changes: Changed[] = [];
  for (const [i, course] of courses.entries()) {
    const id = newKey();
    const { title, summary, term, organizer, tiers, category, passingScore } = course;
    await insert(client, 'course', [
      {
        ...{ id, code: codes[i]!, title, summary, tiers, category, passing_score: passingScore },
        program_id: lists.program(8),
        term_id: term === null ? null : lists.term(term).key,
        organizer_id: lists.party(organizer).key,
        ...{ origin: 'OPERATOR', district_code: district, version: 1, is_demo: true },
      },
    ]);
    changes.push({ kind: 'COURSE_CREATED', at: course.createdAt, subject: toGlobalId('Course', id) });
    changes.push(...(await storeSessions({ client, lists, store }, course, id)));
  }
  await store.announce(changes);
}

async function storeSessions(
  { client, lists, store }: Into,
  course: CourseContent,
  key: string,
): Promise<Changed[]> {
  const { sessions, title } = course;
  const codes = await codesOf(client, 'training_session_code', `${lists.district}-T`, sessions.length);
  const changes: Changed[] = [];
  for (const [i, session] of sessions.entries()) {
    const id = newKey();
    const { mode, tier, organizer, teacher, venue, link, capacity, enrolments, publishedAt, completedAt } =
      session;
    await insert(client, 'training_session', [
      {
        ...{ id, code: codes[i]!, course_id: key, mode, tier, teacher, link, capacity },
        organizer_id: lists.party(organizer).key,
        ...{
          starts_at: instant(session.startsAt),
          ends_at: instant(session.endsAt),
          venue_id: store.venue(venue),
        },
        has_waiting_list: true,
        enrolled_count: enrolments.filter(({ cancelledAt }) => cancelledAt === null).length,
        status: completedAt === null ? 'PUBLISHED' : 'COMPLETED',
        ...{ published_at: instant(publishedAt), completed_at: instantOrNull(completedAt) },
        ...{ district_code: lists.district, version: completedAt === null ? 2 : 3, is_demo: true },
      },
    ]);
    const told = (kind: ChangeKind, at: number): Changed => ({
      kind,
      at,
      subject: toGlobalId('TrainingSession', id),
    });
    changes.push(told('TRAINING_SESSION_PUBLISHED', publishedAt));
    if (completedAt !== null) changes.push(told('TRAINING_SESSION_COMPLETED', completedAt));
    const rows = enrolments.map((enrolment) =>
      enrolmentRow(enrolment, session, id, store.volunteer(enrolment.volunteer)),
    );
    await insert(client, 'enrolment', rows);
    await insert(
      client,
      'training_certificate',
      enrolments.flatMap(({ certificate, result }, n) =>
        certificate && result
          ? [
              {
                ...{ id: newKey(), number: certificate.number, enrolment_id: rows[n]!.id },
                ...{
                  volunteer_id: rows[n]!.volunteer_id,
                  course_title: title,
                  completed_on: dateOf(result.at),
                },
                ...{
                  district_code: lists.district,
                  issued_at: instant(certificate.at),
                  version: 1,
                  is_demo: true,
                },
              },
            ]
          : [],
      ),
    );
  }
  return changes;
}

function enrolmentRow(
  { enrolledAt, cancelledAt, attendedAt, result }: EnrolmentContent,
  { completedAt }: SessionContent,
  session: string,
  volunteer: string,
) {
  const status = statusOf({ cancelledAt, attendedAt, result }, completedAt !== null);
  return {
    ...{ id: newKey(), session_id: session, volunteer_id: volunteer, status },
    ...{ score: result?.score ?? null, has_passed: result?.hasPassed ?? null },
    ...{ enrolled_at: instant(enrolledAt), attended_at: instantOrNull(attendedAt) },
    ...{ completed_at: instantOrNull(result?.at ?? null), cancelled_at: instantOrNull(cancelledAt) },
    version: { ENROLLED: 1, CANCELLED: 2, ABSENT: 2, ATTENDED: 2, COMPLETED: 3 }[status],
    is_demo: true,
  };
}

function statusOf(
  { cancelledAt, attendedAt, result }: Pick<EnrolmentContent, 'cancelledAt' | 'attendedAt' | 'result'>,
  isOver: boolean,
) {
  if (cancelledAt !== null) return 'CANCELLED';
  if (result) return 'COMPLETED';
  if (attendedAt !== null) return 'ATTENDED';
  return isOver ? 'ABSENT' : 'ENROLLED';
}

export async function storeTermStates(
  { client, lists, store }: Into,
  states: readonly TermStateContent[],
): Promise<void> {
  const rows = states.map(({ term, state, on, note, recordedAt }) => ({
    ...{ id: newKey(), term_id: lists.term(term).key, state, on, note, recorded_at: instant(recordedAt) },
    ...{ district_code: lists.district, version: 1, is_demo: true },
  }));
  await insert(client, 'term_state', rows);
  await store.announce(
    rows.map(({ id }, i): Changed => {
      return { kind: 'TERM_STATE_RECORDED', at: states[i]!.recordedAt, subject: toGlobalId('TermState', id) };
    }),
  );
}

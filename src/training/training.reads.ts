import type { Expression, ReadsDefinition } from '../graph/definition.ts';
import { Course, TermState } from './course.entity.ts';
import { isFourOne, isLatest } from './four-ones.ts';
import { passed } from './passed.ts';
import { Enrolment, TrainingCertificate, TrainingSession } from './session.entity.ts';
import { enrolmentVisible, sessionLink, sessionVisible } from './training.policy.ts';

/** How many of the session wait no later than this one. */
const waitingPosition: Expression = (alias) =>
  `case when ${alias}.status = 'WAITING' then (select count(*)::int from enrolment w where w.session_id = ${alias}.session_id
    and w.status = 'WAITING' and (w.enrolled_at, w.id) <= (${alias}.enrolled_at, ${alias}.id)) end`;

export const trainingReads: ReadsDefinition = {
  models: {
    Course: { entity: Course, order: ['code'], orders: { CODE: ['code'] } },
    TermState: { entity: TermState, order: ['recordedAt'] },
    TrainingSession: {
      entity: TrainingSession,
      order: ['startsAt'],
      orders: { STARTS_AT: ['startsAt'], CODE: ['code'] },
      visible: sessionVisible,
      computed: {
        link: sessionLink,
        placesLeft: (alias) => `${alias}.capacity - ${alias}.enrolled_count`,
      },
    },
    Enrolment: {
      entity: Enrolment,
      order: ['enrolledAt'],
      orders: { ENROLLED_AT: ['enrolledAt'] },
      visible: enrolmentVisible,
      computed: { waitingPosition },
    },
    TrainingCertificate: {
      entity: TrainingCertificate,
      order: ['issuedAt'],
      identifying: ['id', 'number'],
      computed: { status: (alias) => `case when ${alias}.voided_at is null then 'VALID' else 'VOID' end` },
    },
  },
  relations: {
    'Program.courses': { target: 'Course', by: 'program' },
    'Program.fourOnes': { target: 'Term', by: 'program', condition: isFourOne },
    'Term.state': { target: 'TermState', by: 'term', condition: isLatest },
    'Term.states': { target: 'TermState', by: 'term' },
    'Course.sessions': { target: 'TrainingSession', by: 'course' },
    'TrainingSession.enrolments': { target: 'Enrolment', by: 'session' },
    'Enrolment.certificate': {
      target: 'TrainingCertificate',
      by: 'enrolment',
      condition: (alias) => `${alias}.voided_at is null`,
    },
    'Volunteer.enrolments': { target: 'Enrolment', by: 'volunteer' },
    'Volunteer.trainingCertificates': { target: 'TrainingCertificate', by: 'volunteer' },
  },
  measures: {
    'Course.passedCount': {
      sql: (keys) =>
        `select s.course_id, count(distinct e.volunteer_id)::int from enrolment e join training_session s on s.id = e.session_id
         where s.course_id = any(${keys}) and ${passed('e')} group by 1`,
      none: 0,
    },
    'TrainingSession.passedCount': {
      sql: (keys) =>
        `select e.session_id, count(*)::int from enrolment e where e.session_id = any(${keys}) and ${passed('e')} group by 1`,
      none: 0,
    },
  },
};

import type { Resolvers } from '../generated/resolvers.ts';
import { lookUp } from '../graph/look-up.ts';
import { writings } from '../writing/write.ts';
import { trainingCertificateIssue, trainingCertificateVoid } from './certificate.service.ts';
import { courseClose, courseCreate, courseUpdate } from './course.service.ts';
import { enrolmentAttend, enrolmentCancel, enrolmentComplete, enrolmentCreate } from './enrolment.service.ts';
import { termStateRecord } from './four-ones.ts';
import {
  trainingSessionCancel,
  trainingSessionComplete,
  trainingSessionCreate,
  trainingSessionPublish,
  trainingSessionUpdate,
} from './session.service.ts';

export const trainingResolvers: Resolvers = {
  Query: {
    courses: (_, args, ctx, info) => ctx.read.page('Course', args, info),
    trainingSession: (_, { by }, ctx, info) => lookUp(ctx, 'TrainingSession', by, info),
    trainingSessions: (_, args, ctx, info) => ctx.read.page('TrainingSession', args, info),
    trainingCertificate: (_, { by }, ctx, info) => lookUp(ctx, 'TrainingCertificate', by, info),
  },
  Mutation: writings({
    courseCreate,
    courseUpdate,
    courseClose,
    trainingSessionCreate,
    trainingSessionUpdate,
    trainingSessionPublish,
    trainingSessionCancel,
    trainingSessionComplete,
    enrolmentCreate,
    enrolmentCancel,
    enrolmentAttend,
    enrolmentComplete,
    trainingCertificateIssue,
    trainingCertificateVoid,
    termStateRecord,
  }),
  Program: {
    courses: (program, _, ctx, info) => ctx.read.many('Program.courses', program, info),
    fourOnes: (program, _, ctx, info) => ctx.read.many('Program.fourOnes', program, info),
  },
  Term: {
    state: async (term, _, ctx, info) => (await ctx.read.many('Term.state', term, info))[0] ?? null,
    states: (term, _, ctx, info) => ctx.read.many('Term.states', term, info),
  },
  Course: {
    sessions: (course, args, ctx, info) => ctx.read.pageOf('Course.sessions', course, args, info),
    passedCount: (course, _, ctx) => ctx.read.measure('Course.passedCount', course) as Promise<number>,
  },
  TrainingSession: {
    passedCount: (session, _, ctx) =>
      ctx.read.measure('TrainingSession.passedCount', session) as Promise<number>,
    enrolments: (session, args, ctx, info) =>
      ctx.read.pageOf('TrainingSession.enrolments', session, args, info),
  },
  Enrolment: {
    certificate: async (enrolment, _, ctx, info) =>
      (await ctx.read.many('Enrolment.certificate', enrolment, info))[0] ?? null,
  },
  Volunteer: {
    enrolments: (volunteer, args, ctx, info) =>
      ctx.read.pageOf('Volunteer.enrolments', volunteer, args, info),
    trainingCertificates: (volunteer, _, ctx, info) =>
      ctx.read.many('Volunteer.trainingCertificates', volunteer, info),
  },
};

import type { Context } from '../context.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import type { Row } from '../graph/plan.ts';
import { writings } from '../writing/write.ts';
import { activityComplete, signUpCheckIn, signUpCheckOut, signUpRecord } from './attendance.service.ts';
import { hoursOf } from './counting.ts';
import { overlappingService } from './overlap.ts';
import { serviceRecordConfirm, serviceRecordCorrect } from './ledger.service.ts';

const number = (name: string) => (row: Row, _: unknown, ctx: Context) =>
  ctx.read.measure(name, row) as Promise<number>;

const hours = (name: string) => async (row: Row, _: unknown, ctx: Context) =>
  hoursOf((await ctx.read.measure(name, row)) as number);

export const ledgerResolvers: Resolvers = {
  Mutation: {
    ...writings(
      { signUpCheckIn, signUpCheckOut, signUpRecord },
      { service_record_no_overlap: overlappingService },
    ),
    ...writings({ activityComplete, serviceRecordConfirm, serviceRecordCorrect }),
  },
  Activity: {
    attendance: number('Activity.attendance'),
    minutes: number('Activity.minutes'),
    hours: hours('Activity.minutes'),
    serviceRecords: (activity, args, ctx, info) =>
      ctx.read.pageOf('Activity.serviceRecords', activity, args, info),
  },
  Volunteer: {
    minutes: number('Volunteer.minutes'),
    hours: hours('Volunteer.minutes'),
    serviceRecords: (volunteer, args, ctx, info) =>
      ctx.read.pageOf('Volunteer.serviceRecords', volunteer, args, info),
  },
  ServiceRecord: { countedMinutes: number('ServiceRecord.countedMinutes') },
  SignUp: {
    serviceRecords: (signUp, _, ctx, info) => ctx.read.many('SignUp.serviceRecords', signUp, info),
  },
};

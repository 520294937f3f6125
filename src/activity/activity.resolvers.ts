import type { Resolvers, StationResolvers, UnitResolvers } from '../generated/resolvers.ts';
import { lookUp } from '../graph/look-up.ts';
import { writings } from '../writing/write.ts';
import { activityCancel, activityCreate, activityPublish, activityVoid } from './activity.service.ts';
import { activityUpdate } from './activity-update.service.ts';
import { checkInCode } from './check-in-code.ts';
import { activitySeriesCreate } from './series.service.ts';
import { signUpCancel, signUpCreate } from './sign-up.service.ts';

/** What every kind of party, and of venue, answers alike. */
const party: Pick<UnitResolvers, 'activities'> = {
  activities: (row, args, ctx, info) => ctx.read.pageOf('Party.activities', row, args, info),
};
const venue: Pick<StationResolvers, 'activities'> = {
  activities: (row, args, ctx, info) => ctx.read.pageOf('Venue.activities', row, args, info),
};

export const activityResolvers: Resolvers = {
  Query: {
    activity: (_, { by }, ctx, info) => lookUp(ctx, 'Activity', by, info),
    activities: (_, args, ctx, info) => ctx.read.page('Activity', args, info),
    activitySeries: (_, { by }, ctx, info) => lookUp(ctx, 'ActivitySeries', by, info),
  },
  Mutation: writings({
    activityCreate,
    activityUpdate,
    activityPublish,
    activityCancel,
    activityVoid,
    activitySeriesCreate,
    signUpCreate,
    signUpCancel,
  }),
  Program: {
    activities: (program, args, ctx, info) => ctx.read.pageOf('Program.activities', program, args, info),
  },
  Campaign: {
    activities: (campaign, args, ctx, info) => ctx.read.pageOf('Campaign.activities', campaign, args, info),
  },
  Unit: party,
  Collective: party,
  Team: party,
  Station: venue,
  PublicPlace: venue,
  ActivitySeries: {
    activities: (series, args, ctx, info) => ctx.read.pageOf('ActivitySeries.activities', series, args, info),
  },
  Activity: {
    coOrganizers: (activity, _, ctx, info) => ctx.read.many('Activity.coOrganizers', activity, info),
    beneficiaryGroups: (activity, _, ctx, info) =>
      ctx.read.many('Activity.beneficiaryGroups', activity, info),
    terms: (activity, _, ctx, info) => ctx.read.many('Activity.terms', activity, info),
    shifts: (activity, _, ctx, info) => ctx.read.many('Activity.shifts', activity, info),
    signUps: (activity, args, ctx, info) => ctx.read.pageOf('Activity.signUps', activity, args, info),
    checkInCode: (activity, _, ctx) =>
      activity['$isRun'] === true ? checkInCode(ctx.digest, activity.$id, ctx.now()) : null,
  },
  Volunteer: {
    signUps: (volunteer, args, ctx, info) => ctx.read.pageOf('Volunteer.signUps', volunteer, args, info),
  },
};

import type { Resolvers, UnitResolvers } from '../generated/resolvers.ts';
import { lookUp } from '../graph/look-up.ts';
import { writings } from '../writing/write.ts';
import {
  serviceRequestAccept,
  serviceRequestDecline,
  serviceRequestOffer,
  serviceRequestReturn,
} from './dispatch.service.ts';
import {
  serviceRequestEvaluate,
  serviceRequestSchedule,
  serviceRequestServed,
} from './fulfilment.service.ts';
import { serviceRequestCancel, serviceRequestReview, serviceRequestSubmit } from './request.service.ts';

/** What every kind of party answers alike. */
const party: Pick<UnitResolvers, 'serviceRequests'> = {
  serviceRequests: (row, args, ctx, info) => ctx.read.pageOf('Party.serviceRequests', row, args, info),
};

export const requestResolvers: Resolvers = {
  Query: {
    serviceRequest: (_, { by }, ctx, info) => lookUp(ctx, 'ServiceRequest', by, info),
    serviceRequests: (_, args, ctx, info) => ctx.read.page('ServiceRequest', args, info),
  },
  Mutation: writings({
    serviceRequestSubmit,
    serviceRequestReview,
    serviceRequestOffer,
    serviceRequestAccept,
    serviceRequestDecline,
    serviceRequestReturn,
    serviceRequestSchedule,
    serviceRequestServed,
    serviceRequestEvaluate,
    serviceRequestCancel,
  }),
  Viewer: {
    serviceRequests: (_, args, { viewer, read }, info) =>
      viewer.account === null
        ? null
        : read.pageOf('Account.serviceRequests', { $id: viewer.account }, args, info),
  },
  Unit: party,
  Collective: party,
  Team: party,
  Activity: {
    serviceRequests: (activity, args, ctx, info) =>
      ctx.read.pageOf('Activity.serviceRequests', activity, args, info),
  },
  ServiceRequest: {
    dispatches: (request, _, ctx, info) => ctx.read.many('ServiceRequest.dispatches', request, info),
  },
};

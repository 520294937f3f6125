import type { ReadsDefinition } from '../graph/definition.ts';
import { dueAt, isLate, waitsFor } from './deadlines.ts';
import { Dispatch, ServiceRequest } from './request.entity.ts';
import { dispatchVisible, requestVisible, requestWhole } from './request.policy.ts';

export const requestReads: ReadsDefinition = {
  models: {
    ServiceRequest: {
      entity: ServiceRequest,
      order: ['submittedAt'],
      orders: { SUBMITTED_AT: ['submittedAt'], NUMBER: ['number'], SERVED_AT: ['servedAt'] },
      visible: requestVisible,
      personal: { properties: ['contactName', 'contactPhone', 'address'], whole: requestWhole },
      untold: ['need', 'comment'],
      kinds: { dueAt: 'instant' },
      computed: {
        waitsFor,
        dueAt,
        isLate,
        isOnBehalf: (alias) => `${alias}.requester_id is null`,
        responseMinutes: (alias) =>
          `floor(extract(epoch from ${alias}.accepted_at - ${alias}.submitted_at) / 60)::int`,
      },
    },
    Dispatch: { entity: Dispatch, order: ['offeredAt'], visible: dispatchVisible },
  },
  counts: { 'Party.requestCount': 'serviceRequests', 'Activity.requestCount': 'serviceRequests' },
  relations: {
    'ServiceRequest.dispatches': { target: 'Dispatch', by: 'request' },
    'Account.serviceRequests': { target: 'ServiceRequest', by: 'requester' },
    'Party.serviceRequests': { target: 'ServiceRequest', by: 'acceptedBy' },
    'Activity.serviceRequests': { target: 'ServiceRequest', by: 'activity' },
  },
};

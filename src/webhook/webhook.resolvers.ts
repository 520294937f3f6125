import type { Resolvers } from '../generated/resolvers.ts';
import { writings } from '../writing/write.ts';
import { webhookDeliveryRedeliver } from './delivery.service.ts';
import {
  webhookEndpointCreate,
  webhookEndpointRemove,
  webhookEndpointSecretRotate,
  webhookEndpointUpdate,
} from './endpoint.service.ts';
import { messageId } from './message.ts';

export const webhookResolvers: Resolvers = {
  Query: {
    webhookEndpoints: (_, args, ctx, info) => ctx.read.page('WebhookEndpoint', args, info),
    webhookDeliveries: (_, args, ctx, info) => ctx.read.page('WebhookDelivery', args, info),
  },
  Mutation: writings({
    webhookEndpointCreate,
    webhookEndpointUpdate,
    webhookEndpointRemove,
    webhookEndpointSecretRotate,
    webhookDeliveryRedeliver,
  }),
  WebhookSecretPayload: { secret: ({ secret }) => secret },
  WebhookEndpoint: {
    deliveries: (endpoint, args, ctx, info) =>
      ctx.read.pageOf('WebhookEndpoint.deliveries', endpoint, args, info),
  },
  WebhookDelivery: { messageId: ({ $id }) => messageId($id) },
};

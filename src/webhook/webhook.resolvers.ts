import type { Resolvers } from '../generated/resolvers.ts';
import { writings } from '../writing/write.ts';
import { webhookDeliveryRedeliver } from './delivery.service.ts';
import { secretOf } from './endpoint-secret.ts';
import {
  webhookEndpointCreate,
  webhookEndpointRemove,
  webhookEndpointSecretRotate,
  webhookEndpointUpdate,
} from './endpoint.service.ts';
import { messageId } from './message.ts';
import { WebhookEndpoint } from './webhook.entity.ts';

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
  WebhookSecretPayload: {
    // Only those two mutations answer with it: whoever gets here may have the secret.
    secret: async ({ key }, _, ctx) => {
      if (key === null) return null;
      const { secretGeneration } = await ctx.em().findOneOrFail(WebhookEndpoint, { id: key });
      return secretOf(ctx.digest, key, secretGeneration);
    },
  },
  WebhookEndpoint: {
    deliveries: (endpoint, args, ctx, info) =>
      ctx.read.pageOf('WebhookEndpoint.deliveries', endpoint, args, info),
  },
  WebhookDelivery: { messageId: ({ $id }) => messageId($id) },
};

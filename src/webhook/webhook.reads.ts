import { anyOf, inDistrict } from '../access/conditions.ts';
import type { Bind } from '../graph/sql.ts';
import type { ReadsDefinition } from '../graph/definition.ts';
import type { Viewer } from '../viewer.ts';
import { WebhookDelivery, WebhookEndpoint } from './webhook.entity.ts';

/** SQL: the district in this column is one that the viewer is the office or the media centre of. */
const isOwn = (column: string, bind: Bind, viewer: Viewer): string =>
  anyOf(inDistrict(column, bind, viewer), inDistrict(column, bind, viewer, 'MEDIA'));

export const webhookReads: ReadsDefinition = {
  models: {
    WebhookEndpoint: {
      entity: WebhookEndpoint,
      order: ['createdAt'],
      orders: { CREATED_AT: ['createdAt'] },
      visible: (alias, bind, { viewer }) => isOwn(`${alias}.district_code`, bind, viewer),
    },
    WebhookDelivery: {
      entity: WebhookDelivery,
      order: ['createdAt'],
      orders: { CREATED_AT: ['createdAt'] },
      visible: (alias, bind, { viewer }) =>
        `exists (select 1 from webhook_endpoint we where we.id = ${alias}.endpoint_id and (${isOwn('we.district_code', bind, viewer)}))`,
    },
  },
  relations: { 'WebhookEndpoint.deliveries': { target: 'WebhookDelivery', by: 'endpoint' } },
};

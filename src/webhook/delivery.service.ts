import type { MutationWebhookDeliveryRedeliverArgs } from '../generated/resolvers.ts';
import { invalidTransition } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { ownerOf } from './endpoint.service.ts';
import { WebhookDelivery } from './webhook.entity.ts';

/** Queues a delivery once more, by the schedule from its beginning. */
export async function webhookDeliveryRedeliver(
  w: Writing,
  { id }: MutationWebhookDeliveryRedeliverArgs,
): Promise<string> {
  const delivery = await w.change(WebhookDelivery, 'WebhookDelivery', id, async ({ endpoint }) =>
    ownerOf(await endpoint.loadOrFail()),
  );
  const endpoint = await delivery.endpoint.loadOrFail();
  if (endpoint.removedAt) throw invalidTransition('REMOVED', '接收地址已经撤销', 'The endpoint is removed');
  if (delivery.state === 'PENDING')
    throw invalidTransition('PENDING', '本来就在等待投递', 'It is waiting to be delivered already');
  w.em.assign(delivery, { state: 'PENDING', tries: 0, nextAttemptAt: w.now, deliveredAt: null });
  return delivery.id;
}

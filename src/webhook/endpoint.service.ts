import type { Owner } from '../access/rights.ts';
import { CHANGE_KINDS } from '../change/change.entity.ts';
import { HEAD } from '../change/feed-watch.ts';
import { run } from '../database/run.ts';
import type {
  MutationWebhookEndpointCreateArgs,
  MutationWebhookEndpointRemoveArgs,
  MutationWebhookEndpointSecretRotateArgs,
  MutationWebhookEndpointUpdateArgs,
  WebhookEndpointInput,
} from '../generated/resolvers.ts';
import { Party } from '../party/party.entity.ts';
import { Program } from '../program/program.entity.ts';
import { optionalTextOf } from '../writing/input.ts';
import { invalidInput, invalidTransition } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { urlFault } from '../egress.ts';
import { secretOf } from './endpoint-secret.ts';
import { WebhookDelivery, WebhookEndpoint } from './webhook.entity.ts';

/** Endpoints of one district. */
const MANY = 50;

export const ownerOf = ({ districtCode }: Pick<WebhookEndpoint, 'districtCode'>): Owner => ({
  district: districtCode,
});

/** Registers an endpoint. It is sent what happens from now on. */
export async function webhookEndpointCreate(
  w: Writing,
  { input }: MutationWebhookEndpointCreateArgs,
): Promise<string> {
  w.demand({ district: input.districtCode });
  const values = await valuesOf(w, input);
  await checkCount(w, input.districtCode);
  const [head] = await run<{ xid: string; position: string }>(w.em, HEAD);
  const endpoint = w.em.create(
    WebhookEndpoint,
    {
      ...values,
      districtCode: input.districtCode,
      inactiveReason: null,
      failingSince: null,
      removedAt: null,
      secretGeneration: 1,
      secretChangedAt: w.now,
      createdAt: w.now,
      cursorXid: head?.xid ?? '0',
      cursorPosition: head?.position ?? '0',
    },
    { persist: true },
  );
  await w.em.flush();
  w.secret = secretOf(w.digest, endpoint.id, endpoint.secretGeneration);
  return endpoint.id;
}

/** Each change is delivered to every endpoint of its district: more than these are nobody's need. */
async function checkCount(w: Writing, districtCode: string): Promise<void> {
  // Two that are registered at the same time are counted one after the other.
  await run(w.em, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`webhook ${districtCode}`]);
  const count = await w.em.count(WebhookEndpoint, { districtCode, removedAt: null });
  if (count < MANY) return;
  throw invalidInput(
    ['input', 'districtCode'],
    `本区已有 ${MANY} 个接收地址，至多 ${MANY} 个；请先撤销不用的`,
    `The district has ${MANY} endpoints, which is the most; remove one that is not used first`,
  );
}

/** Changes all of an endpoint but its district and secret. Made active again, it is sent what it has missed. */
export async function webhookEndpointUpdate(
  w: Writing,
  { id, expectedVersion, input }: MutationWebhookEndpointUpdateArgs,
): Promise<string> {
  const endpoint = await present(w, id, expectedVersion);
  if (input.districtCode !== endpoint.districtCode)
    throw invalidInput(
      ['input', 'districtCode'],
      '登记后不能改',
      'It cannot be changed once it is registered',
    );
  w.em.assign(endpoint, { ...(await valuesOf(w, input)), inactiveReason: null, failingSince: null });
  return endpoint.id;
}

/** Removes an endpoint; it stays on record with what was delivered. */
export async function webhookEndpointRemove(
  w: Writing,
  { id, expectedVersion, reason }: MutationWebhookEndpointRemoveArgs,
): Promise<string> {
  w.reason = optionalTextOf(reason, ['reason'], 500);
  const endpoint = await present(w, id, expectedVersion);
  w.em.assign(endpoint, { isActive: false, inactiveReason: null, removedAt: w.now });
  await w.em.nativeDelete(WebhookDelivery, { endpoint, state: 'PENDING' });
  return endpoint.id;
}

/** Gives an endpoint another secret. */
export async function webhookEndpointSecretRotate(
  w: Writing,
  { id, expectedVersion }: MutationWebhookEndpointSecretRotateArgs,
): Promise<string> {
  const endpoint = await present(w, id, expectedVersion);
  w.em.assign(endpoint, { secretGeneration: endpoint.secretGeneration + 1, secretChangedAt: w.now });
  w.secret = secretOf(w.digest, endpoint.id, endpoint.secretGeneration);
  return endpoint.id;
}

async function present(w: Writing, id: string, version: number): Promise<WebhookEndpoint> {
  const endpoint = await w.change(WebhookEndpoint, 'WebhookEndpoint', id, ownerOf, version);
  if (endpoint.removedAt) throw invalidTransition('REMOVED', '已经撤销', 'It is removed already');
  return endpoint;
}

async function valuesOf(w: Writing, input: WebhookEndpointInput) {
  const at = (name: keyof WebhookEndpointInput): string[] => ['input', name];
  const fault = urlFault(input.url, w.egress);
  if (fault) throw invalidInput(at('url'), fault.zh, fault.en);
  const kinds = new Set(input.kinds);
  return {
    url: new URL(input.url).href,
    description: optionalTextOf(input.description, at('description')),
    // In the order of the contract, each once.
    kinds: CHANGE_KINDS.filter((kind) => kinds.has(kind)) as string[],
    program: await w.referIfGiven(Program, 'Program', input.program, at('program')),
    party: await w.referIfGiven(Party, 'Party', input.party, at('party')),
    isActive: input.isActive,
  };
}

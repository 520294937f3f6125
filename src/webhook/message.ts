import { createHmac } from 'node:crypto';
import type { ChangeKind } from '../change/change.entity.ts';
import { fromGlobalId, toGlobalId } from '../graph/ids.ts';

export interface ToldChange {
  id: string;
  kind: ChangeKind;
  at: Date;
  districtCode: string;
  subjectId: string;
  cursor: string;
}

/** The header webhook-id: of one change and endpoint always the same. */
export const messageId = (deliveryKey: string): string => `msg_${deliveryKey.replaceAll('-', '')}`;

/** ACTIVITY_PUBLISHED as activity.published. */
const typeOf = (kind: ChangeKind): string => {
  const end = kind.lastIndexOf('_');
  return `${kind.slice(0, end)}.${kind.slice(end + 1)}`.toLowerCase();
};

/** The body: what has changed, as `changes` tells it, and nothing of its content, which is read by those who may. */
export function bodyOf({ id, kind, at, districtCode, subjectId, cursor }: ToldChange): string {
  return JSON.stringify({
    type: typeOf(kind),
    timestamp: at.toISOString(),
    data: {
      changeId: toGlobalId('Change', id),
      cursor,
      kind,
      subject: { type: fromGlobalId(subjectId).model, id: subjectId },
      districtCode,
    },
  });
}

/** The headers of Standard Webhooks, signed with each of the secrets. */
export function signedHeaders(
  id: string,
  body: string,
  secrets: readonly string[],
  now: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}

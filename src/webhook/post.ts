import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { AddressRefused, checkedLookup, type EgressRules, literalOf, urlFault } from '../egress.ts';
import type { WebhookErrorKind } from './webhook.entity.ts';

export interface PostOutcome {
  status: number | null;
  /** Null when it was taken. */
  error: WebhookErrorKind | null;
  /** Seconds after which the other side asks to be tried again. */
  retryAfter: number | null;
}

/** Bytes of an answer that are waited for: nobody reads it. */
const ANSWER = 65_536;

/**
 * Posts to somebody else's address, by the rules, following no redirect. Taken is what was answered with 2xx, whole:
 * an answer that breaks off may come from one that broke down. Never throws.
 */
export async function post(
  text: string,
  { headers, body, rules, timeout }: PostRequest,
): Promise<PostOutcome> {
  // The rules may have changed since it was registered.
  if (urlFault(text, rules) !== null) return failed('ADDRESS_REFUSED');
  const url = new URL(text);
  const literal = literalOf(url);
  if (literal !== null && !rules.isAllowed(literal)) return failed('ADDRESS_REFUSED');
  try {
    const answer = await exchange(url, { headers, body, rules, timeout });
    const status = answer.statusCode!;
    const isTaken = status >= 200 && status < 300;
    return { status, error: isTaken ? null : 'STATUS', retryAfter: retryAfterOf(answer) };
  } catch (error) {
    return failed(kindOf(error as NodeJS.ErrnoException));
  }
}

export interface PostRequest {
  headers: Record<string, string>;
  body: string;
  rules: EgressRules;
  /** Milliseconds for all of it. */
  timeout: number;
}

/** Resolves with the answer once its body has been received and thrown away. */
function exchange(url: URL, { headers, body, rules, timeout }: PostRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      // A connection of its own: a kept one might lead to where the name no longer does.
      agent: false,
      lookup: checkedLookup(rules),
      signal: AbortSignal.timeout(timeout),
      maxHeaderSize: 16_384,
    });
    request.once('error', reject);
    request.once('response', (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= ANSWER) return;
        resolve(answer);
        request.destroy();
      });
      answer.once('error', reject);
      answer.once('end', () => resolve(answer));
    });
    request.end(body);
  });
}

const failed = (error: WebhookErrorKind): PostOutcome => ({ status: null, error, retryAfter: null });

function kindOf(error: NodeJS.ErrnoException): WebhookErrorKind {
  const { name, code = '', cause } = error;
  if (error instanceof AddressRefused || cause instanceof AddressRefused) return 'ADDRESS_REFUSED';
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT') return 'TIMEOUT';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'NAME_NOT_FOUND';
  return /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)/.test(code) ? 'TLS' : 'CONNECTION';
}

function retryAfterOf({ statusCode, headers }: IncomingMessage): number | null {
  const given = headers['retry-after'];
  if ((statusCode !== 429 && statusCode !== 503) || given === undefined) return null;
  return /^\d{1,9}$/.test(given) ? Number(given) : null;
}

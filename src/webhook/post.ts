import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { AddressRefused, checkedLookup, type EgressRules, urlFault } from '../egress.ts';
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
 * an answer that breaks off may come from one that broke down. Never throws, and is over in time whatever the other side
 * does.
 */
export async function post(text: string, request: PostRequest): Promise<PostOutcome> {
  // The rules may have changed since it was registered.
  if (urlFault(text, request.rules) !== null) return failed('ADDRESS_REFUSED');
  try {
    const answer = await exchange(new URL(text), request);
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
  /** Breaks it off, before its time. */
  signal?: AbortSignal;
}

/** Resolves with the answer once its body has been received and thrown away. */
function exchange(
  url: URL,
  { headers, body, rules, timeout, signal }: PostRequest,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const request = send(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    // A connection of its own: a kept one might lead to where the name no longer does.
    agent: false,
    lookup: checkedLookup(rules),
    maxHeaderSize: 16_384,
  });
  // By a clock of its own: what a request tells of its end depends on what the other side sends.
  const breakOff = () => {
    reject(new TimedOut());
    request.destroy();
  };
  const timer = setTimeout(breakOff, timeout);
  signal?.addEventListener('abort', breakOff);
  request.on('error', reject);
  request.once('close', () => reject(new Error('closed')));
  // Nothing else is spoken here: the answer is that status.
  request.once('upgrade', (answer, socket) => {
    socket.on('error', () => {});
    socket.destroy();
    resolve(answer);
  });
  request.once('response', (answer) => {
    let bytes = 0;
    answer.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= ANSWER) return;
      resolve(answer);
      request.destroy();
    });
    answer.on('error', reject);
    answer.once('end', () => resolve(answer));
  });
  if (signal?.aborted) breakOff();
  else request.end(body);
  return promise.finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', breakOff);
  });
}

class TimedOut extends Error {}

const failed = (error: WebhookErrorKind): PostOutcome => ({ status: null, error, retryAfter: null });

function kindOf(error: NodeJS.ErrnoException): WebhookErrorKind {
  const { code = '', cause } = error;
  if (error instanceof AddressRefused || cause instanceof AddressRefused) return 'ADDRESS_REFUSED';
  if (error instanceof TimedOut || code === 'ETIMEDOUT') return 'TIMEOUT';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'NAME_NOT_FOUND';
  return /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)/.test(code) ? 'TLS' : 'CONNECTION';
}

function retryAfterOf({ statusCode, headers }: IncomingMessage): number | null {
  const given = headers['retry-after'];
  if ((statusCode !== 429 && statusCode !== 503) || given === undefined) return null;
  if (/^\d{1,9}$/.test(given)) return Number(given);
  const at = Date.parse(given);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1_000));
}

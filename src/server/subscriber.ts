import type { Claims } from '../access/tokens.ts';
import type { ServerContext } from './apollo.ts';
import type { Language } from './language.ts';

/** Why a connection is closed by the service; a client goes on from its last cursor on another. */
export type Closing = 'STOPPING' | 'TOKEN_EXPIRED' | 'TOO_SLOW' | 'FAULT';

/** One connection that subscriptions come by. */
export interface Subscriber {
  /** What its token proves; null without one. */
  claims: Claims | null;
  language: Language;
  requestId: string;
  /** Address that it knows the service by. */
  baseUrl: string;
  /** Network address that it comes from. */
  address: string;
  log: ServerContext['log'];
  close: (why: Closing) => void;
}

import type { Pool } from 'pg';
import type { Digest } from '../access/secrets.ts';
import type { Feed } from '../change/feed.ts';
import type { EgressRules } from '../egress.ts';
import { type Claim, claim, PER_ENDPOINT, settle } from './claims.ts';
import { signingSecrets } from './endpoint-secret.ts';
import { takeIn } from './intake.ts';
import { bodyOf, messageId, signedHeaders } from './message.ts';
import { post } from './post.ts';

/** Deliveries under way at one time in one process. */
const AT_ONCE = 32;
/** Milliseconds for one attempt. */
const TIMEOUT = 10_000;
/** Milliseconds between two looks for what is due. */
const INTERVAL = 500;

interface Parts {
  pool: Pool;
  digest: Digest;
  feed: Feed;
  rules: EgressRules;
  now?: () => Date;
  log: { error: (details: object, message: string) => void };
  timeout?: number;
}

/** Delivers webhooks, side by side with the workers of other processes. */
export class WebhookWorker {
  readonly #parts: Required<Parts>;
  readonly #underWay = new Map<string, string>();
  readonly #attempts = new Set<Promise<void>>();
  #isStopping = false;
  #loop: Promise<void> | undefined;
  #wake: () => void = () => {};

  constructor(parts: Parts) {
    this.#parts = { now: () => new Date(), timeout: TIMEOUT, ...parts };
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Begins no further attempt, and waits for those under way. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#wake();
    await this.#loop;
    await this.settled();
  }

  /** Resolves when no attempt is under way. */
  async settled(): Promise<void> {
    while (this.#attempts.size > 0) await Promise.all(this.#attempts);
  }

  /** Makes deliveries of what is new, and begins those that are due: how many. */
  async round(): Promise<number> {
    const { pool, now } = this.#parts;
    await takeIn(pool, now());
    const count = AT_ONCE - this.#attempts.size;
    if (count <= 0) return 0;
    const byEndpoint = Map.groupBy(this.#underWay.values(), (endpoint) => endpoint);
    const busy = [...byEndpoint].flatMap(([endpoint, { length }]) =>
      length >= PER_ENDPOINT ? [endpoint] : [],
    );
    const claims = await claim(pool, { now: now(), count, busy });
    for (const claimed of claims) this.#begin(claimed);
    return claims.length;
  }

  async #run(): Promise<void> {
    const { feed, log } = this.#parts;
    const leave = await feed.watch.follow().catch(() => () => {});
    let isDown = false;
    while (!this.#isStopping) {
      const { version } = feed.watch;
      const begun = await this.round().then(
        (count) => {
          isDown = false;
          return count;
        },
        (error: unknown) => {
          // Said once: the next round comes soon.
          if (!isDown) log.error({ err: error }, 'webhooks cannot be delivered');
          isDown = true;
          return 0;
        },
      );
      if (begun === 0) await this.#pause(version);
    }
    leave();
  }

  /** Until the feed has moved, it is time to look again, or to stop. */
  async #pause(version: number): Promise<void> {
    if (this.#isStopping) return;
    await new Promise<void>((resolve) => {
      let forget = () => {};
      const timer = setTimeout(() => this.#wake(), INTERVAL);
      this.#wake = () => {
        clearTimeout(timer);
        forget();
        resolve();
      };
      forget = this.#parts.feed.watch.onceMoved(version, () => this.#wake());
    });
  }

  #begin(claimed: Claim): void {
    this.#underWay.set(claimed.delivery, claimed.endpoint);
    const attempt = this.#attempt(claimed)
      .catch((error: unknown) => this.#parts.log.error({ err: error }, 'a webhook could not be settled'))
      .finally(() => {
        this.#attempts.delete(attempt);
        this.#underWay.delete(claimed.delivery);
      });
    this.#attempts.add(attempt);
  }

  async #attempt(claimed: Claim): Promise<void> {
    const { pool, digest, feed, rules, now, timeout } = this.#parts;
    const cursor = feed.cursorOf([claimed.xid, claimed.position, claimed.id]);
    const body = bodyOf({ ...claimed, cursor });
    const secrets = signingSecrets(digest, { ...claimed, id: claimed.endpoint }, now());
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'zhiyuan-graph',
      ...signedHeaders(messageId(claimed.delivery), body, secrets, now()),
    };
    await settle(pool, claimed, await post(claimed.url, { headers, body, rules, timeout }), now());
  }
}

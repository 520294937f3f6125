import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Digest } from '../access/secrets.ts';
import type { Feed } from '../change/feed.ts';
import type { EgressRules } from '../egress.ts';
import { type Claim, claim, settle } from './claims.ts';
import { signingSecrets } from './endpoint-secret.ts';
import { takeIn } from './intake.ts';
import { bodyOf, messageId, signedHeaders } from './message.ts';
import { post } from './post.ts';

/** Milliseconds for one attempt. */
const TIMEOUT = 10_000;
/** Milliseconds between two looks for what is due. */
const INTERVAL = 500;
/** Milliseconds that a stop gives attempts under way, and then those that it broke off. */
const GRACE = 2_000;

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
  readonly #underWay = new Map<Promise<void>, Claim>();
  readonly #stopping = new AbortController();
  /** Attempts that are over: each leaves room for another. */
  #ended = 0;
  #isStopping = false;
  #loop: Promise<void> | undefined;
  #wake: () => void = () => {};

  constructor(parts: Parts) {
    this.#parts = { now: () => new Date(), timeout: TIMEOUT, ...parts };
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /**
   * Begins no further attempt, gives those under way a moment and breaks them off: their lease brings them back. However
   * the database and the receivers are, it is over soon.
   */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#wake();
    const over = Promise.all([this.#loop, this.settled()]);
    for (const act of [() => this.#stopping.abort(), () => {}]) {
      const late = await Promise.race([over.then(() => false), sleep(GRACE, true, { ref: false })]);
      act();
      if (!late) return;
    }
  }

  /** Resolves when no attempt is under way. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay.keys());
  }

  /** Makes deliveries of what is new, and begins those that are due: how many. */
  async round(): Promise<number> {
    const { pool, now } = this.#parts;
    await takeIn(pool, now());
    const claims = await claim(pool, now(), this.#underWay.values());
    for (const claimed of claims) this.#begin(claimed);
    return claims.length;
  }

  async #run(): Promise<void> {
    const { feed, log } = this.#parts;
    const leave = await feed.watch.follow().catch(() => () => {});
    let isDown = false;
    while (!this.#isStopping) {
      const { version } = feed.watch;
      const ended = this.#ended;
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
      if (begun === 0 && ended === this.#ended) await this.#pause(version);
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
    const attempt = this.#attempt(claimed)
      .catch((error: unknown) => this.#parts.log.error({ err: error }, 'a webhook could not be settled'))
      .finally(() => {
        this.#underWay.delete(attempt);
        this.#ended += 1;
        this.#wake();
      });
    this.#underWay.set(attempt, claimed);
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
    const { signal } = this.#stopping;
    const outcome = await post(claimed.url, { headers, body, rules, timeout, signal });
    // Of what was broken off nobody knows what came of it.
    if (!signal.aborted) await settle(pool, claimed, outcome, now());
  }
}

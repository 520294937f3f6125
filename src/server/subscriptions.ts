import {
  createSourceEventStream,
  type DocumentNode,
  execute,
  getOperationAST,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import { badRequest, locate } from '../errors.ts';
import type { Models } from '../graph/models.ts';
import type { ServerContext } from './apollo.ts';
import { EventAnswers, type FormattedAnswer } from './event-answers.ts';
import { limitExceeded, LIMITS } from './limits.ts';
import { placeOfLiteral } from './literal-place.ts';
import { createSizeOfList } from './list-sizes.ts';
import { inTime, outcome } from './outcome.ts';
import { type Full, ownerOf, type Places } from './places.ts';
import { present } from './present.ts';
import { onlySubscriptions, RequestProfile } from './request-profile.ts';
import type { Subscriber } from './subscriber.ts';
import { longerThan } from './tally.ts';
import { Turns } from '../turns.ts';

/** What a client sends for a subscription, unchecked. */
export interface SubscriptionRequest {
  query?: unknown;
  operationName?: unknown;
  variables?: unknown;
}

export type EventContext = Omit<ServerContext, 'noteLogged'>;

interface Parts {
  schema: GraphQLSchema;
  models: Models;
  /** What one event is read with: as whoever subscribes is known now. */
  context: (subscriber: Subscriber) => Promise<EventContext>;
  /** Milliseconds that the reading of one event may take. */
  requestTimeout: number;
  /** Milliseconds that a client may leave an event lying. */
  stallTimeout: number;
  /** Events that are read at one time, for all subscriptions together. */
  atOnce: number;
  /** Subscriptions of one address without a token. */
  perAddress: number;
  places: Places;
}

/** Answers to come, or why there are none, and whether there may be some later: the service or the client has too many. */
export type Opened = { answers: EventAnswers } | { errors: GraphQLFormattedError[]; full: Full | null };

const DAY = 86_400_000;

/** Opens subscriptions, whatever they come by, within the limits of queries and some of their own. */
export class Subscriptions {
  readonly #parts: Parts;
  readonly #sizeOfList: ReturnType<typeof createSizeOfList>;
  readonly #subscribers = new Set<Subscriber>();
  readonly #turns: Turns;
  isStopping = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#turns = new Turns(parts.atOnce);
    this.#sizeOfList = createSizeOfList(parts.schema);
  }

  /** Subscriptions of one address without a token. */
  get perAddress(): number {
    return this.#parts.perAddress;
  }

  /** Takes note of a connection till it is gone, which the returned function says. Its token's end closes it. */
  enter(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber);
    if (this.isStopping) subscriber.close('STOPPING');
    const { claims } = subscriber;
    const left = claims ? claims.expiresAt.getTime() - Date.now() : DAY;
    // A timer takes no longer span; whoever stays so long has their token looked at anew when they come back.
    const timer = setTimeout(() => subscriber.close('TOKEN_EXPIRED'), Math.min(Math.max(left, 0), DAY));
    if (!claims) clearTimeout(timer);
    timer.unref();
    return () => {
      clearTimeout(timer);
      this.#subscribers.delete(subscriber);
    };
  }

  /** Takes no more, and closes every connection. */
  stop(): void {
    this.isStopping = true;
    this.turnAway();
  }

  /** Closes every connection that there is: their clients come back to whoever serves now. */
  turnAway(): void {
    for (const subscriber of this.#subscribers) subscriber.close('STOPPING');
  }

  async open(subscriber: Subscriber, request: SubscriptionRequest, onThis = 0): Promise<Opened> {
    const most = this.#mostOf(subscriber);
    let full: Full | null = onThis >= LIMITS.CONNECTION_SUBSCRIPTIONS ? 'CLIENT' : null;
    try {
      if (full) throw limitExceeded('CONNECTION_SUBSCRIPTIONS');
      const place = await this.#parts.places.take(ownerOf(subscriber), most);
      if ('leave' in place) return { answers: await this.#opened(subscriber, request, place.leave) };
      full = place.full;
      if (full === 'SERVICE') throw limitExceeded('SUBSCRIPTIONS');
      const limit = subscriber.claims ? 'ACCOUNT_SUBSCRIPTIONS' : 'ADDRESS_SUBSCRIPTIONS';
      throw limitExceeded(limit, undefined, most);
    } catch (error) {
      const errors = (Array.isArray(error) ? error : [error]) as unknown[];
      return { errors: errors.map((one) => told(one, subscriber)), full };
    }
  }

  /** Subscriptions that whoever subscribes may have. */
  #mostOf({ claims }: Subscriber): number {
    return claims ? LIMITS.ACCOUNT_SUBSCRIPTIONS : this.#parts.perAddress;
  }

  async #opened(
    subscriber: Subscriber,
    request: SubscriptionRequest,
    leave: () => void,
  ): Promise<EventAnswers> {
    const { schema, context, requestTimeout, stallTimeout } = this.#parts;
    try {
      const { document, operationName, variables } = this.#checked(request);
      const args = { schema, document, operationName, variableValues: variables };
      const source = await createSourceEventStream({ ...args, contextValue: await context(subscriber) });
      if (!('next' in source)) throw (source as { errors: readonly GraphQLError[] }).errors;
      const answer = async (event: unknown): Promise<FormattedAnswer> => {
        const own = await context(subscriber);
        const execution = execute({ ...args, rootValue: event, contextValue: own });
        const result = await inTime(requestTimeout, own.tally, Promise.resolve(execution));
        const { data = null, errors } = outcome(result, false, own.tally);
        await own.settleReads();
        const tooLong = longerThan('EVENT_ANSWER', data);
        if (tooLong) return { data: null, errors: [present(tooLong.toJSON(), tooLong, own)] };
        return errors ? { data, errors: errors.map((one) => present(one.toJSON(), one, own)) } : { data };
      };
      const turns = this.#turns;
      return new EventAnswers(source as AsyncIterator<unknown>, {
        answer,
        turns,
        stallTimeout,
        subscriber,
        leave,
      });
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Throws one GraphQLError, or a list of them. */
  #checked({ query, operationName: name, variables: given }: SubscriptionRequest): {
    document: DocumentNode;
    operationName: string | undefined;
    variables: Record<string, unknown>;
  } {
    if (typeof query !== 'string' || query === '')
      throw badRequest('BAD_REQUEST', '请求须有 query，为文字', 'The request needs a query, which is a text');
    const operationName = typeof name === 'string' ? name : undefined;
    const variables =
      typeof given === 'object' && given !== null && !Array.isArray(given)
        ? (given as Record<string, unknown>)
        : {};
    const document = coded('GRAPHQL_PARSE_FAILED', () => parse(query, { maxTokens: LIMITS.TOKENS }));
    const faults = validate(this.#parts.schema, document, undefined, { maxErrors: 10 });
    if (faults.length > 0) {
      throw faults.map((fault) => {
        locate(fault, { ...placeOfLiteral(document, fault) });
        return withCode(fault, 'GRAPHQL_VALIDATION_FAILED');
      });
    }
    const operation = getOperationAST(document, operationName);
    if (!operation)
      throw badRequest(
        'OPERATION_RESOLUTION_FAILURE',
        '文档中没有这个操作，或有多个而未说明是哪一个',
        'The document has no such operation, or several and none was named',
      );
    if (operation.operation !== 'subscription') throw onlySubscriptions(operation.operation);
    const { schema, models } = this.#parts;
    new RequestProfile({ schema, models, sizeOfList: this.#sizeOfList }, document, operation).check(
      variables,
      'EVENT_NODES',
    );
    return { document, operationName, variables };
  }
}

function coded<T>(code: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof GraphQLError ? withCode(error, code) : error;
  }
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  error.extensions['code'] ??= code;
  return error;
}

function told(error: unknown, subscriber: Subscriber): GraphQLFormattedError {
  const fault =
    error instanceof GraphQLError
      ? error
      : new GraphQLError('Internal server error', { originalError: error as Error });
  return present(fault.toJSON(), fault, subscriber);
}

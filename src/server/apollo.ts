import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { getOperationAST, type GraphQLSchema } from 'graphql';
import type { Found } from '../cache/answer-cache.ts';
import type { Context } from '../context.ts';
import type { Models } from '../graph/models.ts';
import { createExecutor } from './executor.ts';
import { LIMITS } from './limits.ts';
import { placeOfLiteral } from './literal-place.ts';
import type { RequestMetrics } from './metrics.ts';
import { inTime, outcome } from './outcome.ts';
import { present } from './present.ts';
import { Profiles } from './profiles.ts';
import { type Cost, notServed } from './request-profile.ts';
import { type AnswerTally, tooLong } from './tally.ts';

/** What the GraphQL side needs of the request it stands in. */
export interface ServerContext extends Context {
  /** Notes that a minor's personal datum was read whole; written before the answer goes out. */
  noteMinorRead: (volunteer: string, field: string) => void;
  /** Writes what was noted. */
  settleReads: () => Promise<void>;
  /** What goes into the answer. */
  tally: AnswerTally;
  /** Notes that the request has its line in the log, and what was answered. */
  noteLogged: (answered: Answered) => void;
  /** What the cache of answers did for the request, where there is one. */
  cacheUse?: CacheUse;
}

/** What became of a request: the kind of its operation, its name, and how it was answered. */
export interface Answered {
  kind: string;
  operationName: string | undefined;
  outcome: 'ok' | 'partial' | 'error';
}

/** An answer that was there, one for which this request waited with others, one computed and kept, and one that is not. */
export type CacheUse = Found['how'];

export interface ApolloParts {
  schema: GraphQLSchema;
  models: Models;
  metrics: RequestMetrics;
  /** Milliseconds that the execution of one request may take. */
  requestTimeout: number;
}

/** Apollo Server with our executor, limits, error masking and request log. Not started yet. */
export function createApollo(parts: ApolloParts): ApolloServer<ServerContext> {
  return new ApolloServer<ServerContext>({
    gateway: asGateway(parts),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: LIMITS.TOKENS },
    validationOptions: { maxErrors: 10 },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      limitsPlugin(parts),
      answerPlugin(parts.metrics),
    ],
  });
}

/** Apollo's own seam for another executor; schema, errors, persisted queries and CSRF prevention stay Apollo's. */
function asGateway({
  schema,
  requestTimeout,
}: ApolloParts): ApolloServerOptionsWithGateway<ServerContext>['gateway'] {
  const execute = createExecutor(schema);
  let announce: (() => void) | undefined;
  return {
    onSchemaLoadOrUpdate(callback) {
      announce = () => callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    async load() {
      announce?.();
      return {
        executor: async ({ document, operationName, request, context }) => {
          const name = operationName ?? request.operationName ?? undefined;
          const variables = request.variables ?? {};
          const execution = execute({ document, operationName: name, variables, context });
          const result = await inTime(requestTimeout, context.tally, execution);
          const isMutation = getOperationAST(document, name)?.operation === 'mutation';
          return outcome(result, isMutation, context.tally) as never;
        },
      };
    },
    async stop() {},
  };
}

function limitsPlugin({ schema, models }: ApolloParts): ApolloServerPlugin<ServerContext> {
  const profiles = new Profiles(schema, models);
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, request, response }) {
          // An unknown operationName is the executor's to refuse.
          if (!operation) return;
          const isServed = operation.operation !== 'subscription' && schema.getRootType(operation.operation);
          if (!isServed) throw notServed(operation.operation);
          const profile = profiles.of(document, operation);
          const cost = profile.check(request.variables ?? {});
          if (cost) asked.set(response, { cost, aliases: profile.aliases });
        },
      };
    },
  };
}

/** A name may be as long as a document; the log keeps so many characters of it. */
const NAME_IN_LOG = 100;

export const nameInLog = (name: string | null | undefined): string | undefined => name?.slice(0, NAME_IN_LOG);

/** What the operation being answered asks for, until its answer is written. */
const asked = new WeakMap<object, { cost: Cost; aliases: number }>();

function answerPlugin(metrics: RequestMetrics): ApolloServerPlugin<ServerContext> {
  return {
    async requestDidStart() {
      const started = process.hrtime.bigint();
      return {
        async willSendResponse(request) {
          const { response, contextValue, operationName, operation, errors, source, document } = request;
          if (response.body.kind !== 'single') return;
          await contextValue.settleReads();
          const result = response.body.singleResult;
          const { cost = null, aliases = 0 } = asked.get(response) ?? {};
          const shape = { source: source?.length ?? 0, aliases, nodes: cost?.nodes ?? 0 };
          const excess = result.data && tooLong(contextValue.tally, shape, result.data);
          if (excess) {
            delete result.data;
            result.errors = [excess.toJSON()];
            response.http.status = 400;
          }
          if (cost) result.extensions = { ...result.extensions, cost };
          if (result.errors) {
            result.errors = result.errors.map((error, i) => {
              const place = placeOfLiteral(document, errors?.[i]);
              const placed = { ...error, extensions: { ...error.extensions, ...place } };
              return present(placed, errors?.[i], contextValue);
            });
            if (isPersistedQueryMiss(result.errors)) response.http.status = 404;
          }
          const seconds = Number(process.hrtime.bigint() - started) / 1e9;
          const outcome = result.errors ? (result.data ? 'partial' : 'error') : 'ok';
          const kind = operation?.operation ?? 'none';
          metrics.observe(kind, outcome, seconds);
          contextValue.noteLogged({ kind, operationName: operationName ?? undefined, outcome });
          contextValue.log.info(
            {
              operation: nameInLog(operationName),
              outcome,
              codes: result.errors?.map((e) => e.extensions?.['code']),
              ms: seconds * 1e3,
              cache: contextValue.cacheUse,
            },
            'graphql',
          );
        },
      };
    },
  };
}

const isPersistedQueryMiss = (errors: readonly { extensions?: { [key: string]: unknown } }[]): boolean =>
  errors.some(({ extensions }) => extensions?.['code'] === 'PERSISTED_QUERY_NOT_FOUND');

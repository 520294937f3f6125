import { getOperationAST, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { badRequest } from '../errors.ts';
import type { Ids } from './input-checks.ts';
import { LIMITS } from './limits.ts';
import { Profiles } from './profiles.ts';
import type { Cost } from './request-profile.ts';

/** An operation that nobody runs yet. */
export interface Considered {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string | undefined;
}

/** What it would cost, as `extensions.cost` of its answer says, and how much it may. */
export interface Costed {
  /** Null when the variables do not fit their types. */
  cost: Cost | null;
  limits: Cost;
}

/** How faults are counted before the judgement stops, as for a request. */
const MOST_FAULTS = 10;

/** Judges operations by the limits of requests and reads nothing. Throws the errors that the request would get. */
export function createCosting(schema: GraphQLSchema, models: Ids): (considered: Considered) => Costed {
  const profiles = new Profiles(schema, models);
  return ({ query, variables = {}, operationName }) => {
    const document = parse(query, { maxTokens: LIMITS.TOKENS });
    const faults = validate(schema, document, undefined, { maxErrors: MOST_FAULTS });
    if (faults.length > 0) throw new InvalidDocument(faults);
    const operation = getOperationAST(document, operationName);
    if (!operation) throw unnamed();
    const limit = operation.operation === 'subscription' ? 'EVENT_NODES' : 'NODES';
    const cost = profiles.of(document, operation).check(variables, limit);
    return { cost, limits: { nodes: LIMITS[limit], fields: LIMITS.FIELDS, depth: LIMITS.DEPTH } };
  };
}

/** What is wrong with a document by the contract. */
export class InvalidDocument extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super('The document does not fit the contract');
    this.errors = errors;
  }
}

const unnamed = () =>
  badRequest(
    'OPERATION_RESOLUTION_FAILURE',
    '没有这个操作，或没有指名是哪一个',
    'No such operation, or it is not said which one',
  );

import {
  type DocumentNode,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getVariableValues,
  GraphQLError,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  type OperationDefinitionNode,
} from 'graphql';
import { badRequest, locate } from '../errors.ts';
import { Ordering } from '../graph/order.ts';
import { type PageArguments, pageRequest } from '../graph/page.ts';
import { firstOf } from '../statistics/question.ts';
import { DocumentWalk, type Site } from './document-walk.ts';
import { checkArguments, type Ids, InputCount, pathOf, type Place } from './input-checks.ts';
import { limitExceeded, LIMITS } from './limits.ts';
import { type SizeOfList, STATEMENT_NODES } from './list-sizes.ts';

type Variables = Record<string, unknown>;

export interface Cost {
  /** Objects that page sizes, numbers of ids and assumed sizes of lists allow, and what statistics count as. */
  nodes: number;
  fields: number;
  depth: number;
}

/** What profiles of all documents share. */
export interface Profiling {
  schema: GraphQLSchema;
  models: Ids;
  sizeOfList: SizeOfList;
}

/**
 * What a document asks for, worked out once; `check` then judges it with the variables of a request. Arguments are
 * those that the executor will see: coerced, with defaults.
 */
export class RequestProfile {
  readonly #profiling: Profiling;
  readonly #sites: Site[];
  readonly #operation: OperationDefinitionNode;
  readonly #fields: number;
  readonly #depth: number;
  readonly aliases: number;

  /** Throws LIMIT_* for limits that no variable can change. */
  constructor(profiling: Profiling, document: DocumentNode, operation: OperationDefinitionNode) {
    const walk = new DocumentWalk(profiling.schema, profiling.sizeOfList, document);
    this.#profiling = profiling;
    this.#operation = operation;
    this.#sites = walk.root(operation);
    this.#fields = walk.fields;
    this.#depth = walk.depth;
    this.aliases = walk.aliases;
  }

  /**
   * Cost of the request; null when its variables do not fit their types, which is the executor's to say. Throws
   * LIMIT_NODES, LIMIT_INPUT_*, BAD_USER_INPUT, BAD_VALUE, PAGE_SIZE, BAD_PAGE, BAD_CURSOR, BAD_ID before anything is
   * read; `field` in the extensions says which field asks for it.
   */
  check(given: Variables, limit: 'NODES' | 'EVENT_NODES' = 'NODES'): Cost | null {
    const input = new InputCount();
    input.add(given, 0);
    const { coerced } = getVariableValues(
      this.#profiling.schema,
      this.#operation.variableDefinitions ?? [],
      given,
    );
    if (!coerced) return null;
    const nodes = this.#nodes(this.#sites, coerced, 1, input, null);
    if (nodes > LIMITS[limit]) throw limitExceeded(limit, nodes);
    return { nodes, fields: this.#fields, depth: this.#depth };
  }

  #nodes(
    sites: readonly Site[],
    variables: Variables,
    times: number,
    input: InputCount,
    within: Place | null,
  ): number {
    let total = 0;
    for (const site of sites) {
      if (isLeftOut(site, variables)) continue;
      let below = times * (site.size ?? 1);
      const at = { name: site.field.alias?.value ?? site.field.name.value, within };
      if (site.field.arguments?.length || site.isConnection || site.isStatistics) {
        const args = argumentsOf(site, variables);
        input.add(args, 0);
        try {
          checkArguments(this.#profiling.models, site.definition!, args);
          if (site.isConnection) below *= this.#checkPage(site, args);
          if (site.isStatistics) below *= firstOf(args.first);
        } catch (error) {
          throw locate(error, { field: pathOf(at) });
        }
        if (site.size !== null && Array.isArray(args['ids'])) below *= args['ids'].length;
      }
      if (site.isConnection || site.isStatistics || site.size !== null) total += below;
      if (site.isAggregate) total += STATEMENT_NODES * statementsOf(site, variables);
      total += this.#nodes(site.children, variables, below, input, at);
    }
    return total;
  }

  #checkPage(site: Site, args: PageArguments): number {
    const request = pageRequest(args);
    if (request.cursor !== null) {
      const type = getNamedType(site.definition!.type).name.replace(/Connection$/, '');
      const model = this.#profiling.models.ofType(type);
      if (model) new Ordering(model, args.orderBy).fromCursor(request.cursor);
    }
    return request.size;
  }
}

function argumentsOf(site: Site, variables: Variables): PageArguments {
  if (site.literal) return site.literal;
  return orBadInput(() => getArgumentValues(site.definition!, site.field, variables));
}

/** How many statements statistics take: the groups and the total are one, the others another. */
function statementsOf({ children }: Site, variables: Variables): number {
  const readsOthers = children.some(
    (child) => child.field.name.value === 'others' && !isLeftOut(child, variables),
  );
  return readsOthers ? 2 : 1;
}

function isLeftOut({ conditions }: Site, variables: Variables): boolean {
  if (conditions.length === 0) return false;
  return conditions.some((directive) => {
    const isSkip = directive.name.value === 'skip';
    const definition = isSkip ? GraphQLSkipDirective : GraphQLIncludeDirective;
    const values = orBadInput(() => getDirectiveValues(definition, { directives: [directive] }, variables));
    return values?.['if'] === isSkip;
  });
}

/** What graphql-js finds wrong with a value while executing, e.g. a null variable where a value must be, found before. */
function orBadInput<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new GraphQLError(error.message, {
      nodes: error.nodes,
      extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
    });
  }
}

/** The error for a kind of operation that is not served. */
export const notServed = (operation: string) =>
  operation === 'subscription'
    ? badRequest(
        'OPERATION_NOT_SUPPORTED',
        '此处不支持 subscription 操作；订阅请用 /graphql/stream：SSE（GET 或 POST）或 WebSocket（graphql-transport-ws）',
        'No subscription is served here; subscribe at /graphql/stream, by server-sent events (GET or POST) or WebSocket (graphql-transport-ws)',
      )
    : badRequest('OPERATION_NOT_SUPPORTED', `此处不支持 ${operation} 操作`, `No ${operation} is served here`);

/** The error for what is no subscription, where only these are served. */
export const onlySubscriptions = (operation: string) =>
  badRequest(
    'OPERATION_NOT_SUPPORTED',
    `此处只接受 subscription；${operation} 请发到 /graphql`,
    `Only subscriptions are served here; send a ${operation} to /graphql`,
  );

import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
} from 'graphql';
import { badRequest } from '../errors.ts';
import type { Models } from '../graph/model.ts';
import { Ordering, type OrderInput } from '../graph/order.ts';
import { type PageArguments, pageRequest } from '../graph/page.ts';
import { limitExceeded, LIMITS } from './limits.ts';

type Variables = Readonly<Record<string, unknown>>;

/** A field with what must be looked at again for every request: conditions, paging and ids in its arguments. */
interface Site {
  field: FieldNode;
  definition: GraphQLField<unknown, unknown> | null;
  isConnection: boolean;
  hasIds: boolean;
  children: Site[];
}

export interface Cost {
  /** Objects that the page sizes allow. */
  nodes: number;
  fields: number;
  depth: number;
}

/**
 * What a document asks for, worked out once; `check` then judges it with the variables of a request. Built by walking
 * the fragments where they are spread, so that nothing hides in them; the walk itself stops at the first limit.
 */
export class RequestProfile {
  readonly #sites: Site[];
  readonly #operation: OperationDefinitionNode;
  readonly #models: Models;
  readonly #fields: number;
  readonly #depth: number;

  /** Throws LIMIT_* for limits that no variable can change. */
  constructor(
    schema: GraphQLSchema,
    models: Models,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ) {
    const walk = new Walk(schema, document);
    this.#operation = operation;
    this.#models = models;
    this.#sites = walk.root(operation);
    this.#fields = walk.fields;
    this.#depth = walk.depth;
  }

  /** Cost of the request. Throws LIMIT_NODES, LIMIT_INPUT_*, BAD_VALUE, PAGE_SIZE, BAD_PAGE, BAD_CURSOR, BAD_ID before anything is read. */
  check(given: Variables): Cost {
    const variables = { ...given };
    for (const { variable, defaultValue } of this.#operation.variableDefinitions ?? []) {
      if (defaultValue && variables[variable.name.value] === undefined) {
        variables[variable.name.value] = valueOf(defaultValue, {});
      }
    }
    const input = new InputCount();
    input.add(given, 0);
    const nodes = this.#nodes(this.#sites, variables, 1, input);
    if (nodes > LIMITS.NODES) throw limitExceeded('NODES', nodes);
    return { nodes, fields: this.#fields, depth: this.#depth };
  }

  #nodes(sites: readonly Site[], variables: Variables, times: number, input: InputCount): number {
    let total = 0;
    for (const site of sites) {
      if (isSkipped(site.field, variables)) continue;
      let below = times;
      if (site.isConnection || site.hasIds || site.field.arguments?.length) {
        const args = argumentsOf(site.field, variables);
        input.add(args, 0);
        if (site.hasIds) checkIds(this.#models, site.definition!, args);
        if (site.isConnection) {
          below *= this.#checkPage(site, args);
          total += below;
        }
      }
      total += this.#nodes(site.children, variables, below, input);
    }
    return total;
  }

  #checkPage(site: Site, args: PageArguments): number {
    const request = pageRequest(args);
    if (request.cursor !== null) {
      const type = getNamedType(site.definition!.type).name.replace(/Connection$/, '');
      const model = this.#models.ofType(type);
      if (model) new Ordering(model, orderOf(args)).fromCursor(request.cursor);
    }
    return request.size;
  }
}

/** Counts the objects in variables and arguments; stops at the first limit, so that no depth can harm it. */
class InputCount {
  #objects = 0;

  add(value: unknown, depth: number): void {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) this.add(item, depth + 1);
      return;
    }
    // The outermost object is the list of arguments or variables itself.
    if (depth > 0) this.#objects += 1;
    if (depth > LIMITS.INPUT_DEPTH) throw limitExceeded('INPUT_DEPTH', depth);
    if (this.#objects > LIMITS.INPUT_OBJECTS) throw limitExceeded('INPUT_OBJECTS', this.#objects);
    for (const item of Object.values(value)) this.add(item, depth + 1);
  }
}

/** Only what names a known ordering: anything else is the executor's to refuse. */
function orderOf({ orderBy }: PageArguments): readonly OrderInput[] | null {
  const list: unknown =
    orderBy === undefined || orderBy === null || Array.isArray(orderBy) ? orderBy : [orderBy];
  return (list as readonly OrderInput[] | null | undefined) ?? null;
}

class Walk {
  fields = 0;
  depth = 0;
  #aliases = 0;
  #directives = 0;
  #duplicates = 0;
  readonly #schema: GraphQLSchema;
  readonly #fragments: Map<string, FragmentDefinitionNode>;

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema;
    this.#fragments = new Map(
      document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
      ),
    );
  }

  root(operation: OperationDefinitionNode): Site[] {
    this.#count('DIRECTIVES', (this.#directives += operation.directives?.length ?? 0));
    const type = this.#schema.getRootType(operation.operation)?.name ?? '';
    const sites = this.#selection(operation.selectionSet, type, 1, false);
    this.#count('ROOT_FIELDS', sites.length);
    return sites;
  }

  #count(name: keyof typeof LIMITS, value: number): void {
    if (value > LIMITS[name]) throw limitExceeded(name, value);
  }

  #selection(set: SelectionSetNode, typeName: string, depth: number, isIntrospection: boolean): Site[] {
    const keys = new Set<string>();
    const sites: Site[] = [];
    const visit = (inner: SelectionSetNode, type: string): void => {
      for (const selection of inner.selections) {
        this.#count('DIRECTIVES', (this.#directives += selection.directives?.length ?? 0));
        if (selection.kind === Kind.FIELD) {
          const key = selection.alias?.value ?? selection.name.value;
          if (keys.has(key)) this.#count('DUPLICATES', (this.#duplicates += 1));
          keys.add(key);
          sites.push(this.#field(selection, type, depth, isIntrospection));
        } else {
          const fragment =
            selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
          this.#count('FIELDS', (this.fields += 1));
          if (fragment) visit(fragment.selectionSet, fragment.typeCondition?.name.value ?? type);
        }
      }
    };
    visit(set, typeName);
    return sites;
  }

  #field(field: FieldNode, typeName: string, depth: number, inIntrospection: boolean): Site {
    this.#count('FIELDS', (this.fields += 1));
    if (field.alias) this.#count('ALIASES', (this.#aliases += 1));
    const isIntrospection =
      inIntrospection || field.name.value === '__schema' || field.name.value === '__type';
    this.#count(isIntrospection ? 'INTROSPECTION_DEPTH' : 'DEPTH', depth);
    this.depth = Math.max(this.depth, depth);
    const definition = this.#definition(typeName, field.name.value);
    const type = definition ? getNamedType(definition.type).name : '';
    return {
      field,
      definition,
      isConnection:
        type.endsWith('Connection') && (definition?.args.some(({ name }) => name === 'first') ?? false),
      hasIds: definition?.args.some(({ type: input }) => containsIds(input)) ?? false,
      children: field.selectionSet
        ? this.#selection(field.selectionSet, type, depth + 1, isIntrospection)
        : [],
    };
  }

  #definition(typeName: string, name: string): GraphQLField<unknown, unknown> | null {
    if (name === '__schema') return SchemaMetaFieldDef;
    if (name === '__type') return TypeMetaFieldDef;
    const type = this.#schema.getType(typeName);
    if (!isObjectType(type) && !isInterfaceType(type)) return null;
    return type.getFields()[name] ?? null;
  }
}

/** Whether an input type holds global ids anywhere. */
function containsIds(type: GraphQLInputType, seen = new Set<GraphQLInputType>()): boolean {
  if (seen.has(type)) return false;
  seen.add(type);
  if (isNonNullType(type) || isListType(type)) return containsIds(type.ofType, seen);
  if (isInputObjectType(type))
    return Object.values(type.getFields()).some((field) => containsIds(field.type, seen));
  return type.name === 'ID';
}

function checkIds(models: Models, definition: GraphQLField<unknown, unknown>, args: Variables): void {
  for (const { name, type } of definition.args) checkValue(models, type, args[name]);
}

function checkValue(models: Models, type: GraphQLInputType, value: unknown): void {
  if (value === null || value === undefined) return;
  if (isNonNullType(type)) checkValue(models, type.ofType, value);
  else if (isListType(type)) {
    for (const item of Array.isArray(value) ? value : [value]) checkValue(models, type.ofType, item);
  } else if (isInputObjectType(type)) {
    if (typeof value !== 'object') return;
    const fields = type.getFields();
    // Validation cannot see that a variable is null here.
    if (type.isOneOf && Object.values(value).filter((item) => item !== null).length !== 1) {
      throw badRequest(
        'BAD_VALUE',
        `${type.name} 应恰有一项且不为空`,
        `${type.name} takes exactly one key, not null`,
      );
    }
    for (const [name, item] of Object.entries(value))
      if (fields[name]) checkValue(models, fields[name].type, item);
  } else if (type.name === 'ID' && typeof value === 'string') models.ofId(value);
}

function argumentsOf(field: FieldNode, variables: Variables): Record<string, unknown> {
  return Object.fromEntries(
    (field.arguments ?? []).map((node: ArgumentNode) => [node.name.value, valueOf(node.value, variables)]),
  );
}

function valueOf(node: ValueNode, variables: Variables): unknown {
  switch (node.kind) {
    case Kind.VARIABLE:
      return variables[node.name.value] ?? null;
    case Kind.NULL:
      return null;
    case Kind.LIST:
      return node.values.map((value) => valueOf(value, variables));
    case Kind.OBJECT:
      return Object.fromEntries(
        node.fields.map(({ name, value }) => [name.value, valueOf(value, variables)]),
      );
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    default:
      return node.value;
  }
}

function isSkipped(field: FieldNode, variables: Variables): boolean {
  return (field.directives ?? []).some(({ name, arguments: args }) => {
    const condition = args?.find((node) => node.name.value === 'if');
    const value = condition ? valueOf(condition.value, variables) : null;
    return (name.value === 'skip' && value === true) || (name.value === 'include' && value === false);
  });
}

/** The error for a kind of operation that is not served. */
export const notServed = (operation: string) =>
  badRequest('OPERATION_NOT_SUPPORTED', `此处不支持 ${operation} 操作`, `No ${operation} is served here`);

import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getNamedType,
  type GraphQLField,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  visit,
} from 'graphql';
import { limitExceeded, LIMITS } from './limits.ts';
import type { SizeOfList } from './list-sizes.ts';

/** A field with what must be looked at again for every request. */
export interface Site {
  field: FieldNode;
  /** Null for `__typename`, which asks for nothing. */
  definition: GraphQLField<unknown, unknown> | null;
  /** @skip and @include of the field and of the fragments it stands in. */
  conditions: readonly DirectiveNode[];
  /** The arguments where no variable is among them. */
  literal: Readonly<Record<string, unknown>> | null;
  isConnection: boolean;
  /** Whether it has groups, as many as its own `first` allows. */
  isStatistics: boolean;
  /** Objects that a list is taken to have; null for what is no list. */
  size: number | null;
  children: Site[];
}

/**
 * Walks an operation once, its fragments where they are spread, so that nothing hides in them. The walk itself stops
 * at the first limit, so that no document can make it long.
 */
export class DocumentWalk {
  fields = 0;
  depth = 0;
  aliases = 0;
  #directives = 0;
  #duplicates = 0;
  readonly #schema: GraphQLSchema;
  readonly #sizeOfList: SizeOfList;
  readonly #fragments: Map<string, FragmentDefinitionNode>;

  constructor(schema: GraphQLSchema, sizeOfList: SizeOfList, document: DocumentNode) {
    this.#schema = schema;
    this.#sizeOfList = sizeOfList;
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
    const walk = (inner: SelectionSetNode, type: string, outer: readonly DirectiveNode[]): void => {
      for (const selection of inner.selections) {
        this.#count('DIRECTIVES', (this.#directives += selection.directives?.length ?? 0));
        const conditions = [...outer, ...(selection.directives ?? []).filter(isCondition)];
        if (selection.kind === Kind.FIELD) {
          const key = selection.alias?.value ?? selection.name.value;
          if (keys.has(key)) this.#count('DUPLICATES', (this.#duplicates += 1));
          keys.add(key);
          sites.push({ ...this.#field(selection, type, depth, isIntrospection), conditions });
        } else {
          const fragment =
            selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
          this.#count('FIELDS', (this.fields += 1));
          if (fragment) walk(fragment.selectionSet, fragment.typeCondition?.name.value ?? type, conditions);
        }
      }
    };
    walk(set, typeName, []);
    return sites;
  }

  #field(
    field: FieldNode,
    typeName: string,
    depth: number,
    inIntrospection: boolean,
  ): Omit<Site, 'conditions'> {
    this.#count('FIELDS', (this.fields += 1));
    if (field.alias) this.#count('ALIASES', (this.aliases += 1));
    const isIntrospection =
      inIntrospection || field.name.value === '__schema' || field.name.value === '__type';
    this.#count(isIntrospection ? 'INTROSPECTION_DEPTH' : 'DEPTH', depth);
    this.depth = Math.max(this.depth, depth);
    const definition = this.#definition(typeName, field.name.value);
    const type = definition ? getNamedType(definition.type).name : '';
    return {
      field,
      definition,
      literal: definition && !hasVariables(field) ? getArgumentValues(definition, field) : null,
      isConnection:
        type.endsWith('Connection') && (definition?.args.some(({ name }) => name === 'first') ?? false),
      isStatistics:
        type.endsWith('Statistics') && (definition?.args.some(({ name }) => name === 'groupBy') ?? false),
      size: definition ? this.#sizeOfList(typeName, definition) : null,
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

const isCondition = ({ name }: DirectiveNode): boolean => name.value === 'skip' || name.value === 'include';

function hasVariables({ arguments: args }: FieldNode): boolean {
  let found = false;
  for (const node of args ?? []) visit(node, { Variable: () => void (found = true) });
  return found;
}

import {
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
} from 'graphql';
import type { Bilingual } from '../errors.ts';
import { Dictionary, entriesOf } from './dictionary.ts';
import { type Example, readExamples } from './examples.ts';
import { MODULES } from './modules.ts';
import { type Readers, readReaders } from './readers.ts';

/** A file of schema/. */
export interface SdlFile {
  name: string;
  text: string;
}

/** What a request for these is counted as; the counting is the service's own. */
export interface Costing {
  /** Nodes of the example with its variables; null where it cannot be said. */
  nodesOf: (example: Example) => number | null;
  /** Objects that the list of a field is taken to have; null for what is no plain list. */
  sizeOf: (parent: string, field: GraphQLField<unknown, unknown>) => number | null;
  /** Nodes that a statement of statistics counts as, and the most that a request may have. */
  statement: number;
  limit: number;
}

export interface Module {
  name: string;
  title: Bilingual;
  /** Coordinates of the root fields it has. */
  roots: string[];
  types: GraphQLNamedType[];
  /** Coordinates of the fields that it adds to the types of others. */
  additions: string[];
}

/** The contract as the pages tell it, made of the schema that the service runs. */
export class Reference {
  readonly schema: GraphQLSchema;
  readonly costing: Costing;
  readonly modules: readonly Module[];
  readonly dictionary: Dictionary;
  readonly examples: readonly Example[];
  readonly readers: ReadonlyMap<string, readonly Readers[]>;
  readonly #moduleOf = new Map<string, Module>();
  readonly #uses: ReadonlyMap<string, readonly string[]>;

  constructor(schema: GraphQLSchema, sdl: readonly SdlFile[], costing: Costing) {
    this.schema = schema;
    this.costing = costing;
    this.modules = modulesOf(schema, sdl);
    for (const module of this.modules) {
      for (const name of [
        ...module.roots,
        ...module.types.map(({ name: type }) => type),
        ...module.additions,
      ])
        this.#moduleOf.set(name, module);
    }
    this.dictionary = new Dictionary(entriesOf(schema));
    this.examples = readExamples(schema);
    this.readers = readReaders();
    this.#uses = usesOf(schema);
  }

  /** The module that a type, a root field, or a field added by another module comes from. */
  moduleOf(coordinate: string): Module | undefined {
    return this.#moduleOf.get(coordinate);
  }

  /** Operations that have this root field: what was written as its example, then the shortest. */
  examplesOf(coordinate: string): readonly Example[] {
    const isOwn = ({ path }: Example) => Number(path.startsWith('examples/'));
    return this.examples
      .filter(({ roots }) => roots.includes(coordinate))
      .toSorted((a, b) => isOwn(b) - isOwn(a));
  }

  /** Coordinates of the fields that give this type, and of the arguments and fields that take it. */
  usesOf(type: string): readonly string[] {
    return this.#uses.get(type) ?? [];
  }

  field(coordinate: string): GraphQLField<unknown, unknown> | undefined {
    const [type = '', name = ''] = coordinate.split('.');
    const of = this.schema.getType(type);
    return isObjectType(of) || isInterfaceType(of) ? of.getFields()[name] : undefined;
  }

  isRoot(type: string): boolean {
    return ROOTS.has(type);
  }

  /** Whether there is such a thing as this coordinate names, arguments left aside. */
  has(coordinate: string): boolean {
    const [type = '', member] = coordinate.split('.');
    const of = this.schema.getType(type);
    if (!of || type.startsWith('__')) return false;
    if (member === undefined) return true;
    if ('getFields' in of) return member in of.getFields();
    return 'getValue' in of && of.getValue(member) !== undefined;
  }
}

const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);

function modulesOf(schema: GraphQLSchema, sdl: readonly SdlFile[]): Module[] {
  const order = Object.keys(MODULES);
  return sdl
    .map(({ name, text }) => moduleOf(schema, name.replace('.graphql', ''), text))
    .toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
}

function moduleOf(schema: GraphQLSchema, name: string, text: string): Module {
  const module: Module = {
    name,
    title: MODULES[name] ?? { zh: name, en: name },
    roots: [],
    types: [],
    additions: [],
  };
  for (const node of parse(text, { noLocation: true }).definitions) {
    if (!('name' in node) || !node.name || node.kind === Kind.DIRECTIVE_DEFINITION) continue;
    const type = node.name.value;
    const fields = 'fields' in node ? (node.fields ?? []).map((field) => `${type}.${field.name.value}`) : [];
    if (ROOTS.has(type)) module.roots.push(...fields);
    else if (node.kind.endsWith('Extension')) module.additions.push(...fields);
    const defined = schema.getType(type);
    if (defined && node.kind.endsWith('Definition')) module.types.push(defined);
  }
  return module;
}

function usesOf(schema: GraphQLSchema): ReadonlyMap<string, string[]> {
  const uses = new Map<string, string[]>();
  const note = (type: string, coordinate: string) => {
    const known = uses.get(type) ?? [];
    known.push(coordinate);
    uses.set(type, known);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields()))
        note(getNamedType(field.type).name, `${type.name}.${field.name}`);
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      note(getNamedType(field.type).name, `${type.name}.${field.name}`);
      for (const arg of field.args)
        note(getNamedType(arg.type).name, `${type.name}.${field.name}(${arg.name}:)`);
    }
  }
  return uses;
}

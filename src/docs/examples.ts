import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  parse,
  typeFromAST,
} from 'graphql';

/** An operation of `operations/`, as the pages show it. */
export interface Example {
  /** `tour/04-offer`: its place below operations/, which `/explorer?operation=` takes. */
  path: string;
  /** Chinese title from its comment. */
  title: string;
  /** Without its leading comment. */
  text: string;
  /** Who sends it, by the word in its comment; undefined where no token is needed. */
  who: string | undefined;
  /** What is asked before, for the variables that begin with `@`. */
  first: string | undefined;
  variables: Record<string, unknown> | undefined;
  /** JSON of what stands in the answer, where the file says it. */
  answer: string | undefined;
  /** Coordinates of its root fields. */
  roots: string[];
  operation: OperationDefinitionNode;
}

const folder = join(import.meta.dirname, '../../operations');

/** Every operation below operations/, shorter ones first; files of fragments alone are left out. */
export function readExamples(schema: GraphQLSchema): Example[] {
  return readdirSync(folder, { recursive: true })
    .map((file) => String(file).replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.graphql'))
    .flatMap((file) => readExample(schema, file) ?? [])
    .toSorted((a, b) => a.text.length - b.text.length || (a.path < b.path ? -1 : 1));
}

function readExample(schema: GraphQLSchema, file: string): Example | null {
  const whole = readFileSync(join(folder, file), 'utf8');
  const text = whole.replace(/^(?:#.*\n)+/, '');
  const operation = parse(text).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) return null;
  const header = (key: string) => new RegExp(`^# ${key}: (.*)$`, 'm').exec(whole)?.[1];
  const path = file.slice(0, -'.graphql'.length);
  const who = header('who');
  return {
    path,
    title: /^# (?:.*? · )?(.*)/.exec(whole)?.[1] ?? path,
    text,
    who: who === 'anybody' ? undefined : who,
    first: header('first'),
    variables: variablesOf(path, header('variables')),
    answer: header('answer'),
    roots: rootsOf(schema, operation),
    operation,
  };
}

/** Stated in the comment, or in a file of its own beside. */
function variablesOf(path: string, stated: string | undefined): Record<string, unknown> | undefined {
  if (stated) return JSON.parse(stated) as Record<string, unknown>;
  try {
    return JSON.parse(readFileSync(join(folder, `${path}.variables.json`), 'utf8')) as Record<
      string,
      unknown
    >;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}

function rootsOf(schema: GraphQLSchema, { operation, selectionSet }: OperationDefinitionNode): string[] {
  const type = schema.getRootType(operation)!.name;
  const names = selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []));
  return [...new Set(names)].map((name) => `${type}.${name}`);
}

/** The example's variables with values of the right types where it has `@`: enough to count what it costs. */
export function sampleVariables(schema: GraphQLSchema, { operation, variables = {} }: Example) {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => {
      const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
      const type = definition && (typeFromAST(schema, definition.type) as GraphQLInputType | undefined);
      return [name, type ? sampled(type, value) : value];
    }),
  );
}

function sampled(type: GraphQLInputType, value: unknown): unknown {
  if (isNonNullType(type)) return sampled(type.ofType, value);
  if (typeof value === 'string' && value.startsWith('@')) return sampleOf(type);
  if (isListType(type)) {
    return Array.isArray(value)
      ? value.map((item) => sampled(type.ofType, item))
      : sampled(type.ofType, value);
  }
  if (!isInputObjectType(type) || typeof value !== 'object' || value === null) return value;
  const fields = type.getFields();
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      fields[name] ? sampled(fields[name].type, item) : item,
    ]),
  );
}

/** Values of the scalars whose texts have a form. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  Int: 1,
  Float: 1,
  Fen: 1,
  Boolean: true,
  Date: '2026-01-01',
  DateTime: '2026-01-01T00:00:00Z',
  YearMonth: '2026-01',
  URL: 'https://example.cn/',
  UUID: '00000000-0000-7000-8000-000000000000',
};

function sampleOf(type: GraphQLInputType): unknown {
  if (isListType(type)) return [sampleOf(type.ofType)];
  if (isNonNullType(type)) return sampleOf(type.ofType);
  if (isEnumType(type)) return type.getValues()[0]!.name;
  return isInputObjectType(type) ? {} : (SAMPLES[type.name] ?? 'x');
}

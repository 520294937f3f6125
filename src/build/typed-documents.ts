import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  print,
  stripIgnoredCharacters,
  visit,
} from 'graphql';

/** A file of operations as codegen hands it on. */
interface SourceFile {
  rawSDL?: string;
  document?: DocumentNode;
}

/**
 * A plug-in of codegen: each operation as one short text with the fragments it needs, typed by what it answers and what it
 * takes. The types come from the plug-in `typescript-operations`. Names are those of operations, so they must differ.
 */
export function plugin(
  _schema: unknown,
  files: readonly SourceFile[],
): { prepend: string[]; content: string } {
  const fragments = new Map(
    files.flatMap(({ document }) => fragmentsOf(document)).map((each) => [each.name.value, each]),
  );
  const operations = files.flatMap(({ document, rawSDL = '' }) =>
    operationsOf(document).map((operation) => ({ operation, name: nameOf(operation), rawSDL })),
  );
  const names = new Set<string>();
  for (const { name } of operations) {
    if (names.has(name)) throw new Error(`Two operations are named ${name}`);
    names.add(name);
  }
  const documents = operations.map(({ operation, name, rawSDL }) => {
    const text = [operation, ...fragmentsFor(operation, fragments)].map(print).join('\n');
    const types = name + operation.operation[0]!.toUpperCase() + operation.operation.slice(1);
    const literal = quoted(stripIgnoredCharacters(text));
    return `${comment(rawSDL)}export const ${name}Document = ${literal} as TypedDocument<${types}, ${types}Variables>;`;
  });
  return {
    prepend: [`import type { TypedDocument } from './document.ts';`],
    content: documents.join('\n\n'),
  };
}

const operationsOf = (document: DocumentNode | undefined): OperationDefinitionNode[] =>
  document?.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION) ?? [];

const fragmentsOf = (document: DocumentNode | undefined): FragmentDefinitionNode[] =>
  document?.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION) ?? [];

function nameOf({ name }: OperationDefinitionNode): string {
  if (!name) throw new Error('An operation without a name: clients could not import it');
  return name.value;
}

/** All that an operation spreads, and what these spread in turn, each once. */
function fragmentsFor(
  node: OperationDefinitionNode | FragmentDefinitionNode,
  fragments: Map<string, FragmentDefinitionNode>,
  found = new Map<string, FragmentDefinitionNode>(),
): Iterable<FragmentDefinitionNode> {
  visit(node, {
    FragmentSpread({ name }) {
      const fragment = fragments.get(name.value);
      if (!fragment || found.has(name.value)) return;
      found.set(name.value, fragment);
      fragmentsFor(fragment, fragments, found);
    },
  });
  return found.values();
}

/** What is said of an operation at the head of its file, without the marks that are for programs (`# who: media`). */
function comment(text: string): string {
  const head = /^(?:\s*#.*\n)*/.exec(text)![0];
  const lines = head
    .split('\n')
    .map((line) => line.replace(/^\s*#\s?/, '').trim())
    .filter((line) => line !== '' && !/^[a-z]+:/.test(line));
  return lines.length === 0
    ? ''
    : `/**\n${lines.map((line) => ` * ${line.replaceAll('*/', '*\\/')}\n`).join('')} */\n`;
}

const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;

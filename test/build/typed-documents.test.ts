import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { plugin } from '../../src/build/typed-documents.ts';

const made = (...texts: string[]): string =>
  plugin(
    null,
    texts.map((rawSDL) => ({ rawSDL, document: parse(rawSDL) })),
  ).content;

test('an operation becomes one short text with its types', () => {
  expect(made('query A($b: Int!) {\n  a(b: $b) {\n    id\n  }\n}\n')).toBe(
    `export const ADocument = 'query A($b:Int!){a(b:$b){id}}' as TypedDocument<AQuery, AQueryVariables>;`,
  );
  expect(made('mutation A { a }')).toContain('as TypedDocument<AMutation, AMutationVariables>');
});

test('it has the fragments that it spreads, and those that these spread, each once, whatever file they stand in', () => {
  const content = made(
    'query A { a { ...B ...C } }',
    'fragment C on T { c ...B }',
    'fragment B on T { b } fragment D on T { d }',
  );
  expect(content).toContain(`'query A{a{...B ...C}}fragment B on T{b}fragment C on T{c ...B}'`);
});

test('what is said at the head of a file stands above its document, but for the marks of programs', () => {
  expect(made('# 做看板 · 甲\n# Said of */ it.\n#\n# who: media\nquery A { a }')).toMatch(
    /^\/\*\*\n \* 做看板 · 甲\n \* Said of \*\\\/ it\.\n \*\/\nexport const A/,
  );
});

test('quotes, slashes and lines of a text come back as they were', async () => {
  const text = String.raw`query A { a(b: "it's \"so\" \\ ", c: """one
  two""") }`;
  const content = made(text).replace(/ as TypedDocument.*/, '');
  const { ADocument } = (await import(`data:text/javascript,${encodeURIComponent(content)}`)) as {
    ADocument: string;
  };
  expect(parse(ADocument, { noLocation: true })).toEqual(parse(text, { noLocation: true }));
});

test('a name that is taken, and none at all, are refused', () => {
  expect(() => made('query A { a }', 'query A { b }')).toThrow('Two operations are named A');
  expect(() => made('{ a }')).toThrow('without a name');
});

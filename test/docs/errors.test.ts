import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildASTSchema, type GraphQLInterfaceType, parse } from 'graphql';
import { expect, test } from 'vitest';
import { explanationsIn } from '../../src/docs/error-table.ts';
import { LIMITS } from '../../src/server/limits.ts';
import { readSdl } from '../../src/server/schema.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const chinese = explanationsIn(read('docs/errors.zh.md'));
const english = explanationsIn(read('docs/errors.md'));

test('both languages explain the same codes, each in words of its own', () => {
  for (const table of ['requests', 'refusals'] as const) {
    expect([...english[table].keys()]).toEqual([...chinese[table].keys()]);
    for (const [code, { what, todo }] of chinese[table]) {
      expect([code, what, todo]).toEqual([
        code,
        expect.stringMatching(/\p{Script=Han}/u),
        expect.stringMatching(/\p{Script=Han}|`/u),
      ]);
    }
    const mixed = [...english[table]].filter(([, { what, todo }]) => /\p{Script=Han}/u.test(what + todo));
    expect(mixed).toEqual([]);
  }
});

test('every code that the READMEs list is explained, and every limit', () => {
  const [, table] = read('README.md').split('`extensions.code`  ');
  const rows = [...table!.matchAll(/^\| ((?:`[A-Z_]+` ?)+) *\| [\d ]+? +\|/gm)];
  const listed = rows.flatMap(([, codes]) => [...codes!.matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code!));
  const limits = Object.keys(LIMITS).map((name) => `LIMIT_${name}`);
  expect(listed.length).toBeGreaterThan(50);
  const expected = [...new Set([...listed, ...limits])].toSorted();
  expect([...chinese.requests.keys()].toSorted()).toEqual(expected);
});

test('every code that the source gives is explained', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts') && !file.includes('generated'));
  const source = files.map((file) => read(join('src', file))).join('\n');
  const used = [
    ...source.matchAll(
      /(?:badRequest\(|refusal\([^;]{0,100}?\d{3},|\bcode: |extensions\.code === )\s*'([A-Z][A-Z_]+)'/g,
    ),
  ].map(([, code]) => code!);
  const limits = [...source.matchAll(/limitExceeded\(\s*'([A-Z_]+)'/g)].map(([, name]) => `LIMIT_${name}`);
  expect(used.length).toBeGreaterThan(20);
  expect(limits.length).toBeGreaterThan(5);
  const known = new Set([...chinese.requests.keys(), ...chinese.refusals.keys()]);
  expect([...new Set([...used, ...limits])].filter((code) => !known.has(code))).toEqual([]);
});

test('every refusal of the contract is explained', () => {
  const schema = buildASTSchema(parse(readSdl()));
  const types = schema.getPossibleTypes(schema.getType('UserError') as GraphQLInterfaceType);
  const codes = types.map(({ name }) => name.replaceAll(/(?<=[a-z])[A-Z]/g, '_$&').toUpperCase());
  expect([...chinese.refusals.keys()].toSorted()).toEqual(codes.toSorted());
});

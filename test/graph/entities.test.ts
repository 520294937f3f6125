import { expect, test } from 'vitest';
import { Passage } from '../../src/document/document.entity.ts';
import { toGlobalId } from '../../src/graph/ids.ts';
import { Party } from '../../src/party/party.entity.ts';
import { Program } from '../../src/program/program.entity.ts';
import { Responsibility } from '../../src/responsibility/responsibility.entity.ts';
import { Term } from '../../src/vocabulary/vocabulary.entity.ts';
import { testServer } from '../setup/server.ts';

// The reader writes its own SQL; the ORM's plain loading of the same rows is the oracle.
const { query, database } = await testServer();
const em = database.orm.em.fork();

const byId = <T extends { id: string }>(rows: T[]): T[] => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

test('programs, their plan and their terms are those of the entities', async () => {
  const { programs } = await query(
    '{ programs(first: 100) { nodes { id code ordinal title slogan summary origin derivation plan { id code } } } }',
  );
  const rows = await em.find(Program, {}, { populate: ['plan'] });
  expect(byId(programs.nodes)).toEqual(
    byId(
      rows.map(({ code, ordinal, title, slogan, summary, origin, derivation, ...row }) => ({
        ...{ id: toGlobalId('Program', row.id), code, ordinal, title, slogan, summary, origin },
        derivation: derivation ?? null,
        plan: { id: toGlobalId('Plan', row.plan.id), code: row.plan.unwrap().code },
      })),
    ),
  );
  const { plan } = await query(
    '{ plan(by: {code: "2022-4"}) { vocabularies { code terms { id code label ordinal } } } }',
  );
  const terms = await em.find(Term, {}, { populate: ['vocabulary'] });
  expect(
    byId(
      plan.vocabularies.flatMap((list: any) => list.terms.map((term: any) => ({ ...term, list: list.code }))),
    ),
  ).toEqual(
    byId(
      terms.map(({ code, label, ordinal, ...row }) => ({
        ...{ id: toGlobalId('Term', row.id), code, label, ordinal, list: row.vocabulary.unwrap().code },
      })),
    ),
  );
});

test('parties and responsibilities are those of the entities', async () => {
  const { parties, responsibilities } = await query(`{
    parties(first: 100) { nodes { id code name kind: __typename ... on Unit { aliases parent { id } } } }
    responsibilities(first: 100) { nodes { id kind role clauseOrder origin party { id } program { id } requirement { id } via { id } } } }`);
  const units = await em.find(Party, { kind: 'UNIT' });
  expect(byId(parties.nodes.filter(({ kind }: any) => kind === 'Unit'))).toEqual(
    byId(
      units.map(({ code, name, aliases, ...row }) => ({
        ...{ id: toGlobalId('Party', row.id), code, name, kind: 'Unit', aliases },
        parent: row.parent ? { id: toGlobalId('Party', row.parent.id) } : null,
      })),
    ),
  );
  const rows = await em.find(Responsibility, {});
  const reference = (type: string, to: { id: string } | null | undefined) =>
    to ? { id: toGlobalId(type, to.id) } : null;
  expect(byId(responsibilities.nodes)).toEqual(
    byId(
      rows.map(({ kind, role, clauseOrder, origin, ...row }) => ({
        ...{
          id: toGlobalId('Responsibility', row.id),
          kind,
          role: role ?? null,
          clauseOrder: clauseOrder ?? null,
          origin,
        },
        party: reference('Party', row.party),
        program: reference('Program', row.program),
        requirement: reference('Requirement', row.requirement),
        via: null,
      })),
    ),
  );
});

test('passages are those of the entities, each at its offsets', async () => {
  const { document } = await query(
    '{ document(by: {number: "钢城文明办〔2022〕4号"}) { text passages(first: 100) { totalCount nodes { section quote start end } } } }',
  );
  const rows = await em.find(Passage, {}, { orderBy: { start: 'asc', end: 'asc' } });
  expect(document.passages.totalCount).toBe(rows.length);
  expect(document.passages.nodes).toEqual(
    rows.slice(0, 100).map(({ section, quote, start, end }) => ({ section, quote, start, end })),
  );
  for (const { quote, start, end } of document.passages.nodes)
    expect(document.text.slice(start, end)).toBe(quote);
});

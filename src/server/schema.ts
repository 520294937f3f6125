import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { buildSchema as buildAstSchema, type GraphQLSchema, printSchema } from 'graphql';
import { comparisonResolvers } from '../comparison/comparison.resolvers.ts';
import { documentReads } from '../document/document.reads.ts';
import { documentResolvers } from '../document/document.resolvers.ts';
import type { Page } from '../graph/page.ts';
import type { Context } from '../context.ts';
import type { Row } from '../graph/plan.ts';
import { incentiveReads } from '../incentive/incentive.reads.ts';
import { incentiveResolvers } from '../incentive/incentive.resolvers.ts';
import { partyReads } from '../party/party.reads.ts';
import { partyResolvers } from '../party/party.resolvers.ts';
import { planReads } from '../plan/plan.reads.ts';
import { planResolvers } from '../plan/plan.resolvers.ts';
import { programReads } from '../program/program.reads.ts';
import { programResolvers } from '../program/program.resolvers.ts';
import { responsibilityReads } from '../responsibility/responsibility.reads.ts';
import { responsibilityResolvers } from '../responsibility/responsibility.resolvers.ts';
import { vocabularyReads } from '../vocabulary/vocabulary.reads.ts';
import { vocabularyResolvers } from '../vocabulary/vocabulary.resolvers.ts';
import { scalars } from './scalars.ts';
import { serviceResolvers } from './service.resolvers.ts';

/** Every module's read definitions, in one list. */
export const reads = [
  documentReads,
  partyReads,
  planReads,
  programReads,
  vocabularyReads,
  responsibilityReads,
  incentiveReads,
];

/** Every module's resolvers, in one list. */
const modules = [
  serviceResolvers,
  documentResolvers,
  partyResolvers,
  planResolvers,
  programResolvers,
  vocabularyResolvers,
  responsibilityResolvers,
  incentiveResolvers,
  comparisonResolvers,
];

const folder = join(import.meta.dirname, '../../schema');

/** The contract as written: the files of `schema/`, base first. */
export function readSdl(): string {
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  files.sort((a, b) => Number(b === 'base.graphql') - Number(a === 'base.graphql') || (a < b ? -1 : 1));
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}

/** The contract in one piece, extensions merged, as code generators and compilers take it. */
export function printedSdl(): string {
  return `${printSchema(buildAstSchema(readSdl()))}\n`;
}

/** The executable schema: the contract, the modules' resolvers, and what every connection and sourced type has. */
export function buildSchema(): GraphQLSchema {
  const schema = makeExecutableSchema({
    typeDefs: readSdl(),
    resolvers: [scalars, ...modules],
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
  for (const type of Object.values(schema.getTypeMap())) {
    if ('getInterfaces' in type && 'isTypeOf' in type) {
      const fields = type.getFields();
      if (type.name.endsWith('Connection')) {
        fields['totalCount']!.resolve = async (page: Page) => (await page.total()).count;
        fields['totalCountKind']!.resolve = async (page: Page) => (await page.total()).kind;
      }
      if (type.getInterfaces().some(({ name }) => name === 'Sourced')) {
        fields['sources']!.resolve = (row: Row, _, ctx: Context, info) => ctx.read.sources(row, info);
      }
    } else if ('resolveType' in type) {
      type.resolveType = (row: Row) => row['__typename'] as string;
    }
  }
  return schema;
}

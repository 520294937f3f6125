import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeExecutableSchema } from '@graphql-tools/schema';
import {
  buildSchema as buildAstSchema,
  getNamedType,
  type GraphQLFieldMap,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  parse,
  printSchema,
} from 'graphql';
import { activityReads } from '../activity/activity.reads.ts';
import { activityResolvers } from '../activity/activity.resolvers.ts';
import { auditReads } from '../audit/audit.reads.ts';
import { auditResolvers } from '../audit/audit.resolvers.ts';
import { calendarResolvers } from '../calendar/calendar.resolvers.ts';
import { certificateReads } from '../certificate/certificate.reads.ts';
import { certificateResolvers } from '../certificate/certificate.resolvers.ts';
import { changeReads } from '../change/change.reads.ts';
import { changeResolvers } from '../change/change.resolvers.ts';
import { comparisonResolvers } from '../comparison/comparison.resolvers.ts';
import { documentReads } from '../document/document.reads.ts';
import { documentResolvers } from '../document/document.resolvers.ts';
import { fundingReads } from '../funding/funding.reads.ts';
import { fundingResolvers } from '../funding/funding.resolvers.ts';
import type { Page } from '../graph/page.ts';
import type { Context } from '../context.ts';
import type { Row } from '../graph/plan.ts';
import { gapResolvers } from '../gap/gap.resolvers.ts';
import { identityReads } from '../identity/identity.reads.ts';
import { identityResolvers } from '../identity/identity.resolvers.ts';
import { incentiveReads } from '../incentive/incentive.reads.ts';
import { incentiveResolvers } from '../incentive/incentive.resolvers.ts';
import { ledgerReads } from '../ledger/ledger.reads.ts';
import { ledgerResolvers } from '../ledger/ledger.resolvers.ts';
import { mediaReads } from '../media/media.reads.ts';
import { mediaResolvers } from '../media/media.resolvers.ts';
import { partyReads } from '../party/party.reads.ts';
import { partyResolvers } from '../party/party.resolvers.ts';
import { planReads } from '../plan/plan.reads.ts';
import { planResolvers } from '../plan/plan.resolvers.ts';
import { progressReads } from '../progress/progress.reads.ts';
import { progressResolvers } from '../progress/progress.resolvers.ts';
import { programReads } from '../program/program.reads.ts';
import { programResolvers } from '../program/program.resolvers.ts';
import { requestReads } from '../request/request.reads.ts';
import { requestResolvers } from '../request/request.resolvers.ts';
import { responsibilityReads } from '../responsibility/responsibility.reads.ts';
import { responsibilityResolvers } from '../responsibility/responsibility.resolvers.ts';
import { statisticsResolvers } from '../statistics/statistics.resolvers.ts';
import { supervisionReads } from '../supervision/supervision.reads.ts';
import { supervisionResolvers } from '../supervision/supervision.resolvers.ts';
import { timetableReads } from '../timetable/timetable.reads.ts';
import { searchResolvers } from '../search/search.resolvers.ts';
import { timetableResolvers } from '../timetable/timetable.resolvers.ts';
import { trainingReads } from '../training/training.reads.ts';
import { trainingResolvers } from '../training/training.resolvers.ts';
import { storyReads } from '../story/story.reads.ts';
import { storyResolvers } from '../story/story.resolvers.ts';
import { venueReads } from '../venue/venue.reads.ts';
import { venueResolvers } from '../venue/venue.resolvers.ts';
import { vocabularyReads } from '../vocabulary/vocabulary.reads.ts';
import { vocabularyResolvers } from '../vocabulary/vocabulary.resolvers.ts';
import { volunteerReads } from '../volunteer/volunteer.reads.ts';
import { volunteerResolvers } from '../volunteer/volunteer.resolvers.ts';
import { webhookReads } from '../webhook/webhook.reads.ts';
import { withdrawalResolvers } from '../withdrawal/withdrawal.resolvers.ts';
import { webhookResolvers } from '../webhook/webhook.resolvers.ts';
import type { Refusal } from '../writing/refusal.ts';
import type { Outcome } from '../writing/write.ts';
import { maskPersonalData } from './masking.ts';
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
  identityReads,
  auditReads,
  changeReads,
  venueReads,
  volunteerReads,
  activityReads,
  ledgerReads,
  certificateReads,
  progressReads,
  requestReads,
  supervisionReads,
  timetableReads,
  fundingReads,
  trainingReads,
  mediaReads,
  storyReads,
  webhookReads,
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
  identityResolvers,
  auditResolvers,
  changeResolvers,
  venueResolvers,
  volunteerResolvers,
  activityResolvers,
  ledgerResolvers,
  certificateResolvers,
  progressResolvers,
  requestResolvers,
  supervisionResolvers,
  timetableResolvers,
  gapResolvers,
  fundingResolvers,
  trainingResolvers,
  mediaResolvers,
  storyResolvers,
  webhookResolvers,
  withdrawalResolvers,
  searchResolvers,
  calendarResolvers,
  statisticsResolvers,
];

const folder = join(import.meta.dirname, '../../schema');

/** The contract as written: the files of `schema/`, base first. */
export function sdlFiles(): { name: string; text: string }[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  files.sort((a, b) => Number(b === 'base.graphql') - Number(a === 'base.graphql') || (a < b ? -1 : 1));
  return files.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/** All of them in one text. */
export function readSdl(): string {
  return sdlFiles()
    .map(({ text }) => text)
    .join('\n');
}

/** The contract in one piece, extensions merged, as code generators and compilers take it. */
export function printedSdl(): string {
  return `${printSchema(buildAstSchema(readSdl()))}\n`;
}

/**
 * The executable schema: the contract, the modules' resolvers, and what every connection, sourced type and payload has.
 * Throws when a mutation has no resolver, so that none can be forgotten in the table of rights.
 */
export function buildSchema(): GraphQLSchema {
  const schema = makeExecutableSchema({
    typeDefs: parse(readSdl(), { noLocation: true }),
    // The checks have judged it; every start would judge it again.
    assumeValidSDL: true,
    resolvers: [scalars, ...modules],
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type)) {
      if (type.name.endsWith('Connection')) resolveTotals(type.getFields());
      if (type.name.endsWith('Payload')) resolvePayload(type.getFields());
      if (type.getInterfaces().some(({ name }) => name === 'Sourced')) {
        // What is not stored finds its passages itself.
        type.getFields()['sources']!.resolve ??= (row: Row, _, ctx: Context, info) =>
          ctx.read.sources(row, info);
      }
    } else if (isAbstractType(type)) {
      type.resolveType = (row: Row) => row['__typename'] as string;
    }
  }
  for (const field of Object.values(schema.getMutationType()!.getFields())) {
    if (!field.resolve) throw new Error(`The mutation ${field.name} has no resolver`);
  }
  maskPersonalData(schema);
  return schema;
}

type Fields = GraphQLFieldMap<unknown, unknown>;

function resolveTotals(fields: Fields): void {
  fields['totalCount']!.resolve = async (page) => (await (page as Page).total()).count;
  fields['totalCountKind']!.resolve = async (page) => (await (page as Page).total()).kind;
}

/** A payload's object is read like any other, after the write; its refusals speak the request's language. */
function resolvePayload(fields: Fields): void {
  for (const field of Object.values(fields)) {
    if (field.resolve) continue;
    if (field.name === 'query') field.resolve = () => ({});
    else if (field.name === 'errors') {
      field.resolve = (outcome, _, ctx) =>
        (outcome as Outcome).errors.map((refusal) => shown(refusal, ctx as Context));
    } else {
      const model = getNamedType(field.type).name;
      field.resolve = (outcome, _, ctx, info) => {
        const { key } = outcome as Outcome;
        return key === null ? null : (ctx as Context).read.one(model, 'id', key, info);
      };
    }
  }
}

const shown = ({ type, code, messages, path, details }: Refusal, { language }: Context) => ({
  __typename: type,
  code,
  message: messages[language],
  path,
  ...details,
});

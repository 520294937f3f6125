import { buildASTSchema, isInterfaceType, isObjectType, parse } from 'graphql';
import { expect, test } from 'vitest';
import { readSdl } from '../../src/server/schema.ts';

const schema = buildASTSchema(parse(readSdl()));

/** Names that clients count on, by type: they never change. */
const FIXED: Record<string, string> = {
  Query: `service node nodes plan plans program programs party parties responsibilities
    incentives courtesies awards fundingSources document story stories storyLeads`,
  Plan: `documentNumber title theme issuedOn issuer document goals requirements programs responsibilityMatrix
    incentives vocabularies coverage comparison`,
  Program: 'code ordinal title slogan summary campaigns targets indicators terms responsibilities sources',
  Responsibility: 'party program role kind clauseOrder via origin sources',
  ResponsibilityMatrix: 'programs rows',
  Target: 'title metric basis value unit sources',
  Document: 'number title text passages citations',
  Story: `code title status body bodyHtml bodyText summary credits owner activity program parties people pictures
    platforms publishedAt retractedAt wechatDraft`,
  StoryLead: 'activity score reasons',
  Activity: 'stories',
  Mutation: `storyCreate storyUpdate storySubmit storyReturn storyClear storyPublish storyRetract roleModelPropose
    roleModelSelect roleModelRevoke mediaAssetUpdate mediaAssetDelete`,
  Passage: 'section quote start end document',
  Unit: 'responsibilities memberships',
  Collective: 'responsibilities members',
};

test.each(Object.entries(FIXED))('%s has its fixed fields', (name, fields) => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type`);
  expect(Object.keys(type.getFields())).toEqual(expect.arrayContaining(fields.trim().split(/\s+/)));
});

test('every type with an origin is sourced, and every node has an id', () => {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type));
  const withField = (field: string) => types.filter((type) => type.getFields()[field]);
  const interfacesOf = (type: (typeof types)[number]) => type.getInterfaces().map(({ name }) => name);
  expect(withField('sources').filter((type) => !interfacesOf(type).includes('Sourced'))).toEqual([]);
  expect(withField('id').filter((type) => !interfacesOf(type).includes('Node'))).toEqual([]);
  expect(isInterfaceType(schema.getType('Sourced'))).toBe(true);
});

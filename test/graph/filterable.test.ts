import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { GraphQLField, GraphQLOutputType } from 'graphql';
import { expect, test } from 'vitest';
import { constantOf } from '../../src/graph/derived.ts';
import type { Model } from '../../src/graph/model.ts';
import { Models } from '../../src/graph/models.ts';
import { reads } from '../../src/server/schema.ts';
import { testDatabase } from '../setup/database.ts';
import { testServer } from '../setup/server.ts';

const { orm } = await testDatabase('empty');
const models = new Models(orm, reads);
const { schema } = await testServer('empty');

/** Fields by which rows cannot be found, and why. */
const NOT_FOUND_BY: Readonly<Record<string, string>> = {
  'Volunteer.phone': 'personal; a volunteer is found by name or number',
  'Volunteer.birthDate': 'personal',
  'Volunteer.guardianName': 'personal',
  'Volunteer.guardianPhone': 'personal',
  'Volunteer.skills': 'words about a person, erased in time',
  'Volunteer.hours': 'minutes, by another unit',
  'ServiceRequest.address': 'personal',
  'ServiceRequest.need': 'words about a person, erased in time',
  'ServiceRequest.comment': 'words about a person, erased in time',
  'FileEntry.title': 'words about a person, erased in time',
  'FileEntry.source': 'words about a person, erased in time',
  'Consent.evidence': 'words about a person, erased in time',
  'Grant.recipientName': 'a person’s name, shown by consent; found by volunteer or team',
  'RoleModel.name': 'a person’s name, shown by consent; found by volunteer or team',
  'TrainingSession.link': 'an address for those enrolled',
  'Activity.hours': 'minutes, by another unit',
  'Activity.checkInCode': 'a secret of those who run the activity',
  'ActivitySeries.exceptDates': 'days of the calendar that an edit left out, of no use alone',
  'AuditEntry.changes': 'what changed, told entry by entry',
  'MinorRead.volunteerId': 'a key in words that the log keeps beyond the volunteer',
  'Story.bodyHtml': 'the body, rendered',
  'Story.bodyText': 'the body, rendered',
  'Story.summary': 'written, or else taken from the body',
  'MediaAsset.url': 'made of the fingerprint',
  'Certificate.hours': 'computed from minutes',
  'WebhookDelivery.messageId': 'made of the delivery’s id',
};

/** What is told to some of those alone who see the row: found or ordered by it, it would be told to all. */
const TOLD_TO_SOME: Readonly<Record<string, readonly string[]>> = {
  Grant: ['minutes', 'activityCount', 'meanScore', 'score', 'hours', 'evidence'],
};

/** Relations by which rows cannot be found, and why. */
const NOT_RELATED_BY: Readonly<Record<string, string>> = {
  'Term.state': 'one of its states',
  'Enrolment.certificate': 'one at most; found by whether the enrolment was passed',
};

/** Lists that have an order of their own and no other, and why. */
const ONE_ORDER: Readonly<Record<string, string>> = {
  changes: 'a feed: its cursor is a place in time that a client resumes from',
  'Document.passages': 'a text has the order of its words',
  gaps: 'computed from several tables; ordered by what is missing',
  storyLeads: 'ordered by their score, which is what they are for',
  search: 'ordered by rank',
};

/** Fields that rows cannot be ordered by though they are found by them. */
const NOT_ORDERED_BY = new Set([
  // Keys, fingerprints and addresses: their order says nothing.
  ...['id', 'subjectId', 'requestId', 'sha256', 'url'],
  // ORDINAL is the place among all incentives of the plan, not among those of a kind.
  'Incentive.ordinal',
  // A handful of districts; their codes order them.
  'Plan.districtName',
  // STATION is the same, by pinyin.
  'TimetableEdition.stationName',
]);

/** Texts of a sentence or more, whose order says nothing. */
const LONG =
  /^(summary|text|need|comment|body|deeds|statement|reason|note|riskStatement|purpose|description|derivation|resolution|caption|alt|theme)$|^(?!notCounted|inactive).*Reason$/;

const isMany = (type: GraphQLOutputType): boolean =>
  isListType(isNonNullType(type) ? type.ofType : type) || getNamedType(type).name.endsWith('Connection');

/** The output fields of the model's types. */
function fieldsOf(model: Model): GraphQLField<unknown, unknown>[] {
  const byName = new Map<string, GraphQLField<unknown, unknown>>();
  for (const name of [...model.typeNames, model.name]) {
    const type = schema.getType(name);
    if (type && 'getFields' in type && !isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) byName.set(field.name, field as never);
    }
  }
  return [...byName.values()];
}

const isLeaf = (type: GraphQLOutputType): boolean => {
  const named = getNamedType(type);
  return !isObjectType(named) && !('getFields' in named) && !('getTypes' in named);
};

const inputs = Object.values(schema.getTypeMap()).filter(
  (type) => isInputObjectType(type) && /(?<!List)Where$/.test(type.name),
);

const wheres = inputs.map((input) => {
  const model = models.ofType(input.name.replace(/Where$/, ''));
  if (!model || !isInputObjectType(input)) throw new Error(`${input.name} is of no model`);
  return { name: input.name, model, fields: input.getFields() };
});

test.each(wheres)('$name has every field of its type, or a reason', ({ model, fields }) => {
  const absent = fieldsOf(model)
    .filter(({ name, type, args }) => {
      if (fields[name] || NOT_FOUND_BY[`${model.name}.${name}`] || args.length > 0) return false;
      return isLeaf(type) || getNamedType(type).name === 'Money';
    })
    .map(({ name }) => `${model.name}.${name}`);
  expect(absent).toEqual([]);
});

test.each(wheres)('$name has every relation of its type, or a reason', ({ model, fields }) => {
  const absent = fieldsOf(model).filter(({ name, type }) => {
    if (NOT_RELATED_BY[`${model.name}.${name}`]) return false;
    const toOne = model.toOne.get(name);
    const target = toOne?.target ?? models.findRelation(`${model.name}.${name}`)?.target;
    if (!target) return false;
    const expected = toOne ? `${target}Where` : `${target}ListWhere`;
    return String(fields[name]?.type) !== expected || isMany(type) === Boolean(toOne);
  });
  expect(absent.map(({ name }) => `${model.name}.${name}`)).toEqual([]);
});

test.each(wheres)('the translator knows what every input of $name means', ({ name, model, fields }) => {
  for (const [field, { type }] of Object.entries(fields)) {
    if (['and', 'or', 'not'].includes(field)) continue;
    const at = `${name}.${field}`;
    const isRelated = model.toOne.has(field) || models.findRelation(`${model.name}.${field}`) !== undefined;
    const isValue = model.columns.has(field) || field in model.computed || field in model.derived;
    expect([at, isRelated || isValue]).toEqual([at, true]);
    const kind = { DateComparator: 'date', DateTimeComparator: 'instant', YearMonthComparator: 'month' }[
      String(type)
    ];
    expect([at, isRelated ? undefined : model.kinds.get(field)]).toEqual([at, kind]);
  }
});

const orders = Object.values(schema.getTypeMap())
  .filter((type) => isEnumType(type) && type.name.endsWith('OrderField'))
  .map((type) => {
    const model = models.ofType(type.name.replace(/OrderField$/, ''));
    if (!model || !isEnumType(type)) throw new Error(`${type.name} is of no model`);
    return { name: type.name, model, values: type.getValues().map(({ name }) => name) };
  });

test.each(orders)('$name has every field that its list is found by, or a reason', ({ model, values }) => {
  const where = wheres.find((one) => one.model === model)!;
  const ordered = new Set(values.flatMap((value) => model.orders[value] ?? []));
  const absent = Object.entries(where.fields).filter(([field, { type }]) => {
    if (!/(?<!List)Comparator$/.test(String(type)) || LONG.test(field) || NOT_ORDERED_BY.has(field))
      return false;
    if (NOT_ORDERED_BY.has(`${model.name}.${field}`)) return false;
    if (model.guarded.has(field)) return false;
    return !ordered.has(field) && !ordered.has(`${field}Key`);
  });
  expect(absent.map(([field]) => constantOf(field))).toEqual([]);
  for (const value of values) expect([value, model.orders[value]?.length]).toEqual([value, 1]);
});

test('names and titles are ordered by their pinyin', () => {
  const names = orders.flatMap(({ name, model, values }) =>
    values
      .filter((value) => /(^|_)(NAME|TITLE|LABEL)$/.test(value))
      .map((value) => [name, value, model.orders[value]!.every((property) => property.endsWith('Key'))]),
  );
  expect(names.filter(([, , isByPinyin]) => isByPinyin !== true)).toEqual([]);
  expect(names.length).toBeGreaterThan(10);
});

test('nothing is ordered by what not everybody may read', () => {
  for (const { model, values } of orders) {
    const properties = values.flatMap((value) => model.orders[value]!);
    expect(properties.filter((property) => model.guarded.has(property))).toEqual([]);
  }
});

test('nothing is found or ordered by what some alone are told', () => {
  for (const [name, fields] of Object.entries(TOLD_TO_SOME)) {
    const where = wheres.find((one) => one.model.name === name)!;
    const { values } = orders.find((one) => one.model.name === name)!;
    expect(fields.filter((field) => where.fields[field] || values.includes(constantOf(field)))).toEqual([]);
  }
});

test('every list takes conditions and orders, or has a reason', () => {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type));
  const without = types.flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
      .filter(({ args }) => !['where', 'orderBy'].every((name) => args.some((arg) => arg.name === name)))
      .map((field) => (type.name === 'Query' ? field.name : `${type.name}.${field.name}`)),
  );
  expect(without.filter((name) => !ONE_ORDER[name])).toEqual([]);
});

test('no reason is told for what is not there', () => {
  const isThere = (name: string) => {
    const [of, field] = name.split('.') as [string, string];
    return fieldsOf(models.model(of)).some((one) => one.name === field);
  };
  expect(
    [...Object.keys(NOT_FOUND_BY), ...Object.keys(NOT_RELATED_BY)].filter((name) => !isThere(name)),
  ).toEqual([]);
});

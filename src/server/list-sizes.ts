import {
  getNamedType,
  type GraphQLField,
  type GraphQLSchema,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

/** Objects in a list of which nothing better is known. */
const DEFAULT = 10;

/**
 * Objects that a plain list is taken to have, by `Type.field` or by the field's name alone: somewhat more than the
 * plan of 2022 has, so that a question about a whole plan passes and one that multiplies plans does not. Lists that
 * are longer than this all the same are stopped by LIMIT_ROWS while they are read.
 */
const SIZES: Readonly<Record<string, number>> = {
  'ResponsibilityMatrix.rows': 50,
  'ResponsibilityMatrix.programs': 10,
  'MatrixRow.cells': 10,
  'MatrixCell.responsibilities': 1,
  'PlanComparison.changes': 100,
  'PlanChange.fields': 3,
  'Coverage.uncovered': 100,
  'Plan.vocabularies': 25,
  'Unit.children': 40,
  'Service.limits': 20,
  'Viewer.permissions': 80,
  'AuditEntry.changes': 10,
  'TimetableEdition.entries': 50,
  'Inspection.findings': 5,
  'GapConnection.byKind': 8,
  'SearchConnection.counts': 9,
  'SearchHit.highlights': 2,
  'Highlight.ranges': 5,
  'PartyWithoutActivity.responsibilities': 1,
  'WeeklyDutyMissed.responsibilities': 1,
  'Query.weeklyDuties': 10,
  'WeeklyDuty.weeks': 53,
  'WeeklyDuty.responsibilities': 1,
  'Query.calendarDays': 366,
  'TargetWithoutMeasurement.responsibilities': 2,
  rectifications: 2,
  'RuleEligibility.conditions': 4,
  'ProgramFunding.bySource': 5,
  'Program.fourOnes': 4,
  'Term.states': 3,
  sources: 2,
  errors: 1,
  members: 20,
  schedules: 3,
  indicators: 3,
  serviceRecords: 2,
  'StoryLead.reasons': 7,
  'NameablePeople.people': 20,
  'Story.people': 3,
  'Story.volunteers': 3,
  'Story.pictures': 4,
  'Story.platforms': 5,
  'Story.parties': 2,
  'Story.steps': 6,
  'MediaAsset.people': 3,
  // Of statistics, whose own `first` is counted: one group each.
  groups: 1,
  definitions: 1,
};

/**
 * What a statement of statistics counts as, however few groups are asked for: it goes through all rows. One statement
 * is for all rows that the field hangs on, so it is not multiplied by them.
 */
export const STATEMENT_NODES = 500;

export type SizeOfList = (parent: string, field: GraphQLField<unknown, unknown>) => number | null;

/**
 * How many objects a field's list is taken to have; null for what is no list, and inside a connection, whose page size
 * counts instead. What introspection lists is known: the schema's own averages.
 */
export function createSizeOfList(schema: GraphQLSchema): SizeOfList {
  const introspection = introspectionSizes(schema);
  return (parent, { name, type, args }) => {
    if (!isList(type) || !isCompositeType(getNamedType(type)) || parent.endsWith('Connection')) return null;
    if (parent.startsWith('__')) return introspection[`${parent}.${name}`] ?? DEFAULT;
    // `nodes(ids:)` and the like: as many as are asked for.
    if (args.some((arg) => arg.name === 'ids')) return 1;
    return SIZES[`${parent}.${name}`] ?? SIZES[name] ?? DEFAULT;
  };
}

function isList(type: unknown): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

function introspectionSizes(schema: GraphQLSchema): Readonly<Record<string, number>> {
  const types = Object.values(schema.getTypeMap());
  const objects = types.filter((type) => isObjectType(type) || isInterfaceType(type));
  const fields = objects.flatMap((type) => Object.values(type.getFields()));
  const mean = (counts: readonly number[], among: number): number =>
    Math.ceil(counts.reduce((a, b) => a + b, 0) / Math.max(1, among));
  const args = mean(
    fields.map((field) => field.args.length),
    fields.length,
  );
  return {
    '__Schema.types': types.length,
    '__Schema.directives': schema.getDirectives().length,
    '__Directive.args': 2,
    '__Field.args': args,
    '__Type.fields': mean([fields.length], types.length),
    '__Type.interfaces': 1,
    '__Type.possibleTypes': mean(
      types.map((type) =>
        isUnionType(type) || isInterfaceType(type) ? schema.getPossibleTypes(type).length : 0,
      ),
      types.length,
    ),
    '__Type.enumValues': mean(
      types.map((type) => (isEnumType(type) ? type.getValues().length : 0)),
      types.length,
    ),
    '__Type.inputFields': mean(
      types.map((type) => (isInputObjectType(type) ? Object.keys(type.getFields()).length : 0)),
      types.length,
    ),
  };
}

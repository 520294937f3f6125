import { defineEntity, p } from '@mikro-orm/core';
import { dropsItsSources, id, sortKey, sourced } from '../database/columns.ts';
import { Party } from '../party/party.entity.ts';
import { Plan, Requirement } from '../plan/plan.entity.ts';

export const CAMPAIGN_KINDS = ['CAMPAIGN', 'BRAND', 'TRAINING_PLAN'] as const;
export const TARGET_METRICS = ['PEOPLE_TRAINED', 'PARTICIPANTS', 'SESSIONS', 'OTHER'] as const;
export const TARGET_BASES = ['STATED', 'DERIVED_FROM_NAME', 'QUALITATIVE'] as const;
export const SCHEDULE_KINDS = ['RECURRENCE', 'DAILY_WINDOW', 'OCCASION', 'TIMETABLE'] as const;

const ProgramSchema = defineEntity({
  name: 'Program',
  triggers: [dropsItsSources()],
  uniques: [{ properties: ['plan', 'ordinal'] }],
  properties: {
    id: id(),
    plan: () => p.manyToOne(Plan).ref().deleteRule('cascade'),
    code: p.text().unique(),
    ordinal: p.integer(),
    title: p.text(),
    titleKey: sortKey(),
    slogan: p.text().nullable(),
    summary: p.text(),
    ...sourced(),
  },
});
/** One of the plan's volunteer-service programs. */
export class Program extends ProgramSchema.class {}
ProgramSchema.setClass(Program);

/** What every part of a program has: a place in it and a code that identifies it across imports. */
const partOfProgram = () => ({
  id: id(),
  program: () => p.manyToOne(Program).ref().deleteRule('cascade'),
  code: p.text(),
  ordinal: p.integer(),
});

const CampaignSchema = defineEntity({
  name: 'Campaign',
  triggers: [dropsItsSources()],
  uniques: [{ properties: ['program', 'code'] }],
  properties: { ...partOfProgram(), kind: p.enum(CAMPAIGN_KINDS), title: p.text(), ...sourced() },
});
/** A campaign or brand that the plan names. */
export class Campaign extends CampaignSchema.class {}
CampaignSchema.setClass(Campaign);

const TargetSchema = defineEntity({
  name: 'Target',
  triggers: [dropsItsSources()],
  uniques: [{ properties: ['program', 'code'] }],
  checks: [{ name: 'target_value_has_basis', expression: `("value" is null) = ("basis" = 'QUALITATIVE')` }],
  properties: {
    ...partOfProgram(),
    title: p.text(),
    metric: p.enum(TARGET_METRICS),
    basis: p.enum(TARGET_BASES),
    value: p.integer().nullable(),
    unit: p.text().nullable(),
    campaign: () => p.manyToOne(Campaign).ref().nullable().index(),
    ...sourced(),
  },
});
/** A number or state the plan wants reached, with the basis of the number. */
export class Target extends TargetSchema.class {}
TargetSchema.setClass(Target);

const IndicatorSchema = defineEntity({
  name: 'Indicator',
  triggers: [dropsItsSources()],
  uniques: [{ properties: ['program', 'code'] }],
  properties: { ...partOfProgram(), title: p.text(), unit: p.text().nullable(), ...sourced() },
});
/** A rate the plan names without giving a value. */
export class Indicator extends IndicatorSchema.class {}
IndicatorSchema.setClass(Indicator);

const ScheduleSchema = defineEntity({
  name: 'Schedule',
  triggers: [dropsItsSources()],
  uniques: [{ properties: ['program', 'code'] }],
  properties: {
    ...partOfProgram(),
    kind: p.enum(SCHEDULE_KINDS),
    label: p.text(),
    rrule: p.text().nullable(),
    ...sourced(),
  },
});
/** When something is to happen, as far as the words say. */
export class Schedule extends ScheduleSchema.class {}
ScheduleSchema.setClass(Schedule);

const TaskSchema = defineEntity({
  name: 'Task',
  triggers: [dropsItsSources()],
  uniques: [{ properties: ['program', 'code'] }, { properties: ['requirement', 'code'] }],
  checks: [{ name: 'task_has_one_home', expression: '("program_id" is null) <> ("requirement_id" is null)' }],
  properties: {
    ...partOfProgram(),
    program: () => p.manyToOne(Program).ref().nullable().deleteRule('cascade'),
    requirement: () => p.manyToOne(Requirement).ref().nullable().deleteRule('cascade'),
    text: p.text(),
    parties: () => p.manyToMany(Party).pivotTable('task_party').fixedOrder(),
    ...sourced(),
  },
});
/** A sentence or clause of the plan that asks for something to be done. */
export class Task extends TaskSchema.class {}
TaskSchema.setClass(Task);

import { defineEntity, p } from '@mikro-orm/core';
import { id, instant, titleKey, written } from '../database/columns.ts';
import { Party } from '../party/party.entity.ts';
import { Program } from '../program/program.entity.ts';
import { Term } from '../vocabulary/vocabulary.entity.ts';

export const TRAINING_TIERS = ['DISTRICT', 'STREET', 'VILLAGE'] as const;
export const TERM_PROGRESS = ['NOT_STARTED', 'UNDER_WAY', 'DONE'] as const;

const CourseSchema = defineEntity({
  name: 'Course',
  checks: [
    {
      name: 'course_passing_score',
      expression: '"passing_score" is null or ("passing_score" >= 0 and "passing_score" <= 100)',
    },
  ],
  properties: {
    id: id(),
    code: p.text().unique(),
    title: p.text(),
    titleKey: titleKey(),
    summary: p.text().nullable(),
    program: () => p.manyToOne(Program).ref().index(),
    term: () => p.manyToOne(Term).ref().nullable().index().deleteRule('restrict'),
    organizer: () => p.manyToOne(Party).ref().index(),
    tiers: p.array(),
    category: p.text().nullable(),
    passingScore: p.integer().nullable(),
    origin: p.enum(['OPERATOR'] as const),
    closedAt: instant().nullable(),
    districtCode: p.text(),
    ...written(),
  },
});
/** A course. */
export class Course extends CourseSchema.class {}
CourseSchema.setClass(Course);

const TermStateSchema = defineEntity({
  name: 'TermState',
  indexes: [{ properties: ['term', 'recordedAt', 'id'] }],
  properties: {
    id: id(),
    term: () => p.manyToOne(Term).ref(),
    state: p.enum(TERM_PROGRESS),
    on: p.date(),
    note: p.text().nullable(),
    recordedAt: instant(),
    districtCode: p.text(),
    ...written(),
  },
});
/** How far one of the four ones is, from a day on. The latest entry holds; earlier ones stay. */
export class TermState extends TermStateSchema.class {}
TermStateSchema.setClass(TermState);

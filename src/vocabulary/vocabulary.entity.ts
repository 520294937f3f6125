import { defineEntity, p } from '@mikro-orm/core';
import { dropsItsSources, id, sortKey, sourced } from '../database/columns.ts';
import { Plan, Requirement } from '../plan/plan.entity.ts';
import { Program } from '../program/program.entity.ts';

const VocabularySchema = defineEntity({
  name: 'Vocabulary',
  triggers: [dropsItsSources()],
  uniques: [{ properties: ['plan', 'code'] }],
  properties: {
    id: id(),
    plan: () => p.manyToOne(Plan).ref().deleteRule('cascade'),
    program: () => p.manyToOne(Program).ref().nullable().index(),
    requirement: () => p.manyToOne(Requirement).ref().nullable().index(),
    code: p.text(),
    ordinal: p.integer(),
    title: p.text(),
    ...sourced(),
  },
});
/** A closed list of the text. */
export class Vocabulary extends VocabularySchema.class {}
VocabularySchema.setClass(Vocabulary);

const TermSchema = defineEntity({
  name: 'Term',
  triggers: [dropsItsSources()],
  uniques: [{ properties: ['vocabulary', 'code'] }],
  properties: {
    id: id(),
    vocabulary: () => p.manyToOne(Vocabulary).ref().deleteRule('cascade'),
    /** The vocabulary's program, repeated here so that a program's terms are one look-up. */
    program: () => p.manyToOne(Program).ref().nullable().index(),
    code: p.text(),
    ordinal: p.integer(),
    label: p.text(),
    labelKey: sortKey(),
    ...sourced(),
  },
});
/** One entry of a closed list. */
export class Term extends TermSchema.class {}
TermSchema.setClass(Term);

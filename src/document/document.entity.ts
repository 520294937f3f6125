import { defineEntity, p } from '@mikro-orm/core';
import { dropsItsSources, id, sourced } from '../database/columns.ts';
import { Party } from '../party/party.entity.ts';

const DocumentSchema = defineEntity({
  name: 'Document',
  triggers: [dropsItsSources()],
  properties: {
    id: id(),
    number: p.text().unique(),
    title: p.text(),
    issuer: () => p.manyToOne(Party).ref().nullable(),
    issuedOn: p.date(),
    printedOn: p.date().nullable(),
    addressees: p.array(),
    text: p.text(),
    ...sourced(),
  },
});
/** The source text with its number, title and issue. */
export class Document extends DocumentSchema.class {}
DocumentSchema.setClass(Document);

const PassageSchema = defineEntity({
  name: 'Passage',
  uniques: [{ properties: ['document', 'start', 'end'] }],
  properties: {
    id: id(),
    document: () => p.manyToOne(Document).ref().deleteRule('cascade'),
    section: p.text(),
    quote: p.text(),
    /** JavaScript string offsets into `document.text`: `text.slice(start, end) === quote`. */
    start: p.integer(),
    end: p.integer(),
  },
});
/** A stretch of a document that facts point to. */
export class Passage extends PassageSchema.class {}
PassageSchema.setClass(Passage);

const FactSourceSchema = defineEntity({
  name: 'FactSource',
  properties: {
    /** Id of the fact, whatever its table: one link table serves them all, so one statement loads any `sources`. */
    subject: p.uuid().primary(),
    ordinal: p.integer().primary(),
    passage: () => p.manyToOne(Passage).ref().deleteRule('cascade').index(),
  },
});
/** Says that a passage is a source of a fact. A trigger on every fact's table removes its links with it. */
export class FactSource extends FactSourceSchema.class {}
FactSourceSchema.setClass(FactSource);

const CitationSchema = defineEntity({
  name: 'Citation',
  triggers: [dropsItsSources()],
  uniques: [{ properties: ['document', 'code'] }],
  properties: {
    id: id(),
    document: () => p.manyToOne(Document).ref().deleteRule('cascade'),
    code: p.text(),
    ordinal: p.integer(),
    title: p.text(),
    /** Number of the document meant, kept whether or not that one is held here. */
    targetNumber: p.text().nullable().index(),
    target: () => p.manyToOne(Document).ref().nullable().index().deleteRule('set null'),
    note: p.text().nullable(),
    ...sourced(),
  },
});
/** Another document that a document mentions; resolved once that one is held here. */
export class Citation extends CitationSchema.class {}
CitationSchema.setClass(Citation);

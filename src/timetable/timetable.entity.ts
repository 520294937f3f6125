import { defineEntity, p } from '@mikro-orm/core';
import { Activity } from '../activity/activity.entity.ts';
import { id, instant } from '../database/columns.ts';
import { Party } from '../party/party.entity.ts';
import { Venue } from '../venue/venue.entity.ts';

export const TIMETABLE_ENTRY_STATUSES = ['SCHEDULED', 'CANCELLED'] as const;

/** What is published stays as it is; demonstration data can be removed. */
const NEVER_CHANGES = `raise exception 'An edition of a timetable never changes';`;
const UNLESS_REMOVED = `if tg_op = 'DELETE' and old."is_demo" then return old; end if;`;

const TimetableEditionSchema = defineEntity({
  name: 'TimetableEdition',
  uniques: [{ properties: ['station', 'month', 'number'] }],
  indexes: [
    { properties: ['month', 'id'] },
    { properties: ['districtCode', 'month', 'id'] },
    { properties: ['station', 'month', 'id'] },
    { properties: ['publishedAt', 'id'] },
  ],
  checks: [
    { name: 'timetable_edition_month', expression: `"month" ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'` },
    {
      name: 'timetable_edition_previous',
      expression: '"number" >= 1 and ("previous_id" is null) = ("number" = 1)',
    },
  ],
  triggers: [
    {
      timing: 'before',
      events: ['update', 'delete'],
      body: `${UNLESS_REMOVED} ${NEVER_CHANGES}`,
    },
  ],
  properties: {
    id: id(),
    station: () => p.manyToOne(Venue).ref().deleteRule('restrict'),
    stationName: p.text(),
    /** YYYY-MM, in Asia/Shanghai. */
    month: p.text(),
    number: p.integer(),
    previous: () => p.manyToOne(TimetableEdition).ref().nullable().index().deleteRule('restrict'),
    publishedAt: instant(),
    publisher: () => p.manyToOne(Party).ref().nullable().index().deleteRule('restrict'),
    entryCount: p.integer(),
    districtCode: p.text(),
    isDemo: p.boolean().default(false),
  },
});
/** One edition of the timetable of a station and month. */
export class TimetableEdition extends TimetableEditionSchema.class {}
TimetableEditionSchema.setClass(TimetableEdition);

const TimetableEntrySchema = defineEntity({
  name: 'TimetableEntry',
  uniques: [{ properties: ['edition', 'ordinal'] }, { properties: ['edition', 'activity'] }],
  checks: [{ name: 'timetable_entry_ordinal', expression: '"ordinal" >= 1' }],
  triggers: [
    {
      timing: 'before',
      events: ['insert', 'update', 'delete'],
      // As many as the edition says: what is complete takes no more.
      body: `if tg_op = 'INSERT' then
        if new."ordinal" <= (select e."entry_count" from "timetable_edition" e where e."id" = new."edition_id") then return new; end if;
      end if; ${UNLESS_REMOVED} ${NEVER_CHANGES}`,
    },
  ],
  properties: {
    id: id(),
    edition: () => p.manyToOne(TimetableEdition).ref().deleteRule('restrict'),
    ordinal: p.integer(),
    activity: () => p.manyToOne(Activity).ref().index().deleteRule('restrict'),
    code: p.text(),
    title: p.text(),
    startsAt: instant(),
    endsAt: instant(),
    place: p.text().nullable(),
    organizerName: p.text(),
    status: p.enum(TIMETABLE_ENTRY_STATUSES),
    isDemo: p.boolean().default(false),
  },
});
/** An activity as it stood in an edition when that was published. */
export class TimetableEntry extends TimetableEntrySchema.class {}
TimetableEntrySchema.setClass(TimetableEntry);

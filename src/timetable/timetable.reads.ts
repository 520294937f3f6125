import type { ReadsDefinition } from '../graph/definition.ts';
import { TimetableEdition, TimetableEntry } from './timetable.entity.ts';

export const timetableReads: ReadsDefinition = {
  models: {
    TimetableEdition: {
      entity: TimetableEdition,
      order: ['month'],
      kinds: { month: 'month' },
      orders: { MONTH: ['month'], PUBLISHED_AT: ['publishedAt'] },
      computed: {
        isLatest: (alias) =>
          `not exists (select 1 from timetable_edition l where l.previous_id = ${alias}.id)`,
      },
      needs: { changes: ['previous'] },
    },
    TimetableEntry: { entity: TimetableEntry, order: ['ordinal'] },
  },
  relations: {
    'TimetableEdition.entries': { target: 'TimetableEntry', by: 'edition' },
    'Venue.timetables': { target: 'TimetableEdition', by: 'station' },
  },
};

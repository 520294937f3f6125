import type { Context } from '../context.ts';
import { run } from '../database/run.ts';
import type { Resolvers, TimetableBy } from '../generated/resolvers.ts';
import { writings } from '../writing/write.ts';
import { changesOf, COMPARED } from './changes.ts';
import { timetablePublish } from './timetable.service.ts';

/** Key of the edition that is meant, or null. */
async function editionKey(ctx: Context, { station, month, edition = null }: TimetableBy) {
  const [found] = await run<{ id: string }>(
    ctx.em(),
    `select e.id from timetable_edition e join venue v on v.id = e.station_id
     where v.code = $1 and e.month = $2 and ($3::int is null or e.number = $3) order by e.number desc limit 1`,
    [station, month, edition],
  );
  return found?.id ?? null;
}

/** Where the selections of both editions' entries stand below `changes`. */
const PATHS = [
  ['added'],
  ['removed'],
  ['cancelled'],
  ...['moved', 'reworded'].flatMap((list) => [
    [list, 'before'],
    [list, 'after'],
  ]),
].map((path) => ({ path, needs: COMPARED }));

export const timetableResolvers: Resolvers = {
  Query: {
    timetables: (_, args, ctx, info) => ctx.read.page('TimetableEdition', args, info),
    timetable: async (_, { by }, ctx, info) => {
      const key = await editionKey(ctx, by);
      return key === null ? null : ctx.read.one('TimetableEdition', 'id', key, info);
    },
  },
  Mutation: writings({ timetablePublish }),
  Station: {
    timetables: (station, args, ctx, info) => ctx.read.pageOf('Venue.timetables', station, args, info),
  },
  TimetableEdition: {
    entries: (edition, _, ctx, info) => ctx.read.many('TimetableEdition.entries', edition, info),
    changes: async (edition, _, ctx, info) => {
      const previous = edition['$previous'] as string | null;
      if (previous === null) return null;
      const [before, after] = await Promise.all(
        [{ $id: previous }, edition].map((of) =>
          ctx.read.many('TimetableEdition.entries', of, info, {}, PATHS),
        ),
      );
      return changesOf(before!, after!, (entry, name) => entry[`$${name}`]);
    },
  },
};

import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import { run } from '../database/run.ts';
import type { MutationTimetablePublishArgs } from '../generated/resolvers.ts';
import { Venue } from '../venue/venue.entity.ts';
import { ownerOfVenue } from '../venue/venue.policy.ts';
import { invalidInput, Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { belongsTo } from './station-activities.ts';
import { TimetableEdition } from './timetable.entity.ts';

/** Activities that one timetable can have: more is nothing to be read, and one of the stations below is. */
export const MANY_ENTRIES = 2_000;

/** An entry as it is frozen; instants as text, so that two of them can be compared. */
interface Entry {
  activity: string;
  code: string;
  title: string;
  startsAt: string;
  endsAt: string;
  place: string | null;
  organizerName: string;
  status: 'SCHEDULED' | 'CANCELLED';
}

/** Publishes a timetable: what is on now, if that differs from the last edition. */
export async function timetablePublish(w: Writing, { input }: MutationTimetablePublishArgs): Promise<string> {
  const path = ['input', 'station'];
  const station = await w.refer(Venue, 'Venue', input.station, path);
  w.demand(ownerOfVenue(station));
  if (station.kind !== 'STATION') throw invalidInput(path, '应为中心、所或站', 'Must be a practice station');
  // Whoever publishes the same at the same time waits here, and then finds it unchanged.
  await w.em.lock(station, LockMode.PESSIMISTIC_WRITE);
  const { month } = input;
  const previous = await w.em.findOne(TimetableEdition, { station, month }, { orderBy: { number: 'desc' } });
  const entries = await entriesOf(w.em, station.id, month);
  if (entries.length > MANY_ENTRIES) {
    throw invalidInput(
      path,
      `当月活动超过 ${MANY_ENTRIES} 场，请由其下级站点公布`,
      `There are more than ${MANY_ENTRIES} activities: publish those of the stations below`,
    );
  }
  if (previous && isSame(entries, await frozen(w.em, previous.id))) throw unchanged(previous.number);
  const edition = w.em.create(
    TimetableEdition,
    {
      station,
      stationName: station.name,
      month,
      number: (previous?.number ?? 0) + 1,
      previous,
      publishedAt: w.now,
      publisher: station.operator ?? null,
      entryCount: entries.length,
      districtCode: station.districtCode,
    },
    { persist: true },
  );
  await w.em.flush();
  await freeze(w.em, edition, entries);
  w.announce('TIMETABLE_PUBLISHED', 'TimetableEdition', edition);
  return edition.id;
}

const unchanged = (edition: number) =>
  new Refusal(
    'TimetableUnchanged',
    `与第 ${edition} 版没有不同`,
    `It does not differ from edition ${edition}`,
    { edition },
  );

const isSame = (a: readonly Entry[], b: readonly Entry[]): boolean => JSON.stringify(a) === JSON.stringify(b);

const INSTANT = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The activities of a station and month as they are now, by start; one more than a timetable can have at most. */
const entriesOf = (em: EntityManager, station: string, month: string): Promise<Entry[]> =>
  run<Entry>(
    em,
    `select a.id as activity, a.code, a.title, ${INSTANT('a.starts_at')} as "startsAt", ${INSTANT('a.ends_at')} as "endsAt",
       coalesce(v.name || coalesce(' ' || a.place, ''), a.place) as place, o.name as "organizerName",
       case a.status when 'CANCELLED' then 'CANCELLED' else 'SCHEDULED' end as status
     from activity a join party o on o.id = a.organizer_id left join venue v on v.id = a.venue_id
     where a.status in ('PUBLISHED', 'CANCELLED', 'COMPLETED')
       and a.starts_at >= ($2 || '-01')::date::timestamp at time zone 'Asia/Shanghai'
       and a.starts_at < (($2 || '-01')::date + interval '1 month') at time zone 'Asia/Shanghai'
       and ${belongsTo('a', '$1::uuid')}
     order by a.starts_at, a.id limit ${MANY_ENTRIES + 1}`,
    [station, month],
  );

/** The entries of an edition. */
const frozen = (em: EntityManager, edition: string): Promise<Entry[]> =>
  run<Entry>(
    em,
    `select activity_id as activity, code, title, ${INSTANT('starts_at')} as "startsAt", ${INSTANT('ends_at')} as "endsAt",
       place, organizer_name as "organizerName", status
     from timetable_entry where edition_id = $1 order by ordinal`,
    [edition],
  );

async function freeze(
  em: EntityManager,
  edition: TimetableEdition,
  entries: readonly Entry[],
): Promise<void> {
  if (entries.length === 0) return;
  await run(
    em,
    `insert into timetable_entry (id, edition_id, ordinal, activity_id, code, title, starts_at, ends_at, place, organizer_name, status, is_demo)
     select e.id, $1, e.ordinal, e.activity, e.code, e.title, e."startsAt", e."endsAt", e.place, e."organizerName", e.status, $2
     from jsonb_to_recordset($3::jsonb) e(id uuid, ordinal int, activity uuid, code text, title text, "startsAt" timestamptz,
       "endsAt" timestamptz, place text, "organizerName" text, status text)`,
    [
      edition.id,
      edition.isDemo,
      JSON.stringify(entries.map((entry, i) => ({ ...entry, id: v7(), ordinal: i + 1 }))),
    ],
  );
}

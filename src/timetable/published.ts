import type { Pool } from 'pg';

/** An entry as it stands in print; instants in milliseconds. */
export interface PrintedEntry {
  activity: string;
  code: string;
  title: string;
  startsAt: number;
  endsAt: number;
  place: string | null;
  organizerName: string;
  isCancelled: boolean;
}

/** An edition with all that its printed forms show. */
export interface Printed {
  id: string;
  stationCode: string;
  stationName: string;
  /** YYYY-MM. */
  month: string;
  number: number;
  /** Number of the latest edition of the month. */
  latest: number;
  publishedAt: number;
  publisher: string | null;
  isDemo: boolean;
  entries: PrintedEntry[];
  /** Those of the edition before; null for the first. */
  before: PrintedEntry[] | null;
}

const MILLISECONDS = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

const ENTRIES = (edition: string) =>
  `(select coalesce(json_agg(json_build_object('activity', t.activity_id, 'code', t.code, 'title', t.title,
      'startsAt', ${MILLISECONDS('t.starts_at')}, 'endsAt', ${MILLISECONDS('t.ends_at')}, 'place', t.place,
      'organizerName', t.organizer_name, 'isCancelled', t.status = 'CANCELLED') order by t.ordinal), '[]')
    from timetable_entry t where t.edition_id = ${edition})`;

/** The edition of a station, by its code, and month: the latest unless one is asked for. Null when there is none. */
export async function printedEdition(
  pool: Pick<Pool, 'query'>,
  station: string,
  month: string,
  edition: number | null,
): Promise<Printed | null> {
  const { rows } = await pool.query<Printed>(
    `select e.id, v.code as "stationCode", e.station_name as "stationName", e.month, e.number,
       (select max(l.number) from timetable_edition l where l.station_id = e.station_id and l.month = e.month) as latest,
       ${MILLISECONDS('e.published_at')} as "publishedAt", p.name as publisher, e.is_demo as "isDemo",
       ${ENTRIES('e.id')} as entries,
       case when e.previous_id is not null then ${ENTRIES('e.previous_id')} end as before
     from timetable_edition e join venue v on v.id = e.station_id left join party p on p.id = e.publisher_id
     where v.code = $1 and e.month = $2 and ($3::int is null or e.number = $3) order by e.number desc limit 1`,
    [station, month, edition],
  );
  return rows[0] ?? null;
}

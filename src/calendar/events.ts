import type { Pool } from 'pg';
import { toGlobalId } from '../graph/ids.ts';
import { Bind } from '../graph/sql.ts';
import { dateOf } from '../shanghai.ts';
import type { CalendarEvent } from './ics.ts';
import { isOf, type Subject } from './subject.ts';

type Queryable = Pick<Pool, 'query'>;

const DAY = 86_400_000;
/** Days that a calendar goes back. */
const PAST_DAYS = 90;
/** Events of one calendar; what is furthest ahead is left out. */
const MOST = 5_000;
const PAGE = 500;

/** Whatever everybody may see. */
const IS_PUBLIC = `a.status in ('PUBLISHED', 'CANCELLED', 'COMPLETED')`;
const FROM = `from activity a join party o on o.id = a.organizer_id join program p on p.id = a.program_id
  left join venue v on v.id = a.venue_id`;

/** SQL of the activities of a calendar. Whole days, so that a calendar stays the same for a day when nothing changes. */
function scope(subject: Subject, now: Date, bind: Bind): string {
  const first = bind.add(dateOf(now.getTime() - PAST_DAYS * DAY));
  return `${IS_PUBLIC} and a.starts_at >= ${first}::date::timestamp at time zone 'Asia/Shanghai'
    and ${isOf('a', subject, bind, dateOf(now))}`;
}

/** A text that differs when anything in the calendar does. */
export async function stateOf(pool: Queryable, subject: Subject, now: Date): Promise<string> {
  const bind = new Bind();
  const { rows } = await pool.query<{ state: string | null }>(
    `select md5(string_agg(s.state, ',')) as state from (
       select concat_ws(' ', a.id, a.version, v.version, o.name, p.title, v.name) as state
       ${FROM} where ${scope(subject, now, bind)} order by a.starts_at, a.id limit ${MOST}) s`,
    bind.values,
  );
  return [subject.name, rows[0]!.state ?? ''].join(' ');
}

interface EventRow {
  id: string;
  /** As exact as the database has it, to read on from. */
  start: string;
  version: number;
  code: string;
  title: string;
  summary: string | null;
  startsAt: number;
  endsAt: number;
  place: string | null;
  organizer: string;
  program: string;
  cancelReason: string | null;
  isDemo: boolean;
  publishedAt: number;
  latitude: number | null;
  longitude: number | null;
}

const MILLISECONDS = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

/** The events, by start, some at a time: however many there are, few are held. */
export async function* eventsOf(
  pool: Queryable,
  subject: Subject,
  now: Date,
): AsyncGenerator<CalendarEvent[]> {
  let after: EventRow | undefined;
  for (let given = 0; given < MOST; given += PAGE) {
    const bind = new Bind();
    const terms = [scope(subject, now, bind)];
    if (after)
      terms.push(
        `(a.starts_at, a.id) > (${bind.add(after.start)}::timestamptz, ${bind.add(after.id)}::uuid)`,
      );
    const { rows } = await pool.query<EventRow>(
      `select a.id, a.starts_at::text as start, a.version, a.code, a.title, a.summary, ${MILLISECONDS('a.starts_at')} as "startsAt",
         ${MILLISECONDS('a.ends_at')} as "endsAt", nullif(concat_ws(' ', v.name, v.address, a.place), '') as place,
         o.name as organizer, p.title as program, a.cancel_reason as "cancelReason", a.is_demo as "isDemo",
         ${MILLISECONDS('coalesce(a.published_at, a.completed_at, a.starts_at)')} as "publishedAt", v.latitude, v.longitude
       ${FROM} where ${terms.join(' and ')} order by a.starts_at, a.id limit ${PAGE}`,
      bind.values,
    );
    if (rows.length === 0) return;
    const changed = await lastChanges(pool, rows);
    yield rows.map((row) => eventOf(row, changed));
    if (rows.length < PAGE) return;
    after = rows.at(-1)!;
  }
}

/** When each was last told of in the public feed, by global id. */
async function lastChanges(pool: Queryable, events: readonly EventRow[]): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ id: string; at: number }>(
    `select subject_id as id, ${MILLISECONDS('max(at)')} as at from change where subject_id = any($1) group by subject_id`,
    [events.map(({ id }) => toGlobalId('Activity', id))],
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}

function eventOf(row: EventRow, changed: ReadonlyMap<string, number>): CalendarEvent {
  const { latitude, longitude, publishedAt } = row;
  return {
    uid: `${row.id}@zhiyuan-graph`,
    sequence: row.version,
    title: row.title,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    place: row.place,
    description: [
      row.cancelReason === null ? null : `已取消：${row.cancelReason}`,
      row.summary,
      `主办：${row.organizer}`,
      `项目：${row.program}`,
      `代码：${row.code}`,
      row.isDemo ? '示例数据，并非真实活动' : null,
    ]
      .filter((line) => line !== null)
      .join('\n'),
    category: row.program,
    isCancelled: row.cancelReason !== null,
    createdAt: publishedAt,
    changedAt: changed.get(toGlobalId('Activity', row.id)) ?? publishedAt,
    position: latitude === null || longitude === null ? null : { latitude, longitude },
  };
}

import type { Pool } from 'pg';
import { Bind } from '../graph/sql.ts';
import { belongsTo } from '../timetable/station-activities.ts';

/** What a calendar is of. */
export interface Subject {
  kind: 'PARTY' | 'PROGRAM' | 'VENUE';
  key: string;
  name: string;
}

/** The party, program or venue with this code; null when there is none. Their codes never meet: each has a form of its own. */
export async function subjectOf(pool: Pick<Pool, 'query'>, code: string): Promise<Subject | null> {
  const { rows } = await pool.query<Subject>(
    `select 'PARTY' as kind, id as key, name from party where code = $1
     union all select 'PROGRAM', id, title from program where code = $1
     union all select 'VENUE', id, name from venue where code = $1 limit 1`,
    [code],
  );
  return rows[0] ?? null;
}

/**
 * SQL of which activities `a` are the subject's. A party's: those it organizes alone or with others; a collective's:
 * also those of who is a member today.
 */
export function isOf(a: string, { kind, key }: Subject, bind: Bind, today: string): string {
  const of = `${bind.add(key)}::uuid`;
  if (kind === 'PROGRAM') return `${a}.program_id = ${of}`;
  if (kind === 'VENUE') return belongsTo(a, of);
  const day = `${bind.add(today)}::date`;
  const parties = `any(array(select ${of} union all select m.member_id from membership m where m.collective_id = ${of}
    and (m.valid_from is null or m.valid_from <= ${day}) and (m.valid_to is null or m.valid_to > ${day})))`;
  return `(${a}.organizer_id = ${parties}
    or ${a}.id in (select c.activity_id from activity_co_organizer c where c.party_id = ${parties}))`;
}

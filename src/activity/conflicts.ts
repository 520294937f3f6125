import { run } from '../database/run.ts';
import type { Writing } from '../writing/writing.ts';

export interface Conflict {
  /** The sign-up in the way. */
  id: string;
  /** Code of its activity, its organizer and district. */
  code: string;
  organizer: string;
  district: string;
  /** Whether it is one for the same activity and shift. */
  isSame: boolean;
}

interface Wish {
  volunteer: string;
  activity: string;
  shift: string | null;
  startsAt: Date;
  endsAt: Date;
  /** The sign-up that is asked about, where there is one already. */
  signUp?: string;
}

/**
 * What keeps somebody from a place: a sign-up for the same thing, or a place elsewhere at that time. Waiting elsewhere
 * keeps nobody from anything, so it is asked again when somebody who waits gets a place.
 */
export async function conflictOf(w: Writing, wish: Wish): Promise<Conflict | null> {
  const [conflict] = await run<Conflict>(
    w.em,
    `select s.id, a.code, a.organizer_id as organizer, a.district_code as district,
       (s.activity_id = $2 and s.shift_id is not distinct from $3::uuid) as "isSame"
     from sign_up s join activity a on a.id = s.activity_id left join shift f on f.id = s.shift_id
     where s.volunteer_id = $1 and s.id is distinct from $6::uuid
       and s.status in ('CONFIRMED', 'WAITING', 'ATTENDED') and a.status in ('PUBLISHED', 'COMPLETED')
       and ((s.activity_id = $2 and s.shift_id is not distinct from $3::uuid)
         or (s.status <> 'WAITING' and coalesce(f.starts_at, a.starts_at) < $5 and coalesce(f.ends_at, a.ends_at) > $4))
     order by "isSame" desc limit 1`,
    [wish.volunteer, wish.activity, wish.shift, wish.startsAt, wish.endsAt, wish.signUp ?? null],
  );
  return conflict ?? null;
}

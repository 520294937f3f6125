import { run } from '../database/run.ts';
import { Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';

interface Time {
  startsAt: Date;
  endsAt: Date;
}

interface Conflict {
  /** Code of the activity or training session in the way, its organizer and district. */
  code: string;
  isTraining: boolean;
  organizer: string;
  district: string;
}

/**
 * Where volunteers have a place and when: by sign-ups and by enrolments, since nobody is at two of either at one time.
 * Who only waits is nowhere yet.
 */
const ENGAGEMENT = `(
  select s.id, s.volunteer_id, s.activity_id as at_id, a.code, false as is_training, a.organizer_id, a.district_code,
    coalesce(f.starts_at, a.starts_at) as starts_at, coalesce(f.ends_at, a.ends_at) as ends_at
  from sign_up s join activity a on a.id = s.activity_id left join shift f on f.id = s.shift_id
  where s.status in ('CONFIRMED', 'ATTENDED') and a.status in ('PUBLISHED', 'COMPLETED')
  union all
  select e.id, e.volunteer_id, e.session_id, t.code, true, t.organizer_id, t.district_code, t.starts_at, t.ends_at
  from enrolment e join training_session t on t.id = e.session_id
  where e.status in ('ENROLLED', 'ATTENDED', 'COMPLETED') and t.status in ('PUBLISHED', 'COMPLETED'))`;

async function conflictOf(
  w: Writing,
  volunteer: string,
  { startsAt, endsAt }: Time,
  except: string | null,
): Promise<Conflict | null> {
  const [conflict] = await run<Conflict>(
    w.em,
    `select code, is_training as "isTraining", organizer_id as organizer, district_code as district
     from ${ENGAGEMENT} o where volunteer_id = $1 and starts_at < $3 and ends_at > $2 and id is distinct from $4::uuid
     limit 1`,
    [volunteer, startsAt, endsAt, except],
  );
  return conflict ?? null;
}

/** Nobody is at two places at one time. Throws TimeConflict. */
export async function checkElsewhere(w: Writing, volunteer: string, time: Time): Promise<void> {
  const other = await conflictOf(w, volunteer, time, null);
  if (!other) return;
  const { code, isTraining, organizer, district } = other;
  const [zh, en] = isTraining ? ['另一期培训', 'other training'] : ['另一场活动', 'another activity'];
  // Whoever signs somebody up learns that there is another activity, and which one only where they run it.
  if (!w.may({ district, parties: [organizer], volunteer })) {
    throw new Refusal('TimeConflict', `同一时间已报名${zh}`, `Signed up for ${en} at that time`, {
      activityCode: null,
      trainingSessionCode: null,
    });
  }
  throw new Refusal('TimeConflict', `同一时间已报名 ${code}`, `Signed up for ${code} at that time`, {
    activityCode: isTraining ? null : code,
    trainingSessionCode: isTraining ? code : null,
  });
}

/**
 * Whether somebody who waits, by this sign-up or enrolment, has a place elsewhere at that time by now. Their row is
 * locked: places are given one by one.
 */
export async function isElsewhere(
  w: Writing,
  volunteer: string,
  time: Time,
  waiting: string,
): Promise<boolean> {
  await run(w.em, 'select 1 from volunteer where id = $1 for update', [volunteer]);
  return (await conflictOf(w, volunteer, time, waiting)) !== null;
}

/** Sign-ups and enrolments of these activities or sessions that are in conflict with others of the same volunteers. */
export async function inConflict(w: Writing, at: readonly { id: string }[]): Promise<Set<string>> {
  const rows = await run<{ id: string }>(
    w.em,
    `select distinct s.id from ${ENGAGEMENT} s join ${ENGAGEMENT} o on o.volunteer_id = s.volunteer_id and o.id <> s.id
     where s.at_id = any($1::uuid[]) and s.starts_at < o.ends_at and s.ends_at > o.starts_at`,
    [at.map(({ id }) => id)],
  );
  return new Set(rows.map(({ id }) => id));
}

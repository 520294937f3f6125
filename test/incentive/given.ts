import { rewarding } from '../setup/rewarding.ts';
import { type Person, UNIT, world } from '../setup/world.ts';

export const NOW = '2026-11-24T04:00:00Z';

/** A world with short ways of saying who served what. */
export async function incentiveWorld() {
  const w = await world();
  const { coordinator, given, partyId, setNow } = w;
  let days = 0;

  /** Has somebody serve so many minutes, each time on a day of its own; the activity's id. */
  async function serve(
    who: Person & { id: string },
    minutes: number,
    { day, organizer = UNIT, by = coordinator }: { day?: string; organizer?: string; by?: Person } = {},
  ): Promise<string> {
    days += 1;
    const startsAt = day
      ? new Date(`${day}T01:00:00Z`)
      : new Date(Date.parse('2026-03-01T01:00:00Z') + days * 86_400_000);
    const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
    setNow(new Date(startsAt.getTime() - 86_400_000).toISOString());
    const activity = await given.activity(
      { organizer: partyId(organizer), startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
      by,
    );
    const signUp = await who.does('signUpCreate', { input: { activity: activity.id } });
    setNow(new Date(endsAt.getTime() + 3_600_000).toISOString());
    await by.does('signUpRecord', {
      ...{ id: signUp.id, expectedVersion: signUp.version },
      ...{ startedAt: startsAt.toISOString(), endedAt: endsAt.toISOString(), reason: '签到表' },
    });
    const { version } = activity;
    await by.does('activityComplete', { id: activity.id, expectedVersion: version });
    setNow(NOW);
    return activity.id;
  }

  /** Has requests evaluated that were served with an activity. */
  async function evaluate(activity: string, scores: readonly number[]): Promise<void> {
    const key = Buffer.from(activity, 'base64url').toString().split(':')[1];
    for (const score of scores) {
      await w.database.pool.query(
        `insert into service_request (id, number, beneficiary_group_id, title, title_key, need, street_id, district_code, contact_name,
           contact_phone, person, ended_at, status, submitted_at, review_due_at, reviewed_at, accepted_at, served_at, evaluated_at, accepted_by_id,
           activity_id, score)
         select gen_random_uuid(), gen_random_uuid()::text, (select id from term limit 1), '陪诊', 'pei zhen 陪诊', '陪诊', a.organizer_id, '370117',
           '某某', '13800000000', gen_random_uuid(), a.ends_at, 'EVALUATED', a.starts_at, a.starts_at, a.starts_at, a.starts_at, a.ends_at, a.ends_at,
           a.organizer_id, a.id, $2 from activity a where a.id = $1`,
        [key, score],
      );
    }
  }

  return { ...w, ...rewarding(w), serve, evaluate };
}

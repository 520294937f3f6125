import { run } from '../database/run.ts';
import { Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { lengthOf, type Span } from './counting.ts';

/** What the exclusion constraint on the ledger means, and `checkFree`. */
export const overlappingService = () =>
  new Refusal(
    'OverlappingService',
    '这名志愿者同一时间已有另一条服务记录',
    'The volunteer has another record of service at that time',
  );

/**
 * Whole minutes of a time that other records of the volunteer take up. A record whose corrections give more than its own
 * time holds (nobody checked out, say) takes up all of its activity or shift; an unconfirmed one may yet count.
 */
const TAKEN = `
  select coalesce(sum(floor(extract(epoch from least(t.till, $3) - greatest(t.since, $2)) / 60)), 0)::int as minutes
  from (select case when m.fits then r.started_at else coalesce(f.starts_at, a.starts_at) end as since,
      case when m.fits then r.ended_at else coalesce(f.ends_at, a.ends_at) end as till
    from service_record r join sign_up s on s.id = r.sign_up_id join activity a on a.id = r.activity_id
      left join shift f on f.id = s.shift_id
      cross join lateral (select case when r.not_counted_reason is null then r.minutes else 0 end
        + coalesce((select sum(c.minutes) from service_record c where c.corrects_id = r.id), 0) as sum) c
      cross join lateral (select c.sum <= extract(epoch from r.ended_at - r.started_at) / 60 as fits) m
    where r.volunteer_id = $1 and r.kind = 'SERVICE' and r.id <> $4 and c.sum > 0
      -- An activity lasts a day at most: what began before cannot reach into this one.
      and r.started_at between $2::timestamptz - interval '24 hours' and $3::timestamptz + interval '24 hours') t
  where t.since < $3 and t.till > $2`;

/**
 * Throws OverlappingService unless so many minutes within the time are left over by the volunteer's other records. Holds
 * the volunteer's row, so that of two who look at once the second sees what the first has written.
 */
export async function checkFree(
  w: Writing,
  volunteer: string,
  { time, minutes, except }: { time: Span; minutes: number; except: string },
): Promise<void> {
  await run(w.em, 'select 1 from volunteer where id = $1 for no key update', [volunteer]);
  const [taken] = await run<{ minutes: number }>(w.em, TAKEN, [
    volunteer,
    time.startsAt,
    time.endsAt,
    except,
  ]);
  if (minutes > lengthOf(time) - taken!.minutes) throw overlappingService();
}

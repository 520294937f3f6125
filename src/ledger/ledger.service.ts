import type { Owner } from '../access/rights.ts';
import { run } from '../database/run.ts';
import type {
  MutationServiceRecordConfirmArgs,
  MutationServiceRecordCorrectArgs,
} from '../generated/resolvers.ts';
import { ownerOfActivity } from '../activity/activity.policy.ts';
import { refuseOneself } from '../volunteer/volunteer-of.ts';
import { textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition, Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { counts, lengthOf } from './counting.ts';
import { ServiceRecord } from './ledger.entity.ts';
import { checkFree } from './overlap.ts';

/** Whoever runs the activity vouches for its records; a volunteer never does for their own. */
const ownerOfRecord = async ({ activity }: ServiceRecord): Promise<Owner> =>
  ownerOfActivity(await activity.loadOrFail());

/** Confirms what a volunteer reported: from now on it counts. */
export async function serviceRecordConfirm(
  w: Writing,
  { id }: MutationServiceRecordConfirmArgs,
): Promise<string> {
  const record = await w.change(ServiceRecord, 'ServiceRecord', id, ownerOfRecord);
  refuseOneself(w, record.volunteer);
  if (record.confirmedAt) throw invalidTransition('CONFIRMED', '已经确认', 'It is confirmed already');
  record.confirmedAt = w.now;
  return record.id;
}

const minutesConflict = (current: number) =>
  new Refusal(
    'MinutesConflict',
    `这条记录已被更正，现在计 ${current} 分钟；请核对后再改`,
    `It was corrected since and counts ${current} minutes now; look at it again`,
    { path: ['expectedMinutes'], current },
  );

/** Corrects a confirmed record by an entry of the difference; the object is that new entry. */
export async function serviceRecordCorrect(
  w: Writing,
  args: MutationServiceRecordCorrectArgs,
): Promise<string> {
  const reason = textOf(args.reason, ['reason'], 500);
  w.reason = reason;
  const record = await w.change(ServiceRecord, 'ServiceRecord', args.id, ownerOfRecord);
  refuseOneself(w, record.volunteer);
  if (record.kind !== 'SERVICE' || !record.confirmedAt) {
    throw invalidTransition(
      record.kind,
      '只能更正已确认的服务记录；未确认的请先确认',
      'Only a confirmed record of service can be corrected; confirm it first',
    );
  }
  const { shift } = await record.signUp.loadOrFail();
  const time = shift ? await shift.loadOrFail() : await record.activity.loadOrFail();
  const longest = lengthOf(time);
  if (args.minutes < 0 || args.minutes > longest) {
    throw invalidInput(['minutes'], `应在 0 到 ${longest} 之间`, `Must be from 0 to ${longest}`);
  }
  const [sum] = await run<{ minutes: number }>(
    w.em,
    `select coalesce(sum(r.minutes), 0)::int as minutes from service_record r where (r.id = $1 or r.corrects_id = $1) and ${counts('r')}`,
    [record.id],
  );
  const { minutes: current } = sum!;
  if (args.expectedMinutes !== current) throw minutesConflict(current);
  const minutes = args.minutes - current;
  if (minutes === 0) {
    throw invalidInput(['minutes'], `现在就是 ${args.minutes} 分钟`, `It is ${args.minutes} minutes already`);
  }
  if (minutes > 0)
    await checkFree(w, record.volunteer.id, { time, minutes: args.minutes, except: record.id });
  const correction = w.em.create(
    ServiceRecord,
    {
      volunteer: record.volunteer,
      activity: record.activity,
      signUp: record.signUp,
      kind: 'CORRECTION',
      minutes,
      startedAt: record.startedAt,
      endedAt: record.endedAt,
      source: 'COORDINATOR',
      recordedAt: w.now,
      confirmedAt: w.now,
      notCountedReason: null,
      corrects: record,
      reason,
      isDemo: record.isDemo,
    },
    { persist: true },
  );
  await w.em.flush();
  return correction.id;
}

import { run } from '../database/run.ts';
import type { MutationCertificateIssueArgs, MutationCertificateVoidArgs } from '../generated/resolvers.ts';
import { served } from '../ledger/counting.ts';
import { volunteerOf } from '../volunteer/volunteer-of.ts';
import { ownerOfVolunteer } from '../volunteer/volunteer.policy.ts';
import { randomCode } from '../writing/codes.ts';
import { textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition, Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Certificate } from './certificate.entity.ts';

const PERIOD = `r.volunteer_id = $1
  and r.started_at >= ($2::date)::timestamp at time zone 'Asia/Shanghai'
  and r.started_at < ($3::date + 1)::timestamp at time zone 'Asia/Shanghai'`;

/** Issues a certificate over the confirmed hours of a period, whole days in Asia/Shanghai. */
export async function certificateIssue(w: Writing, { input }: MutationCertificateIssueArgs): Promise<string> {
  if (input.to < input.from) {
    throw invalidInput(['input', 'to'], '止日早于起日', 'The last day is before the first');
  }
  // What is still to come is not certified: the certificate would grow wrong with every hour served.
  if (input.to > w.today) {
    throw invalidInput(['input', 'to'], '止日不能晚于今天', 'The last day cannot be after today');
  }
  const volunteer = await volunteerOf(w, input.volunteer, ownerOfVolunteer);
  const [sum] = await run<{ minutes: number; activities: number; isDemo: boolean | null }>(
    w.em,
    `select coalesce(sum(s.minutes), 0)::int as minutes, count(*)::int as activities, bool_or(s.is_demo) as "isDemo"
     from (${served(PERIOD)}) s`,
    [volunteer.id, input.from, input.to],
  );
  if (sum!.minutes <= 0) {
    throw new Refusal(
      'NothingToCertify',
      '期间内没有已确认的服务时长',
      'There are no confirmed hours in the period',
    );
  }
  const certificate = w.em.create(
    Certificate,
    {
      number: `${volunteer.districtCode}-C${w.today.slice(0, 4)}-${randomCode()}`,
      volunteer,
      from: input.from,
      to: input.to,
      minutes: sum!.minutes,
      activityCount: sum!.activities,
      districtCode: volunteer.districtCode,
      issuedAt: w.now,
      voidedAt: null,
      isDemo: sum!.isDemo ?? false,
    },
    { persist: true },
  );
  await w.em.flush();
  return certificate.id;
}

/**
 * Voids a certificate; whoever looks it up is told. The public feed is not: a certificate is for those who have its
 * number.
 */
export async function certificateVoid(w: Writing, args: MutationCertificateVoidArgs): Promise<string> {
  w.reason = textOf(args.reason, ['reason'], 500);
  const certificate = await w.change(
    Certificate,
    'Certificate',
    args.id,
    ({ districtCode }) => ({ district: districtCode }),
    args.expectedVersion,
  );
  if (certificate.voidedAt) throw invalidTransition('VOID', '已经作废', 'It is void already');
  certificate.voidedAt = w.now;
  return certificate.id;
}

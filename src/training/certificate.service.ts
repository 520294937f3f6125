import type {
  MutationTrainingCertificateIssueArgs,
  MutationTrainingCertificateVoidArgs,
} from '../generated/resolvers.ts';
import { dateOf } from '../shanghai.ts';
import { randomCode } from '../writing/codes.ts';
import { textOf } from '../writing/input.ts';
import { invalidTransition } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Enrolment, TrainingCertificate } from './session.entity.ts';
import { ownerOfEnrolment } from './training.policy.ts';

/** Issues a certificate of a course that was passed. */
export async function trainingCertificateIssue(
  w: Writing,
  args: MutationTrainingCertificateIssueArgs,
): Promise<string> {
  // The row is locked, so that two certificates are asked for one after the other.
  const enrolment = await w.change(Enrolment, 'Enrolment', args.enrolment, async ({ volunteer, session }) =>
    ownerOfEnrolment(await volunteer.loadOrFail(), await session.loadOrFail()),
  );
  if (!enrolment.hasPassed || !enrolment.completedAt) {
    throw invalidTransition(enrolment.status, '尚未合格结业', 'The course is not passed yet');
  }
  if (await w.em.count(TrainingCertificate, { enrolment, voidedAt: null })) throw alreadyIssued();
  const session = await enrolment.session.loadOrFail({ populate: ['course'] });
  const { districtCode } = session;
  const certificate = w.em.create(
    TrainingCertificate,
    {
      number: `${districtCode}-J${w.today.slice(0, 4)}-${randomCode()}`,
      enrolment,
      volunteer: enrolment.volunteer,
      courseTitle: session.course.unwrap().title,
      completedOn: dateOf(enrolment.completedAt),
      districtCode,
      issuedAt: w.now,
      voidedAt: null,
      isDemo: enrolment.isDemo,
    },
    { persist: true },
  );
  await w.em.flush();
  return certificate.id;
}

const alreadyIssued = () =>
  invalidTransition('ISSUED', '已有有效的结业证书', 'There is a valid certificate already');

/** Voids a certificate of training; whoever looks it up is told. */
export async function trainingCertificateVoid(
  w: Writing,
  args: MutationTrainingCertificateVoidArgs,
): Promise<string> {
  w.reason = textOf(args.reason, ['reason'], 500);
  const certificate = await w.change(
    TrainingCertificate,
    'TrainingCertificate',
    args.id,
    ({ districtCode }) => ({ district: districtCode }),
    args.expectedVersion,
  );
  if (certificate.voidedAt) throw invalidTransition('VOID', '已经作废', 'It is void already');
  certificate.voidedAt = w.now;
  return certificate.id;
}

import type {
  MutationVolunteerRegisterArgs,
  MutationVolunteerUpdateArgs,
  MutationVolunteerWithdrawArgs,
} from '../generated/resolvers.ts';
import { Party } from '../party/party.entity.ts';
import { Plan } from '../plan/plan.entity.ts';
import { districtOf } from '../party/district.ts';
import { noteAttempt } from '../writing/attempts.ts';
import { codesOf, optionalTextOf, textOf } from '../writing/input.ts';
import { invalidInput, Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { ageOn, CONSENT_AGE, MAJORITY, readIdentityNumber } from './age.ts';
import { Consent, FileEntry, TeamMembership, Volunteer } from './volunteer.entity.ts';
import { activeVolunteer } from './volunteer-of.ts';

export const ERASED_NAME = '（已退出）';
export const ERASED_TEXT = '（已抹去）';

export const alreadyRegistered = () =>
  new Refusal('AlreadyRegistered', '这个人已经登记过', 'This person is registered already');

export const guardianConsentMissing = (path: readonly string[]) =>
  new Refusal(
    'GuardianConsentMissing',
    `未满 ${CONSENT_AGE} 周岁，须有监护人同意`,
    `Under ${CONSENT_AGE} the guardian's consent is needed`,
    { path },
  );

/**
 * A phone number as people write it: digits with spaces and hyphens left out, at most one leading plus. A mobile number
 * of China stands without its prefixes, so that it is one number however it is given.
 */
export function phoneOf(given: string, path: readonly string[]): string {
  const phone = given.replaceAll(/[\s-]/g, '').replace(/^(?:\+?86|0086|0)(1[3-9]\d{9})$/, '$1');
  if (/^\+?\d{7,15}$/.test(phone)) return phone;
  throw invalidInput(path, '电话号码应为 7 到 15 位数字', 'A phone number has 7 to 15 digits');
}

function skillsOf(given: readonly string[]): string[] {
  if (given.length > 20) throw invalidInput(['input', 'skills'], '至多 20 项', 'At most 20');
  return [...new Set(given.map((skill, i) => textOf(skill, ['input', 'skills', String(i)], 30)))];
}

/** A unit of another district would show the volunteer to coordinators whose office does not see them. */
function checkDistrict(unit: Party, districtCode: string): void {
  if (districtOf(unit) !== districtCode) {
    throw invalidInput(['input', 'unit'], '不是本区的单位', 'It is not of the volunteer’s district');
  }
}

/**
 * Registers a volunteer: oneself with the account one is signed in by, or, as a coordinator for the unit or an office
 * for the district, somebody without one.
 */
export async function volunteerRegister(
  w: Writing,
  { input }: MutationVolunteerRegisterArgs,
): Promise<string> {
  const at = (name: keyof typeof input): string[] => ['input', name];
  const { districtCode } = input;
  const unit = await w.referIfGiven(Party, 'Party', input.unit, at('unit'));
  const account = input.forOneself ? w.viewer.account : null;
  w.demand({ district: districtCode, parties: [unit?.id], account });
  if ((await w.em.count(Plan, { districtCode })) === 0) {
    throw invalidInput(at('districtCode'), '没有这个区的规划', 'There is no plan of this district');
  }
  if (unit) checkDistrict(unit, districtCode);
  if (account !== null && w.viewer.volunteer !== null) throw alreadyRegistered();
  const { birthDate } = input;
  const age = ageOn(birthDate, w.today);
  if (age < 0 || age > 120)
    throw invalidInput(at('birthDate'), '出生日期不可能', 'An impossible date of birth');
  const identity = input.identityNumber ? readIdentityNumber(input.identityNumber) : null;
  if (input.identityNumber && !identity) {
    throw invalidInput(at('identityNumber'), '身份证件号码不对', 'Not a valid identity number');
  }
  if (identity && identity.birthDate !== birthDate) {
    throw invalidInput(at('birthDate'), '与身份证件号码不符', 'It disagrees with the identity number');
  }
  const isMinor = age < MAJORITY;
  const guardianName = optionalTextOf(input.guardianName, at('guardianName'), 50);
  if (isMinor && (guardianName === null || !input.guardianPhone)) {
    throw invalidInput(
      at('guardianName'),
      `未满 ${MAJORITY} 周岁，须填监护人的姓名与电话`,
      `Under ${MAJORITY}, name and phone of the guardian are needed`,
    );
  }
  if (age < CONSENT_AGE && !input.guardianConsent) throw guardianConsentMissing(['input', 'guardianConsent']);
  const values = {
    name: textOf(input.name, at('name'), 50),
    phone: phoneOf(input.phone, at('phone')),
    guardianName: isMinor ? guardianName : null,
    guardianPhone: isMinor ? phoneOf(input.guardianPhone!, at('guardianPhone')) : null,
    skills: skillsOf(input.skills),
  };
  const evidence = optionalTextOf(input.guardianConsentEvidence, at('guardianConsentEvidence'));
  // Last of all: whether a number is registered is not told to whoever sends it with something else amiss.
  const identityDigest = identity && (await identityDigestOf(w, identity.number));
  const [number] = await codesOf(w.em, 'volunteer_number', districtCode);
  const volunteer = w.em.create(
    Volunteer,
    {
      ...values,
      number: number!,
      birthDate,
      identityDigest,
      status: 'ACTIVE',
      unit,
      districtCode,
      account,
      registeredAt: w.now,
    },
    { persist: true },
  );
  if (isMinor && input.guardianConsent) {
    w.em.create(
      Consent,
      {
        volunteer,
        kind: 'GUARDIAN_PARTICIPATION',
        givenBy: 'GUARDIAN',
        givenAt: w.now,
        withdrawnAt: null,
        evidence,
      },
      { persist: true },
    );
  }
  await w.em.flush();
  // A number that is not registered is found out as well, by whoever registers with it and withdraws again.
  if (identity && account !== null)
    await noteAttempt(w.em, account, { kind: 'identity-number', of: null }, w.now);
  // The same request may go on as the volunteer.
  if (account !== null) w.afterwards.push(() => (w.viewer.volunteer = volunteer.id));
  return volunteer.id;
}

/** Digest of an identity number. Throws AlreadyRegistered, or TooManyAttempts to whoever tries one after the other. */
async function identityDigestOf(w: Writing, number: string): Promise<string> {
  await w.guesses('identity-number');
  const identityDigest = w.digest('identity-number', number);
  if (await w.em.count(Volunteer, { identityDigest })) throw alreadyRegistered();
  return identityDigest;
}

/** Changes what is given. */
export async function volunteerUpdate(w: Writing, args: MutationVolunteerUpdateArgs): Promise<string> {
  const volunteer = await activeVolunteer(w, args.id, args.expectedVersion);
  const { input } = args;
  const at = (name: keyof typeof input): string[] => ['input', name];
  if (input.name != null) volunteer.name = textOf(input.name, at('name'), 50);
  if (input.phone != null) volunteer.phone = phoneOf(input.phone, at('phone'));
  if (input.skills != null) volunteer.skills = skillsOf(input.skills);
  if (input.unit !== undefined) {
    const unit = await w.referIfGiven(Party, 'Party', input.unit, at('unit'));
    if (unit) checkDistrict(unit, volunteer.districtCode);
    w.em.assign(volunteer, { unit });
  }
  const isMinor = volunteer.birthDate != null && ageOn(volunteer.birthDate, w.today) < MAJORITY;
  for (const name of ['guardianName', 'guardianPhone'] as const) {
    if (input[name] != null && !isMinor)
      throw invalidInput(at(name), '成年人没有监护人', 'An adult has no guardian');
  }
  if (input.guardianName != null) volunteer.guardianName = textOf(input.guardianName, at('guardianName'), 50);
  if (input.guardianPhone != null)
    volunteer.guardianPhone = phoneOf(input.guardianPhone, at('guardianPhone'));
  return volunteer.id;
}

/**
 * Withdraws: what is personal is erased at once, what was written on the consents and the file included; memberships
 * and consents end; records of service stay.
 */
export async function volunteerWithdraw(w: Writing, args: MutationVolunteerWithdrawArgs): Promise<string> {
  w.reason = textOf(args.reason, ['reason'], 500);
  const volunteer = await activeVolunteer(w, args.id, args.expectedVersion);
  w.em.assign(volunteer, {
    status: 'WITHDRAWN',
    name: ERASED_NAME,
    phone: null,
    birthDate: null,
    guardianName: null,
    guardianPhone: null,
    identityDigest: null,
    account: null,
    unit: null,
    skills: [],
  });
  for (const membership of await w.em.find(TeamMembership, { volunteer, leftOn: null })) {
    membership.leftOn = w.today;
  }
  for (const consent of await w.em.find(Consent, { volunteer })) {
    consent.withdrawnAt ??= w.now;
    consent.evidence = null;
  }
  for (const entry of await w.em.find(FileEntry, { volunteer })) {
    entry.title = ERASED_TEXT;
    entry.source = ERASED_TEXT;
  }
  return volunteer.id;
}

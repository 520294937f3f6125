import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { certificatesOf } from '../../src/demonstration/certificates.ts';
import { daysFrom } from '../../src/demonstration/calendar.ts';
import { Lists } from '../../src/demonstration/lists.ts';
import { type Size, Year } from '../../src/demonstration/year.ts';
import { ageOn } from '../../src/volunteer/age.ts';
import { testDatabase } from '../setup/database.ts';

const { pool } = await testDatabase();
const lists = await Lists.read(pool);
const usual: Size = { activities: 600, seed: 1, until: '2026-11-24' };

function digestOf(size: Size): string {
  const year = new Year(lists, size);
  const hash = createHash('sha256');
  for (const part of [year.venues, year.series, year.measurements]) hash.update(JSON.stringify(part));
  for (const volunteer of year.volunteers()) hash.update(JSON.stringify(volunteer));
  for (const certificate of certificatesOf(year, lists.district)) hash.update(JSON.stringify(certificate));
  for (const activity of year.activities()) hash.update(JSON.stringify(activity));
  return hash.digest('hex');
}

test('the same seed, size and day give the same to the byte; another of them gives another year', () => {
  expect(digestOf(usual)).toBe(digestOf({ ...usual }));
  const others = [
    { ...usual, seed: 2 },
    { ...usual, activities: 601 },
    { ...usual, until: '2026-11-25' },
  ];
  expect(new Set([usual, ...others].map(digestOf)).size).toBe(4);
});

test.for([20, 37, 600, 5_000])('%i activities are asked for, and as many are made', (activities) => {
  expect([...new Year(lists, { ...usual, activities }).activities()]).toHaveLength(activities);
});

test('nothing has happened later than the day taken for today, and the month after it is published', () => {
  const year = new Year(lists, usual);
  const activities = [...year.activities()];
  for (const { startsAt, endsAt, completedAt, publishedAt, cancelledAt, signUps, status } of activities) {
    const past = [publishedAt, completedAt, cancelledAt].concat(
      signUps.flatMap((signUp) => [
        ...[signUp.signedUpAt, signUp.cancelledAt, signUp.checkedInAt, signUp.checkedOutAt],
        ...signUp.records.flatMap(({ recordedAt, confirmedAt }) => [recordedAt, confirmedAt]),
      ]),
    );
    for (const at of past) expect(at ?? 0).toBeLessThan(year.now);
    expect(endsAt).toBeGreaterThan(startsAt);
    expect(status).not.toBe(startsAt < year.now ? 'DRAFT' : 'COMPLETED');
  }
  const upcoming = activities.filter(
    ({ startsAt, status }) => startsAt >= year.now && status === 'PUBLISHED',
  );
  expect(upcoming.length).toBeGreaterThan(25);
  expect(upcoming.some(({ signUps }) => signUps.length > 0)).toBe(true);
});

test('volunteers are numbers, their phones none that exist, and minors have guardians who consented', () => {
  const volunteers = [...new Year(lists, usual).volunteers()];
  expect(volunteers).toHaveLength(300);
  expect(volunteers[0]!.name).toBe('志愿者0001');
  const minors = volunteers.filter(({ guardianName }) => guardianName !== null);
  expect(minors.length).toBeGreaterThan(5);
  for (const { name, phone, birthDate, guardianPhone, registeredAt, consents } of volunteers) {
    expect(name).toMatch(/^志愿者\d{4}$/);
    expect(phone).toMatch(/^000\d{8}$/);
    const isMinor = ageOn(birthDate, new Date(registeredAt).toISOString().slice(0, 10)) < 18;
    expect(guardianPhone ?? '').toMatch(isMinor ? /^000\d{8}$/ : /^$/);
    expect(consents.some(({ kind }) => kind === 'GUARDIAN_PARTICIPATION')).toBe(isMinor);
    for (const { isGuardian } of consents) expect(isGuardian).toBe(isMinor);
  }
});

test('titles speak the plan’s words, and each program is lived as the plan says', () => {
  const activities = [...new Year(lists, usual).activities()];
  const of = (program: number) => activities.filter((activity) => activity.program === program);
  const weekday = ({ startsAt }: { startsAt: number }) => new Date(startsAt + 8 * 3_600_000).getUTCDay();
  for (const { title, terms, organizer, program } of activities) {
    expect(title.length).toBeLessThanOrEqual(100);
    for (const code of program === 3 ? terms : []) expect(title).toContain(lists.term(code).label);
    expect([...lists.organizers(program), ...lists.streets]).toContain(organizer);
  }
  expect(of(3).filter(({ schedule }) => schedule === 'weekly').length).toBeGreaterThan(60);
  expect(of(3).some(({ occasion }) => occasion === '国庆节')).toBe(true);
  for (const activity of of(5)) {
    expect(activity.serviceMode).toMatch(/^service-modes\//);
    expect(activity.beneficiaryGroups).toHaveLength(1);
  }
  expect(of(6).filter(({ schedule }) => schedule === 'monthly-timetable').length).toBeGreaterThan(30);
  for (const { shifts } of of(7)) expect(shifts.map(({ label }) => label)).toEqual(['早高峰', '晚高峰']);
  const working = of(7).filter((activity) => ![0, 6].includes(weekday(activity)));
  expect(working.length / of(7).length).toBeGreaterThan(0.9);
  expect(new Set(activities.map(({ campaign }) => campaign))).toContain('backbone-training');
});

test('holidays and midwinter are quiet, March is not, and streets differ', () => {
  const activities = [...new Year(lists, { ...usual, activities: 5_000 }).activities()];
  const days = new Map(daysFrom('2025-11-24', 396).map((day) => [day.midnight, day]));
  const dayOf = (at: number) => days.get(at - ((at + 8 * 3_600_000) % 86_400_000))!;
  const perDay = (matches: (day: ReturnType<typeof dayOf>) => boolean) =>
    activities.filter(({ startsAt }) => matches(dayOf(startsAt))).length /
    [...days.values()].filter(matches).length;
  expect(perDay(({ holiday }) => holiday === '春节')).toBeLessThan(
    perDay(({ holiday }) => holiday === null) / 2,
  );
  expect(perDay(({ month }) => month === 3)).toBeGreaterThan(1.5 * perDay(({ month }) => month === 2));
  const byStreet = lists.streets.map(
    (street) => activities.filter(({ organizer }) => organizer === street).length,
  );
  expect(Math.max(...byStreet)).toBeGreaterThan(1.5 * Math.min(...byStreet));
});

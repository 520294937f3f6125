import { expect, test } from 'vitest';
import { testServer } from '../setup/server.ts';

const { query, database } = await testServer('demo');
const FROM = '2026-08-01';
const TO = '2026-10-31';

interface Activity {
  program: string;
  by: string[];
  day: string;
}

/** The rows as they are, put together here and not by SQL: another way to the same answer. */
async function rows() {
  const all = async <T>(sql: string): Promise<T[]> => (await database.pool.query(sql)).rows as T[];
  const activities = await all<{ program: string; organizer: string; others: string[]; at: string }>(
    `select p.code as program, o.code as organizer, a.starts_at as at,
       array(select y.code from activity_co_organizer c join party y on y.id = c.party_id where c.activity_id = a.id) as others
     from activity a join program p on p.id = a.program_id join party o on o.id = a.organizer_id
     where a.status in ('PUBLISHED', 'COMPLETED')`,
  );
  const day = (at: string) => new Date(at).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
  const held = activities
    .map(({ program, organizer, others, at }): Activity => ({
      program,
      by: [organizer, ...others],
      day: day(at),
    }))
    .filter(({ day: on }) => on >= FROM && on <= TO);
  const parents = new Map(
    (
      await all<{ code: string; parent: string | null }>(
        'select y.code, u.code as parent from party y left join party u on u.id = y.parent_id',
      )
    ).map(({ code, parent }) => [code, parent]),
  );
  const above = (code: string): string[] => [code, ...(parents.get(code) ? above(parents.get(code)!) : [])];
  const duties = await all<{ program: string; party: string; kind: string }>(
    `select p.code as program, y.code as party, y.kind from responsibility r join program p on p.id = r.program_id join party y on y.id = r.party_id`,
  );
  const members = await all<{ collective: string; member: string; street: boolean; zone: boolean }>(
    `select c.code as collective, y.code as member, y.unit_type = 'STREET' as street, y.unit_type = 'FUNCTIONAL_ZONE' as zone
     from membership m join party c on c.id = m.collective_id join party y on y.id = m.member_id`,
  );
  const owed = new Set(
    duties.flatMap(({ program, party, kind }) =>
      kind === 'COLLECTIVE'
        ? members.filter(({ collective }) => collective === party).map(({ member }) => `${program} ${member}`)
        : [`${program} ${party}`],
    ),
  );
  return { held, above, owed, members, all };
}

const gaps = async (kind: string, fields: string) => {
  const nodes: any[] = [];
  for (let after = ''; ;) {
    const page = (
      await query(`{ gaps(of: {plan: "2022-4"}, from: "${FROM}", to: "${TO}", kinds: [${kind}], first: 100${after}) {
        totalCount nodes { program { code } party { code } ${fields} } pageInfo { hasNextPage endCursor } } }`)
    ).gaps;
    nodes.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) {
      expect(page.totalCount).toBe(nodes.length);
      return nodes;
    }
    after = `, after: "${page.pageInfo.endCursor}"`;
  }
};

test('the gaps of three months of the demonstration are those that the rows themselves show', async () => {
  const { held, above, owed, members, all } = await rows();
  const done = new Set(
    held.flatMap(({ program, by }) => by.flatMap(above).map((party) => `${program} ${party}`)),
  );
  const parties = await gaps('PARTY_WITHOUT_ACTIVITY', '');
  const missing = [...owed].filter((duty) => !done.has(duty));
  expect(missing.length).toBeGreaterThan(10);
  expect(parties.map(({ program, party }) => `${program.code} ${party.code}`).toSorted()).toEqual(
    missing.toSorted(),
  );

  const programs = (await all<{ code: string }>('select code from program')).map(({ code }) => code);
  expect(
    (await gaps('PROGRAM_WITHOUT_ACTIVITY', '')).map(({ program }): string => program.code).toSorted(),
  ).toEqual(programs.filter((code) => !held.some(({ program }) => program === code)).toSorted());

  const mondays: string[] = [];
  for (let at = Date.parse('2026-08-03'); at + 6 * 86_400_000 <= Date.parse(TO); at += 7 * 86_400_000)
    mondays.push(new Date(at).toISOString().slice(0, 10));
  const sunday = (monday: string) => new Date(Date.parse(monday) + 6 * 86_400_000).toISOString().slice(0, 10);
  const missed = members
    .filter(({ street }) => street)
    .map(({ member }) => ({
      party: member,
      weeks: mondays.filter(
        (monday) =>
          !held.some(
            ({ program, by, day }) =>
              program === '2022-4/3' &&
              day >= monday &&
              day <= sunday(monday) &&
              by.flatMap(above).includes(member),
          ),
      ),
    }))
    .filter(({ weeks }) => weeks.length > 0)
    .toSorted((a, b) => (a.party < b.party ? -1 : 1));
  const weekly = await gaps('WEEKLY_DUTY_MISSED', '... on WeeklyDutyMissed { weeks { from } weekCount }');
  expect(missed.flatMap(({ weeks }) => weeks).length).toBeGreaterThan(0);
  expect(
    weekly.map(({ party, weeks }) => ({ party: party.code, weeks: weeks.map(({ from }: any) => from) })),
  ).toEqual(missed);
  for (const { weekCount } of weekly) expect(weekCount).toBe(mondays.length);

  const stations = await all<{ code: string }>(`select code from venue where kind = 'STATION'`);
  const editions = await all<{ key: string }>(
    `select distinct v.code || ' ' || e.month as key from timetable_edition e join venue v on v.id = e.station_id`,
  );
  const published = new Set(editions.map(({ key }) => key));
  const unpublished = stations
    .flatMap(({ code }) => ['2026-08', '2026-09', '2026-10'].map((month) => `${code} ${month}`))
    .filter((key) => !published.has(key));
  const timetables = await gaps('TIMETABLE_MISSING', '... on TimetableMissing { month station { code } }');
  expect(timetables.map(({ station, month }) => `${station.code} ${month}`)).toEqual(unpublished.toSorted());

  const measured = new Set(
    (
      await all<{ key: string }>(
        `select i.code || ' ' || y.code as key from measurement m join indicator i on i.id = m.indicator_id join party y on y.id = m.party_id
         where m.retracted_at is null and m.measured_on between '${FROM}' and '${TO}'`,
      )
    ).map(({ key }) => key),
  );
  const indicators = await all<{ code: string }>('select code from indicator');
  const unmeasured = indicators
    .flatMap(({ code }) => members.map(({ member }) => `${code} ${member}`))
    .filter((key) => !measured.has(key));
  const targets = await gaps(
    'TARGET_WITHOUT_MEASUREMENT',
    '... on TargetWithoutMeasurement { indicator { code } }',
  );
  expect(targets.map(({ indicator, party }) => `${indicator.code} ${party.code}`).toSorted()).toEqual(
    unmeasured.toSorted(),
  );
});

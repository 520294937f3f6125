import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { createDigest } from '../../src/access/secrets.ts';
import { guard } from '../../src/statistics/guard.ts';
import { testServer } from '../setup/server.ts';
import {
  type Answer,
  exactly,
  guarded,
  hiding,
  known,
  MOST,
  type Possible,
  rounding,
  solve,
} from './attack.ts';
import { withRole } from './given.ts';

const server = await testServer('plan');
const { send, database } = server;
const office = await withRole(server, 'OFFICE');
const anybody = await withRole(server);
const sql = async (text: string, values: unknown[] = []): Promise<any[]> =>
  (await database.pool.query(text, values)).rows;
const D = 'districtCode: "370117"';

const programs = await sql('select id, code from program order by ordinal limit 2');
const MONTHS = ['2026-01', '2026-02', '2026-03'];
const midnight = (month: number) => new Date(Date.UTC(2026, month, 1) - 8 * 3_600_000).toISOString();
/** A party with activities in two programs and three months: six cells with as many people each as are given. */
async function cells(code: string, sizes: readonly number[]): Promise<void> {
  const organizer = v7();
  await sql(
    `insert into party (id, code, kind, name, name_key, aliases, unit_type, origin) values ($1, $2, 'UNIT', $2, $2, '{}', 'ENTERPRISE', 'OPERATOR')`,
    [organizer, code],
  );
  for (const [i, size] of sizes.entries()) {
    const activity = v7();
    const starts = `${MONTHS[i % 3]}-10T01:00:00Z`;
    await sql(
      `insert into activity (id, code, title, title_key, program_id, organizer_id, starts_at, ends_at, status, has_waiting_list, is_risky, is_insured, district_code, version)
       values ($1, $2, '活动', 'huo dong', $3, $4, $5::timestamptz, $5::timestamptz + interval '2 hours', 'PUBLISHED', false, false, false, '370117', 1)`,
      [activity, activity, programs[Math.floor(i / 3)].id, organizer, starts],
    );
    for (let n = 0; n < size; n += 1) {
      const volunteer = v7();
      await sql(
        `insert into volunteer (id, number, name, status, skills, district_code, registered_at, version) values ($1, $2, '甲', 'ACTIVE', '{}', '370117', $3, 1)`,
        [volunteer, volunteer, starts],
      );
      await sql(
        `insert into sign_up (id, activity_id, volunteer_id, status, signed_up_at, version) values ($1, $2, $3, 'CONFIRMED', $4, 1)`,
        [v7(), activity, volunteer, starts],
      );
    }
  }
}

/** All that can be asked of the cells: each month and their quarter, of a program or of both, in every grouping, with total and others. */
async function collect(organizer: string, headers: Record<string, string>): Promise<Answer[]> {
  const answers: Answer[] = [];
  const add = (of: number[], people: number | null | undefined) =>
    answers.push({ cells: of, people: people ?? null });
  const BY = { PROGRAM: 'PROGRAM', MONTH: 'ACTIVITY_STARTS_AT' };
  for (const program of [null, 0, 1])
    for (let from = 0; from < 3; from += 1)
      for (let to = from + 1; to <= 3; to += 1) {
        if (to - from === 2) continue;
        const inside = [0, 1, 2, 3, 4, 5].filter(
          (i) => (program === null || Math.floor(i / 3) === program) && i % 3 >= from && i % 3 < to,
        );
        const where = `{activity: {organizer: {code: {eq: "${organizer}"}}, startsAt: {gte: "${midnight(from)}", lt: "${midnight(to)}"}
          ${program === null ? '' : `, program: {code: {eq: "${programs[program].code}"}}`}}}`;
        for (const by of [[], ['PROGRAM'], ['MONTH'], ['PROGRAM', 'MONTH']] as (keyof typeof BY)[][])
          for (const first of by.length === 0 ? [1] : [1, 1_000]) {
            const { data, errors } = await send(
              `{ signUpStatistics(${D}, where: ${where}, groupBy: [${by.map((name) => `{by: ${BY[name]}}`).join()}], first: ${first}) {
                groups { key { program { code } period { start } } measures { people } } total { people isSuppressed } ${headers === office ? 'others { people }' : ''} } }`,
              {},
              headers,
            );
            expect(errors).toBeUndefined();
            const { groups, total, others } = data.signUpStatistics;
            expect(total.isSuppressed).toBe(total.people === null);
            add(inside, total.people);
            const matching = (key: any) =>
              inside.filter(
                (i) =>
                  (!key.program || programs[Math.floor(i / 3)].code === key.program.code) &&
                  (!key.period || MONTHS[i % 3] === key.period.start.slice(0, 7)),
              );
            for (const { key, measures } of groups) add(matching(key), measures.people);
            if (by.length > 0) {
              const listed = new Set(groups.flatMap(({ key }: any) => matching(key)));
              const rest = inside.filter((i) => !listed.has(i));
              if (rest.length > 0 && others) add(rest, others.people);
            }
          }
      }
  return answers;
}

const WORLDS = [
  [1, 4, 3, 2, 5, 6],
  [1, 1, 1, 1, 7, 5],
  [0, 2, 6, 3, 1, 5],
  [4, 1, 5, 5, 1, 4],
];

test(
  'nobody solves for the size of a group of fewer than five, whatever they ask',
  { timeout: 300_000 },
  async () => {
    const failed = { exactly: 0, hiding: 0 };
    for (const [n, sizes] of WORLDS.entries()) {
      const code = `370117/attack-${n}`;
      await cells(code, sizes);
      expect(known(sizes, await collect(code, anybody), guarded), sizes.join()).toBe(0);
      // The same attack where nothing protects, or where few are only hidden: it finds them.
      const open = await collect(code, office);
      failed.exactly += known(sizes, open, exactly);
      const hidden = open.map(({ cells: of, people }) => ({
        cells: of,
        people: people! < 5 ? null : people,
      }));
      failed.hiding += known(sizes, hidden, hiding);
    }
    expect(failed.exactly).toBe(WORLDS.flat().filter((size) => size < 5).length);
    expect(failed.hiding).toBeGreaterThan(5);
  },
);

test('rounding alone would not do: four groups of four are known where their sum is rounded up', () => {
  const answers = [
    { cells: [0, 1, 2, 3], people: 20 },
    ...[0, 1, 2, 3].map((i) => ({ cells: [i], people: null })),
  ];
  const sizes = (possible: Possible) => solve(4, answers, possible, MOST).map((found) => [...found].length);
  expect(sizes(rounding)).toEqual([1, 1, 1, 1]);
  expect(Math.min(...sizes(guarded))).toBeGreaterThan(4);
});

test('the same people give the same figure, asked again, by anybody, and in other words', async () => {
  const code = '370117/words';
  await cells(code, [40, 0, 0, 0, 0, 0]);
  const organizer = `organizer: {code: {eq: "${code}"}}`;
  const asked = [
    [`{activity: {${organizer}}}`, ''],
    [`{and: [{activity: {${organizer}}}, {activity: {districtCode: {eq: "370117"}}}]}`, ''],
    [`{activity: {${organizer}, program: {code: {eq: "${programs[0].code}"}}}}`, ''],
    [`{activity: {${organizer}}}`, 'groupBy: [{by: PROGRAM}]'],
    [
      `{activity: {${organizer}, startsAt: {gte: "${midnight(0)}", lt: "${midnight(1)}"}}}`,
      'groupBy: [{by: ORGANIZER, rollUp: true}, {by: ACTIVITY_STARTS_AT, unit: YEAR}]',
    ],
  ];
  const figures = new Set<number>();
  for (const [where, groupBy] of asked)
    for (const headers of [{}, anybody]) {
      const { data } = await send(
        `{ signUpStatistics(${D}, where: ${where}, ${groupBy}) { groups { measures { people count precision } } total { people count precision } } }`,
        {},
        headers,
      );
      const { groups, total } = data.signUpStatistics;
      for (const numbers of [total, ...groups.map(({ measures }: any) => measures)]) {
        figures.add(numbers.people);
        expect(numbers).toMatchObject({ precision: 5 });
        expect(numbers.people % 5).toBe(0);
      }
    }
  expect(figures.size).toBe(1);
  expect(Math.abs([...figures][0]! - 40)).toBeLessThan(40);
});

/** So many sets of so many people, each of other people: how many are told of, and the means of what is told. */
async function drawn(people: number, runs: number) {
  const tells = guard(await createDigest(database.pool));
  const figures = Array.from({ length: runs }, (_, i) => {
    const set = {
      people,
      count: people * 2,
      most: 2,
      ofPeople: randomBytes(8).toString('hex'),
      ofRows: String(i),
    };
    const figure = tells(set);
    expect(tells(set)).toEqual(figure);
    return figure;
  }).filter((figure) => figure !== null);
  const mean = (of: (figure: (typeof figures)[number]) => number) =>
    figures.reduce((sum, figure) => sum + of(figure), 0) / figures.length;
  return {
    told: figures.length / runs,
    people: mean((figure) => figure.people),
    count: mean((figure) => figure.count),
    precisions: new Set(figures.map(({ precision }) => precision)),
  };
}

test.each([0, 1, 4])('%i people are never told of', async (people) => {
  expect((await drawn(people, 1_000)).told).toBe(0);
});

test.each([5, 7, 12, 23, 100])('%i people are mostly told of, right on average', async (people) => {
  const figures = await drawn(people, 6_000);
  expect(figures.told).toBeCloseTo(1 - 0.5 ** (people - 3), 1);
  expect(Math.abs(figures.people - people)).toBeLessThan(0.5);
  expect(Math.abs(figures.count - 2 * people)).toBeLessThan(1);
  // One person has two rows: what a difference of two counts could tell of them is below this.
  expect([...figures.precisions]).toEqual([10]);
});

const codeOf = async (field: string, headers: Record<string, string> = anybody) => {
  const { errors } = await send(`{ ${field} }`, {}, headers);
  return (
    errors?.[0] &&
    [errors[0].extensions.code, ...((errors[0].extensions['argument'] as string[]) ?? [])].join(' ')
  );
};

test('whoever has not the right is refused what tells of a person, and told where', async () => {
  const total = '{ total { count } }';
  const refused: [string, string][] = [
    [`signUpStatistics(${D}, groupBy: [{by: UNIT}]) ${total}`, 'NOT_ALLOWED groupBy 0'],
    [
      `signUpStatistics(${D}, groupBy: [{by: ACTIVITY_STARTS_AT, unit: DAY}]) ${total}`,
      'NOT_ALLOWED groupBy 0 unit',
    ],
    [
      `signUpStatistics(${D}, where: {volunteer: {status: {eq: ACTIVE}}}) ${total}`,
      'NOT_ALLOWED where volunteer',
    ],
    [`signUpStatistics(${D}, where: {not: {activity: {}}}) ${total}`, 'NOT_ALLOWED where not'],
    [
      `signUpStatistics(${D}, where: {and: [{status: {eq: WAITING}}]}) ${total}`,
      'NOT_ALLOWED where and 0 status',
    ],
    [
      `signUpStatistics(${D}, where: {activity: {or: [{code: {eq: "a"}}]}}) ${total}`,
      'NOT_ALLOWED where activity or',
    ],
    [
      `signUpStatistics(${D}, where: {activity: {code: {in: ["a", "b"]}}}) ${total}`,
      'NOT_ALLOWED where activity code in',
    ],
    [
      `signUpStatistics(${D}, where: {activity: {startsAt: {lt: "2026-02-01T00:00:00Z"}}}) ${total}`,
      'NOT_ALLOWED where activity startsAt',
    ],
    // Any two months, or since when, with the ends of a text for those of a list: no grid holds these.
    ...[
      `{activity: {startsAt: {gte: "${midnight(0)}", lt: "${midnight(2)}"}}}`,
      `{activity: {startsAt: {gte: "${midnight(1)}", lt: "2026-05-01T00:00:00+08:00"}}}`,
      '{activity: {startsAt: {during: THIS_WEEK}}}',
    ].map((where): [string, string] => [
      `signUpStatistics(${D}, where: ${where}) ${total}`,
      'NOT_ALLOWED where activity startsAt',
    ]),
    ...['DEMO-0100 Feb 1 2022 00:00 GMT+0800', 'zzz (x) 2022-01-31T16:00:00.000Z'].map(
      (code): [string, string] => [
        `signUpStatistics(${D}, where: {activity: {code: {lt: "${code}"}}}) ${total}`,
        'NOT_ALLOWED where activity code lt',
      ],
    ),
    [
      `serviceRequestStatistics(${D}, where: {street: {activities: {some: {code: {eq: "a"}}}}}) ${total}`,
      'NOT_ALLOWED where street activities',
    ],
    [`signUpStatistics(${D}) { total { attended } }`, 'NOT_ALLOWED'],
    [`signUpStatistics(${D}) { total { distribution(of: LEAD_DAYS) { mean } } }`, 'NOT_ALLOWED'],
    [
      `signUpStatistics(${D}, groupBy: [{by: PROGRAM}], orderBy: [{quantity: LEAD_DAYS}]) { groups { measures { count } } }`,
      'NOT_ALLOWED',
    ],
    [`signUpStatistics(${D}, having: [{measure: NO_SHOWS, is: {gt: 1}}]) ${total}`, 'NOT_ALLOWED'],
    [`serviceRecordStatistics(${D}) { total { hours } }`, 'NOT_ALLOWED'],
    // What is left when a list is cut anywhere is a set of its own each time.
    [`signUpStatistics(${D}, groupBy: [{by: PROGRAM}], first: 1) { others { count } }`, 'NOT_ALLOWED'],
    ...[
      ['', '{by: PROGRAM}, {by: ACTIVITY_STARTS_AT}, {by: ORGANIZER}, {by: STREET}'],
      ['organizer: {code: {eq: "a"}}', '{by: PROGRAM}, {by: ACTIVITY_STARTS_AT}, {by: STREET}'],
      ['beneficiaryGroups: {some: {code: {eq: "a"}}}', '{by: PROGRAM}, {by: STREET}, {by: ORGANIZER}'],
      [
        'startsAt: {during: LAST_YEAR}, organizer: {code: {eq: "a"}}, and: [{beneficiaryGroups: {some: {code: {eq: "b"}}}}, {beneficiaryGroups: {some: {code: {eq: "c"}}}}]',
        '',
      ],
    ].map(([where, groupBy]): [string, string] => [
      `signUpStatistics(${D}, where: {activity: {${where}}}, groupBy: [${groupBy}]) ${total}`,
      'NOT_ALLOWED groupBy',
    ]),
    [
      `volunteerStatistics(${D}, where: {registeredAt: {gte: "2026-01-05T00:00:00Z"}}) ${total}`,
      'NOT_ALLOWED where registeredAt',
    ],
    [
      `serviceRequestStatistics(${D}, groupBy: [{by: SUBMITTED_AT, unit: WEEK}]) ${total}`,
      'NOT_ALLOWED groupBy 0 unit',
    ],
  ];
  for (const [field, code] of refused) expect(await codeOf(field), field).toBe(code);
  for (const [field] of refused) expect(await codeOf(field, office), field).toBeUndefined();
});

test('everybody may pick one thing and one period of the calendar', async () => {
  const total = '{ total { count } }';
  const ofActivity = [
    `startsAt: {gte: "${midnight(0)}", lt: "${midnight(3)}"}`,
    `startsAt: {gte: "2026-01-01T00:00:00+08:00", lt: "2027-01-01T00:00:00+08:00"}`,
    'startsAt: {during: LAST_QUARTER}',
    'organizer: {code: {eq: "a"}}, venue: {street: {code: {eq: "b"}}}',
    'and: [{program: {plan: {code: {eq: "2022-4"}}}}], beneficiaryGroups: {some: {code: {eq: "c"}}}',
  ];
  const allowed = [
    ...ofActivity.map((where) => `signUpStatistics(${D}, where: {activity: {${where}}}) ${total}`),
    `serviceRequestStatistics(${D}, where: {street: {code: {eq: "a"}}, submittedAt: {during: LAST_YEAR}}) ${total}`,
    `enrolmentStatistics(${D}, where: {session: {mode: {eq: ONLINE}, course: {program: {code: {eq: "2022-4/3"}}}}}) ${total}`,
    `volunteerStatistics(${D}, where: {registeredAt: {during: THIS_MONTH}}) ${total}`,
    // What is picked and grouped by is one thing.
    `signUpStatistics(${D}, where: {activity: {program: {code: {eq: "a"}}, startsAt: {during: LAST_YEAR}}}, groupBy: [{by: PROGRAM}, {by: ACTIVITY_STARTS_AT}, {by: ORGANIZER}]) ${total}`,
  ];
  for (const field of allowed) expect(await codeOf(field), field).toBeUndefined();
});

test('personal data find nobody in statistics, whoever asks, and another district’s office is anybody', async () => {
  expect(
    await codeOf(`volunteerStatistics(${D}, where: {or: [{name: {eq: "甲"}}]}) { total { count } }`, office),
  ).toBe('NOT_ALLOWED where or 0 name');
  expect(
    await codeOf(
      `signUpStatistics(${D}, where: {not: {volunteer: {name: {contains: "甲"}}}}) { total { count } }`,
      office,
    ),
  ).toBe('NOT_ALLOWED where not volunteer name');
  for (const [field, where] of [
    ['volunteerStatistics', 'number: {eq: "370117-000003"}'],
    ['volunteerStatistics', 'certificates: {some: {number: {startsWith: "3"}}}'],
    ['volunteerStatistics', 'trainingCertificates: {some: {number: {startsWith: "3"}}}'],
    ['serviceRecordStatistics', 'not: {volunteer: {number: {gte: "3"}}}'],
    ['serviceRequestStatistics', 'requester: {subject: {startsWith: "v"}}'],
  ])
    expect(await codeOf(`${field}(${D}, where: {${where}}) { total { count } }`, office), where).toMatch(
      /^NOT_ALLOWED where .*(number|subject)$/,
    );
  const elsewhere = await withRole(server, 'OFFICE', '370116');
  expect(await codeOf(`signUpStatistics(${D}, groupBy: [{by: UNIT}]) { total { count } }`, elsewhere)).toBe(
    'NOT_ALLOWED groupBy 0',
  );
  expect(await codeOf('signUpStatistics(districtCode: "999999") { total { count } }', office)).toBe(
    'BAD_VALUE',
  );
});

test('people of another district, and of what is not public, are in nobody’s figures but theirs', async () => {
  const code = '370117/elsewhere';
  await cells(code, [20, 20, 0, 0, 0, 0]);
  const total = async (headers: Record<string, string>) =>
    (
      await send(
        `{ signUpStatistics(${D}, where: {activity: {organizer: {code: {eq: "${code}"}}}}) { total { people isSuppressed } } }`,
        {},
        headers,
      )
    ).data.signUpStatistics.total;
  const change = (what: string) =>
    sql(
      `update activity set ${what} where organizer_id = (select id from party where code = $1) and starts_at < '2026-02-01'`,
      [code],
    );
  expect((await total(office)).people).toBe(40);
  await change(`district_code = '370116'`);
  expect((await total(office)).people).toBe(20);
  await change(`district_code = '370117', status = 'VOID'`);
  expect((await total(office)).people).toBe(40);
  // Of forty, so few are told once in so many thousand times.
  expect((await total(anybody)).people).toBeLessThanOrEqual(30);
  await change(`status = 'PUBLISHED'`);
  await sql(
    `update sign_up set status = 'CANCELLED' where activity_id in (select a.id from activity a join party p on p.id = a.organizer_id
      where p.code = $1 and a.starts_at < '2026-02-01')`,
    [code],
  );
  expect((await total(office)).people).toBe(40);
  expect((await total(anybody)).people).toBeLessThanOrEqual(30);
});

test('what is too small is not listed, and a gap that is filled looks the same as few people', async () => {
  const code = '370117/gaps';
  await cells(code, [30, 2, 30, 0, 0, 0]);
  const field = (headers: Record<string, string>) =>
    send(
      `{ signUpStatistics(${D}, where: {activity: {organizer: {code: {eq: "${code}"}}}}, groupBy: [{by: ACTIVITY_STARTS_AT, fill: true}]) {
        groupCount groups { key { period { start } } measures { people count isSuppressed precision } previous { people isSuppressed } runningTotal } } }`,
      {},
      headers,
    );
  const { data } = await field(anybody);
  const [january, february, march] = data.signUpStatistics.groups;
  expect(january).toMatchObject({
    measures: { isSuppressed: false, precision: 5 },
    previous: { people: null, isSuppressed: true },
  });
  expect(february).toMatchObject({
    key: { period: { start: '2026-02-01' } },
    measures: { people: null, count: null, isSuppressed: true, precision: null },
    runningTotal: null,
  });
  expect(march).toMatchObject({ previous: { people: null, isSuppressed: true }, runningTotal: null });
  const exact = (await field(office)).data.signUpStatistics.groups;
  expect(exact.map(({ measures, runningTotal }: any) => [measures.people, runningTotal])).toEqual([
    [30, 30],
    [2, 32],
    [30, 62],
  ]);
});

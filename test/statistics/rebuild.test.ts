import { createHash, createHmac } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { FEWEST, guard, type Guard, MOST_STEPS, PRECISION } from '../../src/statistics/guard.ts';
import { serviceRequestCube } from '../../src/statistics/cubes/service-request.cube.ts';
import { testServer } from '../setup/server.ts';
import { guarded } from './attack.ts';
import { type Box, type Interval, intervalsOf, keyOf, Kinds, leastSquares } from './rebuild.ts';

/**
 * A hostile reader asks everything of service requests that there is to ask, by every road, and puts all answers
 * together. A small group (of one to four people) counts as rebuilt
 * - for certain: where intervals leave one size, or leave no doubt that it is there and small;
 * - likely: where the estimate of least squares is right for clearly more small groups, by MARGIN of all of them, than
 *   the better of two guesses: the most common size, and what the margins alone would have, if dimensions said nothing
 *   of each other.
 */
const MARGIN = 0.1;

/** What the control takes away. */
const protection = vi.hoisted(() => ({ isChecked: true, isRounded: true }));
vi.mock(import('../../src/statistics/people.ts'), async (original) => {
  const people = await original();
  const hiding: Guard = (set) =>
    set.people < 5 ? null : { people: set.people, count: set.count, precision: 1 };
  return {
    ...people,
    refuseUnlessPublic: (...asked) => {
      if (protection.isChecked) people.refuseUnlessPublic(...asked);
    },
    accessTo: (...asked) => {
      const access = people.accessTo(...asked);
      if (protection.isRounded || !access.protection) return access;
      return { ...access, protection: { ...access.protection, guard: hiding } };
    },
  };
});

// With another secret all would be rounded otherwise: here it is always the same, so that the attack is.
vi.mock(import('../../src/access/secrets.ts'), async (original) => {
  const secrets = await original();
  return {
    ...secrets,
    createDigest: async (pool) => {
      await secrets.createDigest(pool);
      await pool.query(`update secret set value = 'the same in every run' where name = 'digest-key'`);
      return secrets.createDigest(pool);
    },
  };
});

const { send, database } = await testServer('plan');
const sql = async (text: string, values: unknown[] = []): Promise<any[]> =>
  (await database.pool.query(text, values)).rows;
const D = 'districtCode: "370117"';

const codes = async (text: string): Promise<{ id: string; code: string }[]> => sql(text);
const PROGRAMS = await codes('select id, code from program order by ordinal limit 2');
const GROUPS = await codes(
  `select t.id, t.code from term t join vocabulary v on v.id = t.vocabulary_id where v.code = 'five-groups' order by t.ordinal limit 3`,
);
const STREETS = await codes(
  `select id, code from party where code in ('370117/aishan-street', '370117/lixin-street', '370117/wenyuan-street') order by code`,
);
const STATUSES = ['APPROVED', 'EVALUATED'];
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];
const ALL_MONTHS = MONTHS.map((_, i) => i);
const [PROGRAM, GROUP, STREET, STATUS, TIME] = [0, 1, 2, 3, 4];
const kinds = new Kinds([PROGRAMS.length, GROUPS.length, STREETS.length, STATUSES.length, MONTHS.length]);

// Here one world follows the other, and all that counts of a request is its kind and its person.
await sql(`do $$ declare k record; begin
  for k in select conname from pg_constraint where conrelid = 'service_request'::regclass and contype = 'c' loop
    execute format('alter table service_request drop constraint %I', k.conname); end loop; end $$`);

/** A repeatable source of numbers below 1. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * How many requests there are of each kind, of one person each: in half of the groups of a street in a month few or
 * none, in the others up to sixteen; in every other world fewer.
 */
function countsOf(seed: number): number[] {
  const random = randomNumbers(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const [share, few] = seed % 2 === 0 ? [0.8, 3] : [0.5, 5];
  const counts = kinds.all.map(() => 0);
  const places = new Map(kinds.all.map((kind, i) => [kind.join(), i]));
  for (let cell = 0; cell < GROUPS.length * STREETS.length * MONTHS.length; cell += 1) {
    const size = random() < share ? below(few) : FEWEST + below(12);
    for (let i = 0; i < size; i += 1) {
      const kind = [below(2), cell % 3, Math.floor(cell / 3) % 3, below(2), Math.floor(cell / 9)];
      counts[places.get(kind.join())!]! += 1;
    }
  }
  return counts;
}

/** Puts them into the database. */
async function write(counts: readonly number[]): Promise<void> {
  let people = 0;
  const rows = kinds.all.flatMap((kind, i) =>
    Array.from({ length: counts[i]! }, () => [
      PROGRAMS[kind[PROGRAM]!]!.id,
      GROUPS[kind[GROUP]!]!.id,
      STREETS[kind[STREET]!]!.id,
      STATUSES[kind[STATUS]!],
      MONTHS[kind[TIME]!],
      `00000000-0000-0000-0000-${String((people += 1)).padStart(12, '0')}`,
    ]),
  );
  await sql('delete from service_request');
  await sql(
    `insert into service_request (id, number, program_id, beneficiary_group_id, street_id, status, submitted_at, reviewed_at,
       accepted_at, step_due_at, person, district_code, title, title_key, need, review_due_at, version)
     select gen_random_uuid(), gen_random_uuid()::text, (r->>0)::uuid, (r->>1)::uuid, (r->>2)::uuid, r->>3,
       (r->>4 || '-05')::date, (r->>4 || '-05')::date, case when r->>3 = 'EVALUATED' then (r->>4 || '-06')::date end,
       case when r->>3 = 'APPROVED' then (r->>4 || '-07')::date end, (r->>5)::uuid, '370117', '陪诊', 'pei zhen', '陪诊',
       (r->>4 || '-08')::date, 1
     from jsonb_array_elements($1::jsonb) r`,
    [JSON.stringify(rows)],
  );
}

/** A box that takes all of a dimension takes any of it. */
const boxOf = (box: Box): Box =>
  box.map((things, dimension) => (things?.length === kinds.sizes[dimension] ? null : things));
const ANY: Box = [null, null, null, null, null];

/** What a question is about: conditions, and dimensions to group by. */
interface Question {
  where: Box;
  by: readonly number[];
  unit: 'MONTH' | 'QUARTER' | 'YEAR';
  /** Asks for the others, beside so many groups in this order. */
  others?: { first: number; direction: string };
}

const BY = ['PROGRAM', 'BENEFICIARY_GROUP', 'STREET', 'STATUS', 'SUBMITTED_AT'];
const KEYS = [
  'program { code }',
  'beneficiaryGroup { code }',
  'street { code }',
  'status',
  'period { start }',
];
const FIELDS = ['program', 'beneficiaryGroup', 'street'];

const midnight = (month: number): string => new Date(Date.UTC(2026, month, 1) - 8 * 3_600_000).toISOString();
const listOf = (things: readonly number[], names: readonly { code: string }[]): string =>
  things.length === 1
    ? `{eq: "${names[things[0]!]!.code}"}`
    : `{in: [${things.map((i) => `"${names[i]!.code}"`).join()}]}`;

function textOf({ where, by, unit, others }: Question): string {
  const conditions = FIELDS.flatMap((field, dimension) => {
    const things = where[dimension];
    return things ? [`${field}: {code: ${listOf(things, [PROGRAMS, GROUPS, STREETS][dimension]!)}}`] : [];
  });
  const months = where[TIME];
  if (months)
    conditions.push(`submittedAt: {gte: "${midnight(months[0]!)}", lt: "${midnight(months.at(-1)! + 1)}"}`);
  const groupBy = by.map(
    (dimension) => `{by: ${BY[dimension]}${dimension === TIME ? `, unit: ${unit}` : ''}}`,
  );
  const order = others
    ? `orderBy: [${by.map((dimension) => `{key: ${BY[dimension]}, direction: ${others.direction}}`).join()}]`
    : '';
  const beside = by.includes(TIME) ? 'previous { people count } yearEarlier { people count }' : '';
  return `{ serviceRequestStatistics(${D}, where: {${conditions.join()}}, groupBy: [${groupBy.join()}], ${order} first: ${others?.first ?? 1_000}) {
    total { people count } ${others ? 'others { people count }' : ''}
    ${by.length > 0 ? `groups { key { ${by.map((dimension) => KEYS[dimension]).join(' ')} } measures { people count } share(of: PEOPLE) runningTotal ${beside} }` : ''} } }`;
}

const UNIT = { MONTH: 1, QUARTER: 3, YEAR: 12 };
/** The months of a bucket, or of one that is so many before; none where it is not in the world. */
function bucket(start: string, unit: Question['unit'], before = 0): readonly number[] {
  const first = (Number(start.slice(0, 4)) - 2026) * 12 + Number(start.slice(5, 7)) - 1 - before;
  return ALL_MONTHS.filter((month) => month >= first && month < first + UNIT[unit]);
}

function placeOf(dimension: number, key: any): number {
  if (dimension === STATUS) return STATUSES.indexOf(key.status);
  return [PROGRAMS, GROUPS, STREETS][dimension]!.findIndex(
    ({ code }) => code === key[FIELDS[dimension]!].code,
  );
}

interface Told {
  /** Null for what is left when groups are taken away. */
  box: Box | null;
  /** Places of the kinds that it is told of. */
  of: readonly number[];
  measure: 'people' | 'count';
  figure: number | null;
}

function toldOf(asked: Box, measure: Told['measure'], figure: number | null): Told {
  const box = boxOf(asked);
  return { box, of: kinds.inside(box), measure, figure };
}

/** All groups that there can be. */
function groupsOf({ where, by, unit }: Question): Box[] {
  const months = ALL_MONTHS.filter((month) => where[TIME]?.includes(month) ?? true);
  const things = (dimension: number): (readonly number[])[] =>
    dimension === TIME
      ? [...Map.groupBy(months, (month) => Math.floor(month / UNIT[unit])).values()]
      : Array.from({ length: kinds.sizes[dimension]! }, (_, i) => [i]);
  return by.reduce<Box[]>(
    (boxes, dimension) => boxes.flatMap((box) => things(dimension).map((some) => box.with(dimension, some))),
    [where],
  );
}

/** Everything an answer says: of groups that are not listed, that they are not told of. */
function toldBy(question: Question, statistics: any): Told[] {
  const { where, by, unit, others } = question;
  const told: Told[] = [];
  const add = (box: Box, numbers: any): void => {
    for (const measure of ['people', 'count'] as const) told.push(toldOf(box, measure, numbers[measure]));
  };
  const within = (months: readonly number[]): readonly number[] =>
    months.filter((month) => where[TIME]?.includes(month) ?? true);
  add(where, statistics.total);
  const listed: Box[] = [];
  let running = 0;
  for (const { key, measures, share, runningTotal, previous, yearEarlier } of statistics.groups ?? []) {
    const at = (months: readonly number[] | null): Box =>
      where.map((things, dimension) => {
        if (!by.includes(dimension)) return things;
        return dimension === TIME ? months : [placeOf(dimension, key)];
      });
    const start: string = by.includes(TIME) ? key.period.start : '';
    const months = by.includes(TIME) ? within(bucket(start, unit)) : null;
    add(at(months), measures);
    listed.push(at(months));
    if (previous) add(at(bucket(start, unit, UNIT[unit])), previous);
    expect(yearEarlier ?? { people: null, count: null }).toEqual({ people: null, count: null });
    // These are computed from what is told.
    const { people } = statistics.total;
    expect(share).toBe(people === null ? null : measures.people / people);
    running += measures.count;
    expect(by.includes(TIME) || runningTotal === running).toBe(true);
  }
  if (!others && by.length > 0) {
    const seen = new Set(listed.map((box) => keyOf(box)));
    for (const box of groupsOf(question)) if (!seen.has(keyOf(box))) add(box, { people: null, count: null });
  }
  if (others) {
    const taken = new Set(listed.flatMap((box) => kinds.inside(boxOf(box))));
    const rest = kinds.inside(boxOf(where)).filter((i) => !taken.has(i));
    for (const measure of ['people', 'count'] as const)
      told.push({ box: null, of: rest, measure, figure: statistics.others[measure] });
  }
  // Of what the world has no month of, nothing follows.
  return told.filter(({ of }) => of.length > 0);
}

const subsets = (of: readonly number[]): number[][] =>
  of.reduce<number[][]>((all, each) => [...all, ...all.map((set) => [...set, each])], [[]]);
const runs = (size: number): (readonly number[] | null)[] => [
  null,
  ...Array.from({ length: size }, (_, from) =>
    Array.from({ length: size - from }, (__, more) => Array.from({ length: more + 1 }, (___, i) => from + i)),
  ).flat(),
];
const only = (dimension: number, things: readonly number[]): Box => ANY.with(dimension, things);

/** What the language of statistics has for it, allowed or not; the same group asked for in other words has the same figure. */
function questions(): Question[] {
  const groupings = subsets([PROGRAM, GROUP, STREET, STATUS, TIME]).flatMap((by) =>
    (by.includes(TIME) ? (['MONTH', 'QUARTER', 'YEAR'] as const) : (['MONTH'] as const)).map((unit) => ({
      by,
      unit,
    })),
  );
  const picked = [only(GROUP, [0]), only(STREET, [1]), only(TIME, [2]), only(TIME, [3, 4, 5])];
  const programs = PROGRAMS.map((_, i) => only(PROGRAM, [i]));
  const grouped = groupings.flatMap(({ by, unit }) =>
    [
      ...(by.length < 5 ? [ANY] : []),
      ...(by.length === 2 ? picked : []),
      ...(by.length === 4 ? programs : []),
    ]
      .filter((where) => where.every((things, dimension) => things === null || !by.includes(dimension)))
      .map((where) => ({ where, by, unit })),
  );
  const others = groupings
    .filter(({ by, unit }) => (by.length === 1 || by.length === 2) && unit === 'MONTH')
    .flatMap((grouping) =>
      ['ASC', 'DESC'].flatMap((direction) =>
        [1, 3].map((first) => ({ where: ANY, ...grouping, others: { first, direction } })),
      ),
    );
  const ranges = [0].flatMap((group) =>
    runs(3).flatMap((streets) =>
      runs(6).map((months) => ({
        where: [null, [group], streets, null, months],
        by: [],
        unit: 'MONTH' as const,
      })),
    ),
  );
  return [...grouped, ...others, ...ranges];
}

/** Asks everything; what is refused tells nothing. */
async function askStatistics(): Promise<{ told: Told[]; answered: number; refused: number }> {
  const told: Told[] = [];
  const counts = { answered: 0, refused: 0 };
  for (const question of questions()) {
    const { data, errors } = await send(textOf(question));
    const refusal = errors?.[0]?.extensions.code;
    expect([undefined, 'NOT_ALLOWED']).toContain(refusal);
    if (refusal) {
      counts.refused += 1;
      continue;
    }
    counts.answered += 1;
    told.push(...toldBy(question, data.serviceRequestStatistics));
  }
  return { told, ...counts };
}

const lastDay = (month: number): string => new Date(Date.UTC(2026, month + 1, 0)).toISOString().slice(0, 10);

/** The public totals of requests, of every run of months. */
async function askRequestStatistics(): Promise<Told[]> {
  const told: Told[] = [];
  const untold: (number | null)[] = [];
  for (const months of runs(6)) {
    if (!months) continue;
    const { data } = await send(
      `{ requestStatistics(${D}, from: "${MONTHS[months[0]!]}-01", to: "${lastDay(months.at(-1)!)}") { count lateCount
        months { month count lateCount } byStatus { status count } byGroup { group { code } count } } }`,
    );
    const { count, lateCount, months: each, byStatus, byGroup } = data.requestStatistics;
    const add = (box: Box, figure: number | null): void => {
      told.push(toldOf(box, 'count', figure));
    };
    for (const month of each) {
      const box = only(TIME, [MONTHS.indexOf(month.month)]);
      add(box, month.count);
      add(box.with(STATUS, [0]), month.lateCount);
    }
    if (months.length !== 1 && !(months.length === 3 && months[0]! % 3 === 0)) {
      // Of such a period as a whole nothing is told.
      untold.push(count, lateCount, ...[...byStatus, ...byGroup].map((line: any) => line.count));
      continue;
    }
    const here = only(TIME, months);
    add(here, count);
    // Whatever was approved is late, and nothing else.
    add(here.with(STATUS, [0]), lateCount);
    for (const [i, status] of STATUSES.entries())
      add(here.with(STATUS, [i]), byStatus.find((line: any) => line.status === status).count);
    for (const [i, { code }] of GROUPS.entries())
      add(here.with(GROUP, [i]), byGroup.find((line: any) => line.group.code === code).count);
  }
  expect(new Set(untold)).toEqual(new Set([null]));
  return told;
}

/** What stands in the SQL views. */
async function askViews(): Promise<Told[]> {
  const rows = async (view: string, column: string) =>
    sql(`select to_char(month, 'YYYY-MM') as month, ${column} as value, requests from report.${view}`);
  const told: Told[] = [];
  const add = (row: any, box: (here: Box) => Box): void => {
    const here = only(TIME, [MONTHS.indexOf(row.month)]);
    told.push(toldOf(box(here), 'count', row.requests));
  };
  for (const row of await rows('service_requests_by_month', 'null')) add(row, (here) => here);
  for (const row of await rows('service_requests_by_status', 'status'))
    if (STATUSES.includes(row.value)) add(row, (here) => here.with(STATUS, [STATUSES.indexOf(row.value)]));
  for (const row of await rows('service_requests_by_group', 'group_code')) {
    const group = GROUPS.findIndex(({ code }) => code === row.value);
    if (group >= 0) add(row, (here) => here.with(GROUP, [group]));
  }
  return told;
}

/** The fewest that can have been told of so. */
const fewestOf = (figure: number): number => {
  for (let size = FEWEST; size < figure + FEWEST; size += 1) if (guarded(size, figure)) return size;
  throw new Error(`The guard tells of no group as ${figure}`);
};

/** What an answer leaves possible, by the rules of the guard. */
const byGuard = (figure: number | null): Interval =>
  figure === null ? [0, Infinity] : [fewestOf(figure), figure + (MOST_STEPS + 1) * PRECISION - 1];
/** The same where what is few is hidden, and everything else told exactly. */
const byHiding = (figure: number | null): Interval => (figure === null ? [0, 4] : [figure, figure]);

/** The ways in which a box falls into parts: by each dimension of which it takes any, and a run of months by its quarters and months. */
function partsOf(box: Box): Box[][] {
  const ways = [PROGRAM, GROUP, STREET, STATUS].flatMap((dimension) =>
    box[dimension] === null
      ? [Array.from({ length: kinds.sizes[dimension]! }, (_, i) => box.with(dimension, [i]))]
      : [],
  );
  const months = box[TIME];
  if (months === null)
    ways.push(
      [
        [0, 1, 2],
        [3, 4, 5],
      ].map((quarter) => box.with(TIME, quarter)),
    );
  else if (months!.length > 1) ways.push(months!.map((month) => box.with(TIME, [month])));
  return ways;
}

/** Every box that things and periods pick. */
const EVERY: readonly Box[] = [PROGRAM, GROUP, STREET, STATUS, TIME].reduce<Box[]>(
  (boxes, dimension) => [
    ...boxes,
    ...boxes.flatMap((box) =>
      [
        ...Array.from({ length: kinds.sizes[dimension]! }, (_, i) => [i]),
        ...(dimension === TIME
          ? [
              [0, 1, 2],
              [3, 4, 5],
            ]
          : []),
      ].map((things) => box.with(dimension, things)),
    ),
  ],
  [ANY],
);

interface Attacked {
  size: number;
  isCertain: boolean;
  estimate: number;
  byMargins: number;
}

/** What becomes of the small groups of up to three things when all that was told is put together. */
function attack(counts: readonly number[], told: readonly Told[], read: typeof byGuard): Attacked[] {
  const sizeOf = (box: Box): number => kinds.inside(box).reduce((sum, i) => sum + counts[i]!, 0);
  // The same answer to the same question says nothing new.
  const different = new Map(told.map((each) => [`${each.of.join()} ${each.figure}`, each]));
  const figures = [...different.values()];
  const ofBoxes = figures.flatMap(({ box, figure }) => (box ? [{ box, between: read(figure) }] : []));
  const intervals = intervalsOf(ofBoxes, partsOf);
  for (const [key, [low, high]] of intervals) {
    const size = sizeOf(JSON.parse(key) as Box);
    expect([key, size, size >= low && size <= high]).toEqual([key, size, true]);
  }
  const solved = leastSquares(
    kinds.all.length,
    figures.map(({ of, figure }) => ({ of, told: figure })),
  );
  const total = sizeOf(ANY);
  const small = (size: number): number => Math.min(4, Math.max(1, Math.round(size)));
  return pickedBy(3).flatMap((box) => {
    const size = sizeOf(box);
    if (size < 1 || size > 4) return [];
    const [low, high] = intervals.get(keyOf(box)) ?? [0, Infinity];
    const margins = box.map((things, i) => (things === null ? 1 : sizeOf(ANY.with(i, things)) / total));
    return [
      {
        size,
        isCertain: low === high || (low >= 1 && high <= 4),
        estimate: small(kinds.inside(box).reduce((sum, i) => sum + solved[i]!, 0)),
        byMargins: small(margins.reduce((product, margin) => product * margin, total)),
      },
    ];
  });
}

/** Boxes of which one measure was told in two ways. */
function differing(told: readonly Told[]): unknown[] {
  const figures = Map.groupBy(told, ({ box, measure }) => `${measure} ${JSON.stringify(box)}`);
  return [...figures].filter(([key, each]) => {
    const different = new Set(each.map(({ figure }) => figure));
    return !key.endsWith('null') && different.size > 1;
  });
}

/** How many of so many small groups are rebuilt. */
function rebuilt(groups: readonly Attacked[]) {
  const count = (is: (group: Attacked) => boolean): number => groups.filter(is).length;
  const guesses = [
    count(({ size, byMargins }) => byMargins === size),
    ...[1, 2, 3, 4].map((most) => count(({ size }) => size === most)),
  ];
  const right = count(({ size, estimate }) => estimate === size);
  return {
    small: groups.length,
    certain: count(({ isCertain }) => isCertain),
    right,
    guessed: Math.max(...guesses),
    /** By how much of all groups the estimate is better than a guess. */
    better: (right - Math.max(...guesses)) / groups.length,
  };
}

test(
  'nobody rebuilds small groups of requests from everything that everybody is told',
  { timeout: 120_000 },
  async () => {
    const groups: Attacked[] = [];
    for (const seed of [1]) {
      const counts = countsOf(seed);
      await write(counts);
      const { told, answered, refused } = await askStatistics();
      expect(answered).toBeGreaterThan(30);
      expect(refused).toBeGreaterThan(150);
      const elsewhere = [...(await askRequestStatistics()), ...(await askViews())];
      expect(elsewhere.filter(({ figure }) => figure !== null).length).toBeGreaterThan(30);
      expect(differing([...told, ...elsewhere])).toEqual([]);
      groups.push(...attack(counts, [...told, ...elsewhere], byGuard));
    }
    const { small, certain, better } = rebuilt(groups);
    expect(small).toBeGreaterThan(50);
    expect(certain).toBe(0);
    expect(better).toBeLessThan(MARGIN);
  },
);

test(
  'the same attack finds nearly all where exact figures stand beside hidden ones',
  { timeout: 120_000 },
  async () => {
    const counts = countsOf(1);
    await write(counts);
    Object.assign(protection, { isChecked: false, isRounded: false });
    const { told, refused } = await askStatistics().finally(() => {
      Object.assign(protection, { isChecked: true, isRounded: true });
    });
    const { small, certain, better } = rebuilt(attack(counts, told, byHiding));
    expect(refused).toBe(0);
    expect(certain / small).toBeGreaterThan(0.9);
    expect(better).toBeGreaterThan(MARGIN);
  },
);

/** What the guard itself would tell of these boxes; `twice`: as if a count were drawn apart from its people. */
function tellAll(
  counts: readonly number[],
  boxes: readonly Box[],
  { key, twice }: { key: string; twice: boolean },
): Told[] {
  const tells = guard((purpose, text) =>
    createHmac('sha256', key).update(`${purpose}\n${text}`).digest('base64url'),
  );
  return boxes.flatMap((box) => {
    const of = kinds.inside(box);
    const people = of.reduce((sum, i) => sum + counts[i]!, 0);
    const who = createHash('sha256')
      .update(of.filter((i) => counts[i]! > 0).join())
      .digest('hex');
    return (twice ? ['people', 'count'] : ['people']).map((measure) => {
      const set = {
        people,
        count: people,
        most: 1,
        ofPeople: who + (measure === 'count' ? measure : ''),
        ofRows: who,
      };
      return { box, of, measure: 'people' as const, figure: tells(set)?.people ?? null };
    });
  });
}

const THINGS = serviceRequestCube.people!.things;

/** Every box that things pick, so many at most. */
const pickedBy = (things: number): Box[] =>
  EVERY.filter((box) => box.filter((some) => some !== null).length <= things);
const RANGES: readonly Box[] = runs(3).flatMap((groups) =>
  runs(3).flatMap((streets) => runs(6).map((months) => boxOf([null, groups, streets, null, months]))),
);

test.each([
  ['of two things at once, as everybody may ask, they are not rebuilt', pickedBy(THINGS), false],
  ['of three things they would be', pickedBy(3), true],
  ['of any number of things, each count drawn again, they would be', EVERY, true],
  ['of ranges they would be', [...pickedBy(THINGS), ...RANGES], true],
] as const)('over many worlds: %s', { timeout: 120_000 }, (_, boxes, isRebuilt) => {
  const groups = [1, 2, 3, 4, 5, 6].flatMap((seed) => {
    const counts = countsOf(seed);
    const twice = boxes === EVERY;
    return attack(counts, tellAll(counts, boxes, { key: `key ${seed}`, twice }), byGuard);
  });
  const { small, certain, better } = rebuilt(groups);
  expect(small).toBeGreaterThan(500);
  expect(certain).toBe(0);
  expect(better > MARGIN).toBe(isRebuilt);
});

/** A plain model of statistics over activities in memory, written without a look at the engine. */

export interface Row {
  id: string;
  program: number;
  campaign: string | null;
  organizer: string;
  status: string;
  startsAt: number;
  publishedAt: number | null;
  capacity: number | null;
  signUps: number;
  groups: string[];
}

export interface World {
  /** Code of the party above each, and what it is ordered by. */
  parties: Map<string, { above: string | null; sort: string; isStreet: boolean }>;
  campaigns: string[];
  statuses: string[];
  groups: string[];
}

export interface Query {
  groupBy: any[];
  having: any[];
  orderBy: any[];
  first: number;
  matches: (row: Row) => boolean;
  /** The condition on the start, by itself. */
  starts: { from: number | null; before: number | null } | null;
}

const HOURS = 3_600_000;
const shanghai = (instant: number) => new Date(instant + 8 * HOURS);
const iso = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

export function bucket(instant: number, unit: string): string {
  const date = shanghai(instant);
  const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (unit === 'YEAR') return iso(y, 0, 1);
  if (unit === 'QUARTER') return iso(y, m - (m % 3), 1);
  if (unit === 'MONTH') return iso(y, m, 1);
  if (unit === 'WEEK') return iso(y, m, d - ((date.getUTCDay() || 7) - 1));
  return iso(y, m, d);
}

export function next(start: string, unit: string, by = 1): string {
  const [y, m, d] = start.split('-').map(Number) as [number, number, number];
  if (unit === 'YEAR') return iso(y + by, 0, 1);
  if (unit === 'QUARTER') return iso(y, m - 1 + 3 * by, 1);
  if (unit === 'MONTH') return iso(y, m - 1 + by, 1);
  return iso(y, m - 1, d + (unit === 'WEEK' ? 7 * by : by));
}

/** Number of a week: how many Thursdays of its year have been. */
const weekOf = (monday: string): [year: number, week: number] => {
  const thursday = next(next(next(monday, 'DAY'), 'DAY'), 'DAY');
  const year = Number(thursday.slice(0, 4));
  let week = 0;
  for (let day = iso(year, 0, 1); day <= thursday; day = next(day, 'DAY'))
    if (new Date(`${day}T00:00:00Z`).getUTCDay() === 4) week += 1;
  return [year, week];
};

export function yearBefore(start: string, unit: string): string | null {
  if (unit === 'WEEK') {
    const [year, week] = weekOf(start);
    for (let back = 51; back <= 54; back += 1) {
      const monday = next(start, 'WEEK', -back);
      const [of, number] = weekOf(monday);
      if (of === year - 1 && number === week) return monday;
    }
    return null;
  }
  return start.endsWith('02-29') ? null : `${Number(start.slice(0, 4)) - 1}${start.slice(4)}`;
}

type Key = (string | null)[];
const text = (key: Key) => JSON.stringify(key);

function above(world: World, party: string): string[] {
  const all: string[] = [];
  for (let at: string | null = party; at !== null; at = world.parties.get(at)!.above) all.push(at);
  return all;
}

function values(world: World, grouping: any, row: Row): (string | null)[] {
  switch (grouping.by) {
    case 'PROGRAM':
      return [String(row.program)];
    case 'CAMPAIGN':
      return [row.campaign];
    case 'STATUS':
      return [row.status];
    case 'BENEFICIARY_GROUP':
      return row.groups.length === 0 ? [null] : row.groups;
    case 'STARTS_AT':
      return [bucket(row.startsAt, grouping.unit ?? 'MONTH')];
    case 'PUBLISHED_AT':
      return [row.publishedAt === null ? null : bucket(row.publishedAt, grouping.unit ?? 'MONTH')];
    default: {
      const line = above(world, row.organizer);
      if (grouping.rollUp) return line;
      if (grouping.level === 'TOP') return [line.at(-1)!];
      if (grouping.level === 'STREET')
        return [line.find((party) => world.parties.get(party)!.isStreet) ?? null];
      return [row.organizer];
    }
  }
}

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

function percentile(numbers: number[], at: number): number | null {
  if (numbers.length === 0) return null;
  const sorted = numbers.toSorted((a, b) => a - b);
  const place = at * (sorted.length - 1);
  const low = sorted[Math.floor(place)]!;
  return low + (sorted[Math.ceil(place)]! - low) * (place - Math.floor(place));
}

export function measure(rows: Row[]) {
  const limited = rows.filter(({ capacity }) => capacity !== null);
  const places = sum(limited.map(({ capacity }) => capacity!));
  const ups = rows.map(({ signUps }) => signUps);
  return {
    count: rows.length,
    signUps: sum(ups),
    capacity: places,
    organizers: new Set(rows.map(({ organizer }) => organizer)).size,
    fillRate: places === 0 ? null : sum(limited.map(({ signUps }) => signUps)) / places,
    distribution: {
      mean: ups.length === 0 ? null : sum(ups) / ups.length,
      min: ups.length === 0 ? null : Math.min(...ups),
      max: ups.length === 0 ? null : Math.max(...ups),
      median: percentile(ups, 0.5),
      p90: percentile(ups, 0.9),
    },
  };
}
const FIELDS: Record<string, 'count' | 'signUps' | 'capacity' | 'organizers' | 'fillRate'> = {
  COUNT: 'count',
  SIGN_UPS: 'signUps',
  CAPACITY: 'capacity',
  ORGANIZERS: 'organizers',
  FILL_RATE: 'fillRate',
};

/** What the service must answer. */
export function answer(world: World, all: Row[], query: Query) {
  const { groupBy, starts } = query;
  const axis = groupBy.findIndex(({ by }) => by.endsWith('_AT'));
  const unit = groupBy[axis]?.unit ?? 'MONTH';
  const isLifted = groupBy[axis]?.by === 'STARTS_AT';
  const inRange = (row: Row) =>
    (starts?.from == null || row.startsAt >= starts.from) &&
    (starts?.before == null || row.startsAt < starts.before);
  const wide = all.filter((row) => query.matches(row) && (isLifted || inRange(row)));
  const rows = wide.filter(inRange);
  const cells = (of: Row[]) => {
    const map = new Map<string, Row[]>();
    for (const row of of) {
      let keys: Key[] = [[]];
      for (const grouping of groupBy)
        keys = keys.flatMap((key) => values(world, grouping, row).map((value) => [...key, value]));
      for (const key of keys) map.set(text(key), [...(map.get(text(key)) ?? []), row]);
    }
    return map;
  };
  const groups = groupBy.length === 0 ? new Map<string, Row[]>() : cells(rows);
  const compared = cells(wide);
  if (groupBy[axis]?.fill) fill(groups, groupBy.length, axis, unit, isLifted ? starts : null);
  const total = measure(rows);
  const list = [...groups].map(([key, of]) => ({
    key: JSON.parse(key) as Key,
    rows: of,
    measures: measure(of),
  }));

  const sameLine = (a: Key, b: Key) => text(a.toSpliced(axis, 1)) === text(b.toSpliced(axis, 1));
  const kept = list.filter(({ measures }) =>
    query.having.every((h) => holds(measures[FIELDS[h.measure]!], h.is)),
  );
  kept.sort((a, b) => {
    for (const { measure: by, key, direction } of query.orderBy) {
      const turn = direction === 'DESC' ? -1 : 1;
      const i = groupBy.findIndex((grouping) => grouping.by === key);
      const pair = by
        ? [a.measures[FIELDS[by]!], b.measures[FIELDS[by]!]]
        : [place(world, groupBy[i], a.key[i]!), place(world, groupBy[i], b.key[i]!)];
      const result = compare(pair[0]!, pair[1]!, turn);
      if (result !== 0) return result;
    }
    for (const [i, grouping] of groupBy.entries()) {
      const result = compare(place(world, grouping, a.key[i]!), place(world, grouping, b.key[i]!), 1);
      if (result !== 0) return result;
    }
    return 0;
  });
  let down = 0;
  const shown = kept.slice(0, query.first).map((group) => {
    down += group.measures.signUps;
    const start = axis < 0 ? null : group.key[axis]!;
    const running =
      axis < 0
        ? down
        : start === null
          ? null
          : sum(
              list
                .filter(({ key }) => key[axis] !== null && sameLine(key, group.key) && key[axis]! <= start)
                .map(({ measures }) => measures.signUps),
            );
    const other = (to: string | null) => {
      if (start === null || to === null) return null;
      const { count, signUps } = measure(compared.get(text(group.key.with(axis, to))) ?? []);
      return { count, signUps };
    };
    return {
      key: group.key,
      measures: group.measures,
      share: total.count === 0 ? null : group.measures.count / total.count,
      running,
      ...(axis >= 0 && {
        previous: start === null ? null : other(next(start, unit, -1)),
        yearEarlier: start === null ? null : other(yearBefore(start, unit)),
      }),
    };
  });
  const listed = new Set(shown.map(({ key }) => text(key)));
  const others = new Set([...groups].filter(([key]) => !listed.has(key)).flatMap(([, of]) => of));
  return { groupCount: kept.length, groups: shown, total, others: measure([...others]) };
}

function fill(groups: Map<string, Row[]>, size: number, axis: number, unit: string, starts: Query['starts']) {
  const keys = [...groups.keys()].map((key) => JSON.parse(key) as Key);
  const found = keys.flatMap((key) => key[axis] ?? []).toSorted();
  const from = starts?.from == null ? found[0] : bucket(starts.from, unit);
  const to = starts?.before == null ? found.at(-1) : bucket(starts.before - 1, unit);
  if (from === undefined || to === undefined) return;
  if (size === 1 && keys.length === 0) keys.push([null]);
  for (const key of keys)
    for (let start = from; start <= to; start = next(start, unit)) {
      const filled = text(key.with(axis, start));
      if (!groups.has(filled)) groups.set(filled, []);
    }
}

function holds(value: number | null, is: Record<string, any>): boolean {
  return Object.entries(is).every(([operator, limit]) => {
    if (operator === 'isNull') return (value === null) === limit;
    if (value === null) return false;
    if (operator === 'gt') return value > limit;
    if (operator === 'lte') return value <= limit;
    if (operator === 'ne') return value !== limit;
    if (operator === 'in') return limit.includes(value);
    return value >= limit.from && value <= limit.to;
  });
}

function place(world: World, { by }: any, key: string | null): string | number | null {
  if (key === null) return null;
  if (by === 'PROGRAM') return Number(key);
  if (by === 'CAMPAIGN') return world.campaigns.indexOf(key);
  if (by === 'STATUS') return world.statuses.indexOf(key);
  if (by === 'BENEFICIARY_GROUP') return world.groups.indexOf(key);
  if (by === 'ORGANIZER') return world.parties.get(key)!.sort;
  return key;
}

function compare(a: string | number | null, b: string | number | null, turn: number): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -turn : turn;
}

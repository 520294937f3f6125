import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { adoptRestoredFeed, isFromElsewhere } from '../../src/change/restored-feed.ts';
import { world } from '../setup/world.ts';

const { coordinator, office, given, query, database } = await world();

const CHANGES = `query ($after: Cursor, $first: Int) { changes(after: $after, first: $first) {
  pageInfo { endCursor hasNextPage } nodes { id kind at districtCode subjectId subject { id ... on Activity { title } } } } }`;

test('what becomes public is told in order, and can be read on from any cursor', async () => {
  const { id, version } = await given.activity({ title: '一' });
  await coordinator.does('activityCancel', { id, expectedVersion: version, reason: '雨' });
  const second = await given.activity({ title: '二' });
  const { changes } = await query(CHANGES, { first: 1 });
  expect(changes.nodes).toMatchObject([
    { kind: 'ACTIVITY_PUBLISHED', districtCode: '370117', subjectId: id, subject: { id, title: '一' } },
  ]);
  const rest = (await query(CHANGES, { after: changes.pageInfo.endCursor })).changes.nodes;
  expect(rest.map(({ kind, subjectId }: any) => [kind, subjectId])).toEqual([
    ['ACTIVITY_CANCELLED', id],
    ['ACTIVITY_PUBLISHED', second.id],
  ]);
});

test('a draft is no public change, and of what is void only its going is told', async () => {
  const before = (await query(CHANGES, { first: 100 })).changes.pageInfo.endCursor;
  const { id, version } = await given.activity();
  await office.does('activityVoid', { id, expectedVersion: version, reason: '误录' });
  const { nodes } = (await query(CHANGES, { after: before })).changes;
  expect(nodes).toMatchObject([
    { kind: 'ACTIVITY_PUBLISHED', subject: null },
    { kind: 'ACTIVITY_VOIDED', subject: null, subjectId: id },
  ]);
});

test('what was refused is not told', async () => {
  const before = (await query(CHANGES, { first: 100 })).changes.pageInfo.endCursor;
  const { id, version } = await given.activity();
  await coordinator.refused('activityCancel', { id, expectedVersion: version + 1, reason: '雨' });
  expect((await query(CHANGES, { after: before })).changes.nodes).toHaveLength(1);
});

test('a feed restored on a server whose transactions count from lower goes on, in order, from cursors of before', async () => {
  const { pool } = database;
  const setOffset = (offset: number) => pool.query(`select setval('change_xid_offset', $1)`, [offset]);
  expect([await isFromElsewhere(pool), await adoptRestoredFeed(pool)]).toEqual([false, false]);
  // The former server had counted further.
  await setOffset(1_000_000);
  const [first, second] = [await given.activity(), await given.activity()];
  const all = (await query(CHANGES, { first: 100 })).changes;
  const cursor = (await query(CHANGES, { first: all.nodes.length - 1 })).changes.pageInfo.endCursor;
  await setOffset(0);
  expect((await query(CHANGES, { first: 100 })).changes.nodes.length).toBe(all.nodes.length - 2);
  expect(await isFromElsewhere(pool)).toBe(true);
  expect(
    (await Promise.all([adoptRestoredFeed(pool), adoptRestoredFeed(pool)])).filter(Boolean),
  ).toHaveLength(1);
  expect(await isFromElsewhere(pool)).toBe(false);
  expect((await query(CHANGES, { first: 100 })).changes.nodes).toEqual(all.nodes);
  const third = await given.activity();
  expect(first.id).toBe(all.nodes.at(-2).subjectId);
  const rest = (await query(CHANGES, { after: cursor })).changes.nodes;
  expect(rest.map(({ subjectId }: any) => subjectId)).toEqual([second.id, third.id]);
});

/** Reads the feed to its end again and again until `isDone`; whatever it is killed in the middle of, it reads again. */
async function follow(
  read: (after: string | null) => Promise<{ ids: string[]; cursor: string | null }>,
  isDone: () => boolean,
): Promise<{ seen: string[]; kills: number }> {
  const seen: string[] = [];
  let cursor: string | null = null;
  let kills = 0;
  for (;;) {
    const isLast = isDone();
    const page = await read(cursor);
    // Killed after reading and before its cursor is kept: what it read is lost with it.
    if (!isLast && kills < 50 && page.ids.length > 0 && Math.random() < 0.6) {
      kills += 1;
      continue;
    }
    seen.push(...page.ids);
    cursor = page.cursor ?? cursor;
    if (isLast && page.ids.length === 0) return { seen, kills };
    await sleep(1);
  }
}

test('no change is lost or told twice while slow transactions commit out of order; a naive reader loses some', async () => {
  const start = (await query(CHANGES, { first: 100 })).changes.pageInfo.endCursor;
  const { rows } = await database.pool.query<{ position: string }>(
    'select max(position)::text as position from change',
  );
  const written: string[] = [];
  let isDone = false;
  const writer = async () => {
    for (let i = 0; i < 40; i += 1) {
      const client = await database.pool.connect();
      try {
        await client.query('begin');
        const inserted = await client.query<{ id: string }>(
          `insert into change (id, kind, at, district_code, subject_id) values (gen_random_uuid(), 'VENUE_CREATED', now(), '370117', '') returning id`,
        );
        await sleep(Math.random() < 0.2 ? Math.random() * 60 : Math.random() * 5);
        await client.query('commit');
        written.push(inserted.rows[0]!.id);
      } finally {
        client.release();
      }
    }
  };
  const readers = [
    follow(
      async (after) => {
        const { changes } = await query(
          `query ($after: Cursor) { changes(after: $after, first: 5) { pageInfo { endCursor } nodes { id } } }`,
          { after: after ?? start },
        );
        return {
          ids: changes.nodes.map(({ id }: any) => Buffer.from(id, 'base64url').toString().split(':')[1]),
          cursor: changes.pageInfo.endCursor,
        };
      },
      () => isDone,
    ),
    follow(
      async (after) => {
        const page = await database.pool.query<{ id: string; position: string }>(
          'select id, position::text from change where position > $1 order by position limit 5',
          [after ?? rows[0]!.position],
        );
        return { ids: page.rows.map(({ id }) => id), cursor: page.rows.at(-1)?.position ?? null };
      },
      () => isDone,
    ),
  ] as const;
  await Promise.all(Array.from({ length: 6 }, writer));
  isDone = true;
  const [feed, naive] = await Promise.all(readers);
  expect(feed.seen.toSorted()).toEqual(written.toSorted());
  expect(feed.kills).toBe(50);
  expect(naive.seen.length).toBeLessThan(written.length);
}, 60_000);

import { expect, test } from 'vitest';
import { fromGlobalId, toGlobalId } from '../../src/graph/ids.ts';
import { highlightsOf, rangesOf } from '../../src/search/highlight.ts';
import { world } from '../setup/world.ts';

const w = await world();
const { query, send, coordinator, office, given, partyId, database } = w;

const FIELDS = `kind title match node { __typename id } highlights { field text ranges { start end } }`;
const find = async (text: string, more = '', who: { query: typeof query } = w, fields = FIELDS) =>
  (
    await who.query(
      `query ($text: String!) { search(text: $text${more}) { totalCount totalCountKind counts { kind count countKind } nodes { ${fields} } } }`,
      { text },
    )
  ).search;
const titles = async (text: string, more = '', who: { query: typeof query } = w): Promise<string[]> =>
  (await find(text, more, who, 'title')).nodes.map(({ title }: { title: string }) => title);
const refusal = async (text: string) =>
  (await send('query ($text: String!) { search(text: $text) { totalCount } }', { text })).errors?.[0]!
    .extensions.code;

test('finds what the plan has under its words, whole titles first, and says where they stand', async () => {
  const { nodes, totalCount, totalCountKind, counts } = await find('文明交通劝导');
  expect(nodes[0]).toMatchObject({
    kind: 'PROGRAM',
    title: '文明交通劝导',
    match: 'EXACT_TITLE',
    node: { __typename: 'Program' },
  });
  expect(nodes[0].highlights[0]).toEqual({
    field: 'TITLE',
    text: '文明交通劝导',
    ranges: [{ start: 0, end: 6 }],
  });
  expect(nodes.length).toBe(totalCount);
  expect(totalCountKind).toBe('EXACT');
  expect(counts.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(totalCount);
  const passage = nodes.find(({ kind }: { kind: string }) => kind === 'PASSAGE');
  const [{ text, ranges }] = passage.highlights;
  expect(text.slice(ranges[0].start, ranges[0].end)).toBe('文明交通劝导');
});

test('names are found by pinyin from the start of a syllable, and by initials', async () => {
  expect(await titles('xuanchuanbu', ', kinds: [PARTY]')).toContain('区委宣传部');
  expect(await titles('qwxcb', ', kinds: [PARTY]')).toContain('区委宣传部');
  expect(await titles('aishan')).toContain('艾山街道');
  expect(await titles('uanchuanbu', ', kinds: [PARTY]')).toEqual([]);
  const { nodes } = await find('qwxcb', ', kinds: [PARTY]');
  expect(nodes[0]).toMatchObject({ match: 'PINYIN', highlights: [] });
});

test('one character is enough, several words must all stand there', async () => {
  expect((await find('妇')).nodes.map(({ title }: any) => title)).toContain('区妇联');
  const [first, ...others] = await titles('文明 交通', ', kinds: [PROGRAM]');
  expect(first).toBe('文明交通劝导');
  // Those that have one in the title and the other in the summary.
  expect(others).toContain('倡导文明行为');
  expect(await titles('文明 没有这个词', ', kinds: [PROGRAM]')).toEqual([]);
});

test('the form of the text does not matter: blanks, quotes, brackets, width', async () => {
  const same = async (one: string, other: string) => {
    const found = await titles(one);
    expect(found.length, one).toBeGreaterThan(0);
    expect(await titles(other), `${one} as ${other}`).toEqual(found);
  };
  await same('“四个 100”', '“四个100”');
  await same('四个100', '四个１００');
  await same('“好帮手”', '"好帮手"');
  await same('“好帮手”', '「好帮手」');
  await same('（所、站）', '(所、站)');
  await same('大V', '大Ｖ');
  await same('大V', '大v');
  expect(await titles('大V')).toContain('网络大V');
  expect((await find('大V')).nodes.map(({ kind }: { kind: string }) => kind)).toContain('PASSAGE');
  const [passage] = (await find('"四个100"', ', kinds: [PASSAGE]')).nodes;
  const [{ text, ranges }] = passage.highlights;
  expect(text.slice(ranges[0].start, ranges[0].end)).toBe('“四个 100”');
});

test('activities and stories, which an index finds, too', async () => {
  await given.activity({ title: '第１届 (秋季) 网络大 V 走进“好 帮手”' });
  for (const text of ['第1届', '大V走进', '（秋季）', '网络大v', '"好', '走进"'])
    expect(await titles(text, ', kinds: [ACTIVITY]'), text).toHaveLength(1);
  expect(await titles('好帮手', ', kinds: [ACTIVITY]')).toEqual([]);
});

test('a code finds what has it, first', async () => {
  const program = await query('{ program(by: { code: "2022-4/3" }) { title } }');
  const { nodes } = await find('2022-4/3');
  expect(nodes[0]).toMatchObject({
    kind: 'PROGRAM',
    title: program.program.title,
    match: 'CODE',
    highlights: [],
  });
  const activity = await given.activity({ title: '按编号找' });
  const { rows } = await database.pool.query<{ code: string }>('select code from activity where title = $1', [
    '按编号找',
  ]);
  expect(activity).toBeTruthy();
  for (const code of [rows[0]!.code, rows[0]!.code.toLowerCase(), rows[0]!.code.replaceAll('-', '－')])
    expect((await find(code)).nodes[0], code).toMatchObject({ title: '按编号找', match: 'CODE' });
  expect((await find('370117/AISHAN-STREET')).nodes).toMatchObject([{ title: '艾山街道', match: 'CODE' }]);
});

test('a slogan finds its program, pinyin a term', async () => {
  expect((await find('城市美容师', ', kinds: [PROGRAM]')).nodes).toHaveLength(1);
  expect(await titles('weilao', ', kinds: [TERM]')).toEqual(['为老']);
});

test('only what the asker may see is found', async () => {
  const story = await coordinator.does('storyCreate', {
    input: { title: '树下', body: '大家一起修剪了石榴树。', owner: partyId('370117/aishan-street') },
  });
  expect(await titles('石榴树', ', kinds: [STORY]')).toEqual([]);
  expect((await find('石榴树', ', kinds: [STORY]', office)).nodes).toMatchObject([
    {
      match: 'BODY',
      node: { id: story.id },
      highlights: [{ field: 'BODY', text: '大家一起修剪了石榴树。', ranges: [{ start: 7, end: 10 }] }],
    },
  ]);
});

test('whoever may see more finds no more than has the words', async () => {
  await given.activity({ title: '修剪银杏树' });
  await given.activity({ title: '清扫广场' });
  for (const who of [w, coordinator, office]) {
    expect(await titles('银杏', ', kinds: [ACTIVITY]', who)).toEqual(['修剪银杏树']);
  }
});

test('pages one after another give everything once, forward and backward', async () => {
  for (const name of ['石榴园一', '石榴园二', '石榴园三', '石榴园', '大石榴园'])
    await given.activity({ title: name });
  const page = (args: string) =>
    query(
      `{ search(text: "石榴", ${args}) { pageInfo { hasNextPage endCursor hasPreviousPage startCursor } nodes { title node { id } } } }`,
    );
  const walk = async (first: boolean) => {
    const found: any[] = [];
    for (let cursor: string | null = null; ;) {
      const at: string = cursor === null ? '' : `, ${first ? 'after' : 'before'}: "${cursor}"`;
      const { search } = await page(`${first ? 'first' : 'last'}: 2${at}`);
      if (first) found.push(...search.nodes);
      else found.unshift(...search.nodes);
      if (!(first ? search.pageInfo.hasNextPage : search.pageInfo.hasPreviousPage)) return found;
      cursor = first ? search.pageInfo.endCursor : search.pageInfo.startCursor;
    }
  };
  const forward = await walk(true);
  expect(forward[0].title).toBe('石榴园');
  expect(forward).toHaveLength((await find('石榴')).totalCount);
  expect(new Set(forward.map(({ node }) => node.id)).size).toBe(forward.length);
  expect(await walk(false)).toEqual(forward);
  const { search } = await page('first: 1');
  const { errors } = await send(
    `{ search(text: "榴", after: "${search.pageInfo.endCursor}") { totalCount } }`,
  );
  expect(errors![0]!.extensions.code).toBe('CURSOR_OF_ANOTHER_ORDER');
});

test('nothing to look for, too much of it and odd characters are answered clearly', async () => {
  expect(await refusal('')).toBe('BAD_VALUE');
  expect(await refusal(' \n　')).toBe('BAD_VALUE');
  expect(await refusal('字'.repeat(101))).toBe('BAD_VALUE');
  expect(await refusal('一 二 三 四 五 六 七 八 九 十 百')).toBe('BAD_VALUE');
  for (const text of ['%', '_', '\\', `'`, '"', '😀', ';--', '\u0001a', '[', '(', 'a.*', '＆']) {
    expect(await refusal(text), text).toBeUndefined();
  }
  expect(await titles('%')).toEqual([]);
  const { errors } = await send(`{ search(text: "a", after: "${'x'.repeat(20)}") { totalCount } }`);
  expect(errors![0]!.extensions.code).toBe('BAD_CURSOR');
  expect((await find('文明', ', kinds: []')).nodes).toEqual([]);
});

test('one statement finds a page, one more counts, and one reads the objects of each kind', async () => {
  database.statements = [];
  await query('{ search(text: "文明", kinds: [PROGRAM, PASSAGE]) { nodes { title } } }');
  expect(database.statements).toHaveLength(1);
  database.statements = [];
  await query(
    '{ search(text: "文明", kinds: [PROGRAM, PASSAGE]) { totalCount counts { kind } nodes { title node { ... on Program { code } ... on Passage { quote } } } } }',
  );
  expect(database.statements).toHaveLength(4);
});

test('a word that stands everywhere gives the newest first without making the grams of any row, a rare one goes by the index', async () => {
  const { id: first } = await given.activity();
  await database.pool.query(
    `insert into activity select r.* from activity a, generate_series(1, 3000) n,
       jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'code', '370117-B-' || n, 'summary', '简介 ' || n,
         'starts_at', a.starts_at + n * interval '1 second', 'ends_at', a.ends_at + n * interval '1 second')) r
     where a.id = $1`,
    [fromGlobalId(first).key],
  );
  await database.pool.query('analyze activity');
  const { rows } = await database.pool.query<{ id: string }>(
    `select id from activity where code like '370117-B-%' order by starts_at desc, id desc limit 20`,
  );
  const searching = async (text: string) => {
    database.statements.splice(0);
    const { nodes, counts } = await find(text, ', kinds: [ACTIVITY], first: 20');
    const ids = nodes.map(({ node }: { node: { id: string } }) => node.id);
    return { ids, counts, statements: database.statements.filter((each) => each.includes('with found')) };
  };
  const common = await searching('简介');
  expect(common.ids).toEqual(rows.map(({ id }) => toGlobalId('Activity', id)));
  expect(common.counts).toEqual([{ kind: 'ACTIVITY', count: 1_000, countKind: 'ESTIMATED' }]);
  expect(common.statements.join()).not.toContain('grams');
  const rare = await searching('介 2999');
  expect(rare.ids).toHaveLength(1);
  expect(rare.statements.join()).toContain('grams');
});

test('words are marked where they stand, in whatever case, and never in half of a character', () => {
  expect(rangesOf('ABcabc', ['bc'])).toEqual([
    { start: 1, end: 3 },
    { start: 4, end: 6 },
  ]);
  expect(rangesOf('“四个 100”与四个１００', ['四个100'])).toEqual([
    { start: 1, end: 7 },
    { start: 9, end: 14 },
  ]);
  expect(rangesOf('ａｂc(站)', ['ABC（站）', '$^'])).toEqual([{ start: 0, end: 6 }]);
  expect(rangesOf('文明文明', ['文明', '明文'])).toEqual([{ start: 0, end: 4 }]);
  expect(rangesOf('İstanbul', ['stan'])).toEqual([{ start: 1, end: 5 }]);
  const [body] = highlightsOf('', `${'😀'.repeat(30)}找${'字'.repeat(300)}`, ['找']);
  expect(body!.text.isWellFormed()).toBe(true);
  expect(body!.text.slice(body!.ranges[0]!.start, body!.ranges[0]!.end)).toBe('找');
});

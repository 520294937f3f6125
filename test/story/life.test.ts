import { expect, test } from 'vitest';
import { world } from '../setup/world.ts';
import { FIELDS, storiesIn, type Written } from './given.ts';

const w = await world();
const { coordinator, office, given, query, database, setNow, programs, term, partyId } = w;
const {
  media,
  otherStreet,
  input,
  create,
  submit,
  clear,
  publish,
  submitted,
  cleared,
  published,
  seen,
  kept,
  told,
} = await storiesIn(w);

const change = ({ id, version }: Written) => ({ id, expectedVersion: version });
const refusedBy = (who: typeof media, mutation: string, story: Written, more = {}) =>
  who.refused(mutation, { ...change(story), ...more });

test('from a lead to publication and retraction, with who and when', async () => {
  const activity = await given.activity();
  setNow('2026-11-24T04:00:00Z');
  const lead = await create({ title: '可写一篇', body: null, activity: activity.id });
  expect(lead).toMatchObject({ status: 'LEAD' });
  expect(lead.code).toMatch(/^370117-N-\d{6}$/);
  setNow('2026-11-24T05:00:00Z');
  const draft = await coordinator.does(
    'storyUpdate',
    {
      ...change(lead),
      input: input({
        activity: activity.id,
        parties: [partyId('370117/volunteer-corps')],
        platforms: [term('media-platforms/social'), term('media-platforms/video')],
        credits: {
          source: '艾山街道',
          textAuthor: '甲',
          photographer: '乙',
          captionAuthor: '丙',
          editor: '丁',
        },
      }),
    },
    FIELDS,
  );
  expect(draft.status).toBe('DRAFT');
  setNow('2026-11-24T06:00:00Z');
  const waiting = await submit(draft);
  setNow('2026-11-24T07:00:00Z');
  const back = await media.does('storyReturn', { ...change(waiting), reason: '请补图片' }, FIELDS);
  expect(back.status).toBe('DRAFT');
  const again = await clear(await submit(back));
  expect(await seen(again.id)).toBeNull();
  setNow('2026-11-24T08:00:00Z');
  const live = await publish(again);
  expect(await seen(live.id)).toEqual({ id: live.id, status: 'PUBLISHED' });
  const { story } = await query(
    `{ story(by: {code: "${live.code}"}) { title program { code } activity { code stories { nodes { code } } } owner { name }
       parties { name } platforms { label } credits { source textAuthor photographer captionAuthor editor reviewer }
       publishedAt retractedAt steps { status } districtCode isDemo } }`,
  );
  expect(story).toEqual({
    title: '绿化带变了样',
    program: { code: '2022-4/3' },
    activity: { code: activity.code, stories: { nodes: [{ code: live.code }] } },
    owner: { name: '艾山街道' },
    parties: [{ name: expect.stringContaining('总队') }],
    platforms: expect.arrayContaining([{ label: '社交' }, { label: '视频' }]),
    credits: {
      ...{ source: '艾山街道', textAuthor: '甲', photographer: '乙', captionAuthor: '丙', editor: '丁' },
      reviewer: null,
    },
    publishedAt: '2026-11-24T08:00:00.000Z',
    retractedAt: null,
    // Who did it is nobody's business outside.
    steps: [],
    districtCode: '370117',
    isDemo: false,
  });
  setNow('2026-11-24T09:00:00Z');
  await media.does('storyRetract', { ...change(live), reason: '数字有误' });
  expect(await seen(live.id)).toBeNull();
  expect(await told(live.id)).toEqual(['STORY_PUBLISHED', 'STORY_RETRACTED']);
  const { steps, retractedAt } = await kept(
    live.id,
    'retractedAt steps { status at reason account { subject } }',
  );
  expect(retractedAt).toBe('2026-11-24T09:00:00.000Z');
  expect(steps.map(({ status, reason, account }: any) => [status, reason, account?.subject ?? null])).toEqual(
    [
      ['LEAD', null, 'coordinator'],
      ['DRAFT', null, 'coordinator'],
      ['SUBMITTED', null, 'coordinator'],
      ['DRAFT', '请补图片', 'media'],
      ['SUBMITTED', null, 'coordinator'],
      ['CLEARED', null, 'media'],
      ['PUBLISHED', null, 'media'],
      ['RETRACTED', '数字有误', 'media'],
    ],
  );
  expect(steps[1].at).toBe('2026-11-24T05:00:00.000Z');
  setNow('2026-11-24T04:00:00Z');
});

const STATES: [string, () => Promise<Written>][] = [
  ['LEAD', () => create({ body: null })],
  ['DRAFT', () => create()],
  ['SUBMITTED', () => submitted()],
  ['CLEARED', () => cleared()],
  ['PUBLISHED', () => published()],
  [
    'RETRACTED',
    async () => media.does('storyRetract', { ...change(await published()), reason: '撤' }, FIELDS),
  ],
];
const ALLOWED: Record<string, string[]> = {
  storyUpdate: ['LEAD', 'DRAFT', 'PUBLISHED'],
  storySubmit: ['DRAFT'],
  storyReturn: ['SUBMITTED', 'CLEARED'],
  storyClear: ['SUBMITTED'],
  storyPublish: ['CLEARED'],
  storyRetract: ['LEAD', 'DRAFT', 'SUBMITTED', 'CLEARED', 'PUBLISHED'],
};

test.for(STATES)('%s allows what it allows and nothing else', async ([status, make]) => {
  for (const [mutation, states] of Object.entries(ALLOWED)) {
    const story = await make();
    const args = {
      ...change(story),
      ...(mutation === 'storyUpdate' && { input: input() }),
      ...(/Return|Retract/.test(mutation) && { reason: '试' }),
    };
    const { errors } = await media.tries(mutation, args);
    const isAllowed = states.includes(status);
    expect(errors, mutation).toMatchObject(isAllowed ? [] : [{ __typename: 'InvalidTransition', status }]);
    const after = (await kept(story.id, 'version')).version as number;
    expect(after > story.version, mutation).toBe(isAllowed);
  }
});

test('a story that is given up before it was public is told to nobody', async () => {
  const story = await create();
  await office.does('storyRetract', { ...change(story), reason: '不写了' });
  expect(await told(story.id)).toEqual([]);
});

test('the owner’s coordinator writes and submits, and does no more', async () => {
  for (const [mutation, story, more] of [
    ['storyClear', await submitted(), {}],
    ['storyReturn', await submitted(), { reason: '试' }],
    ['storyPublish', await cleared(), {}],
    ['storyRetract', await published(), { reason: '试' }],
    ['storyUpdate', await published(), { input: input() }],
  ] as const) {
    expect((await refusedBy(coordinator, mutation, story, more)).__typename, mutation).toBe('NotAllowed');
  }
  const draft = await create();
  expect((await refusedBy(otherStreet, 'storySubmit', draft)).__typename).toBe('NotFound');
  expect((await otherStreet.refused('storyCreate', { input: input() })).__typename).toBe('NotAllowed');
  // Nor can it be given away to somebody else, or taken.
  const given = { input: input({ owner: partyId('370117/lixin-street') }) };
  expect((await refusedBy(coordinator, 'storyUpdate', draft, given)).__typename).toBe('NotAllowed');
});

test('a published story is corrected by those who clear it, and the feed says so', async () => {
  const story = await published();
  const corrected = await media.does(
    'storyUpdate',
    { ...change(story), input: input({ title: '绿化带焕然一新' }) },
    'status title version',
  );
  expect(corrected).toMatchObject({ status: 'PUBLISHED', title: '绿化带焕然一新' });
  expect(await told(story.id)).toEqual(['STORY_PUBLISHED', 'STORY_UPDATED']);
  expect(
    await refusedBy(media, 'storyUpdate', { ...story, ...corrected }, { input: input({ body: ' ' }) }),
  ).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'body'] });
});

test('two who act at once: one does', async () => {
  const story = await cleared();
  const both = await Promise.all([
    media.tries('storyPublish', change(story)),
    office.tries('storyReturn', { ...change(story), reason: '再看' }),
  ]);
  expect(both.filter(({ object }) => object !== null)).toHaveLength(1);
  expect(both.flatMap(({ errors }) => errors)[0]!.__typename).toBe('VersionConflict');
});

test('sent twice with one key, it is written once', async () => {
  const args = { input: input(), idempotencyKey: crypto.randomUUID() };
  const [first, second] = [
    await coordinator.does('storyCreate', args, FIELDS),
    await coordinator.does('storyCreate', args, FIELDS),
  ];
  expect(second).toEqual(first);
});

const WRONG: [string, Record<string, unknown>, string, string[]][] = [
  ['no title', { title: ' ' }, 'InvalidInput', ['input', 'title']],
  ['a title of 65 characters', { title: '字'.repeat(65) }, 'InvalidInput', ['input', 'title']],
  ['a body of 50,001 characters', { body: '字'.repeat(50_001) }, 'InvalidInput', ['input', 'body']],
  ['a text that turns the line round', { body: '钱\u202e款' }, 'InvalidInput', ['input', 'body']],
  [
    'a collective as owner',
    { owner: partyId('370117/streets-and-zones') },
    'InvalidInput',
    ['input', 'owner'],
  ],
  [
    'a term of another list',
    { platforms: [term('five-rates/awareness-rate')] },
    'InvalidInput',
    ['input', 'platforms'],
  ],
  ['a number of nobody', { volunteerNumbers: ['370117-999999'] }, 'NotFound', ['input', 'volunteerNumbers']],
  [
    'too many parties',
    { parties: Array.from({ length: 21 }, () => partyId('370117/lixin-street')) },
    'InvalidInput',
    ['input', 'parties'],
  ],
  [
    'a credit of 51 characters',
    { credits: { editor: '字'.repeat(51) } },
    'InvalidInput',
    ['input', 'credits', 'editor'],
  ],
];

test.for(WRONG)('refuses %s', async ([, more, type, path]) => {
  expect(await coordinator.refused('storyCreate', { input: input(more) })).toMatchObject({
    __typename: type,
    path,
  });
});

test('a unit tells of what it organizes, alone or with others; the media centre of all', async () => {
  const theirs = await given.activity({ organizer: partyId('370117/lixin-street') }, otherStreet);
  const joint = await given.activity(
    { organizer: partyId('370117/lixin-street'), coOrganizers: [partyId('370117/aishan-street')] },
    otherStreet,
  );
  expect(await coordinator.refused('storyCreate', { input: input({ activity: theirs.id }) })).toMatchObject({
    __typename: 'InvalidInput',
    path: ['input', 'activity'],
  });
  await create({ activity: joint.id });
  await create({ activity: theirs.id }, media);
});

test('the program is the activity’s, and no other', async () => {
  const activity = await given.activity();
  expect(
    await coordinator.refused('storyCreate', {
      input: input({ activity: activity.id, program: programs['2022-4/1'] }),
    }),
  ).toMatchObject({ path: ['input', 'program'] });
});

test('a list of stories takes a fixed number of statements', async () => {
  for (let i = 0; i < 4; i += 1) await published({ title: `第 ${i} 篇` });
  const count = async (first: number) => {
    database.statements = [];
    await query(`{ stories(first: ${first}, orderBy: [{field: PUBLISHED_AT, direction: DESC}]) { totalCount nodes { title bodyHtml
      bodyText summary wechatDraft { content } credits { editor } people { name } owner { name } activity { title }
      program { title } pictures { url alt } platforms { label } parties { name } steps { status } } } }`);
    return database.statements.length;
  };
  await count(1);
  expect(await count(4)).toBe(await count(1));
});

test('a correction of what is published is a step, with who did it', async () => {
  const live = await published();
  setNow('2026-11-24T08:00:00Z');
  await media.does('storyUpdate', { ...change(live), input: input({ title: '更正' }) });
  const { steps, status } = await kept(live.id, 'status steps { status at account { subject } }');
  expect(status).toBe('PUBLISHED');
  expect(steps.slice(-2)).toMatchObject([
    { status: 'PUBLISHED' },
    { status: 'PUBLISHED', at: '2026-11-24T08:00:00.000Z', account: { subject: 'media' } },
  ]);
  setNow('2026-11-24T04:00:00Z');
});

test('stories are found and ordered', async () => {
  const { stories } = await query(
    `{ stories(where: {title: {contains: "第 "}, owner: {name: {eq: "艾山街道"}}}, orderBy: [{field: CODE, direction: DESC}]) { nodes { title } } }`,
  );
  expect(stories.nodes.map(({ title }: any) => title)).toEqual(['第 3 篇', '第 2 篇', '第 1 篇', '第 0 篇']);
});

test('role models are proposed, selected and revoked', async () => {
  const team = partyId('370117/good-helper-traffic-team');
  const args = { input: { team, deeds: '四年如一日守护路口', owner: partyId('370117/aishan-street') } };
  const candidate = await office.does('roleModelPropose', args, 'id version status name');
  expect(candidate).toMatchObject({ status: 'CANDIDATE', name: expect.stringContaining('好帮手') });
  expect((await office.refused('roleModelPropose', args)).__typename).toBe('InvalidTransition');
  const all = '{ roleModels { nodes { name deeds status volunteer { number } } } }';
  expect((await query(all)).roleModels.nodes).toEqual([]);
  const selected = await office.does('roleModelSelect', change(candidate), 'id version status');
  expect((await query(all)).roleModels.nodes).toMatchObject([{ status: 'SELECTED' }]);
  expect((await office.refused('roleModelSelect', change(selected as Written))).__typename).toBe(
    'InvalidTransition',
  );
  await office.does('roleModelRevoke', { ...change(selected as Written), reason: '另行评选' });
  expect((await query(all)).roleModels.nodes).toEqual([]);
  expect(await told(candidate.id)).toEqual(['ROLE_MODEL_SELECTED', 'ROLE_MODEL_REVOKED']);
  const both = { ...args.input, volunteerNumber: '370117-000001' };
  expect(await coordinator.refused('roleModelPropose', { input: both })).toMatchObject({
    path: ['input', 'team'],
  });
});

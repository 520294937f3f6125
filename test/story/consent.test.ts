import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { namesIn } from '../../src/volunteer/naming.ts';
import { picture, upload } from '../setup/pictures.ts';
import { world } from '../setup/world.ts';
import { FIELDS, storiesIn, type Written } from './given.ts';

const w = await world();
const { coordinator, office, given, query, mediaFolder, partyId, setNow } = w;
const {
  media,
  input,
  create,
  submit,
  clear,
  publish,
  kept,
  submitted,
  cleared,
  published,
  agreed,
  pictured,
  showing,
  seen,
  told,
  file,
  OWNER,
} = await storiesIn(w);

const change = ({ id, version }: Written) => ({ id, expectedVersion: version });
const isMissing = (kind: string, ...numbers: string[]) => ({
  __typename: 'ConsentMissing',
  kind,
  volunteers: numbers,
});

test('one: nobody is named without the consent, which withdrawn is none', async () => {
  const who = await agreed();
  const args = { input: input({ volunteerNumbers: [who.number] }) };
  const refusal = await coordinator.refused('storyCreate', args);
  expect(refusal).toMatchObject({
    ...isMissing('PUBLISH_NAME', who.number),
    path: ['input', 'volunteerNumbers'],
  });
  expect(JSON.stringify(refusal)).not.toContain(who.name);
  const consent = await who.does('consentGive', {
    input: { volunteer: who.id, kind: 'PUBLISH_NAME', givenBy: 'SELF' },
  });
  // Images are another matter.
  await who.does('consentGive', { input: { volunteer: who.id, kind: 'PUBLISH_IMAGE', givenBy: 'SELF' } });
  const story = await published({ volunteerNumbers: [who.number] });
  const { story: read } = await query(
    `query ($id: ID!) { story(by: {id: $id}) { people { name number } } }`,
    story,
  );
  expect(read.people).toEqual([{ name: who.name, number: null }]);
  await who.does('consentWithdraw', change(consent));
  expect(await coordinator.refused('storyCreate', args)).toMatchObject(isMissing('PUBLISH_NAME', who.number));
});

test('a minor is named by the guardian’s consent alone', async () => {
  const child = await given.volunteer({
    birthDate: '2012-06-01',
    guardianName: '家长',
    guardianPhone: '13900000000',
    guardianConsent: true,
    unit: OWNER,
  });
  // As it could stand in the database of another time: given by the child.
  await w.database.pool.query(
    `insert into consent (id, volunteer_id, kind, given_by, given_at, version)
     select gen_random_uuid(), id, 'PUBLISH_NAME', 'SELF', now(), 1 from volunteer where number = $1`,
    [child.number],
  );
  const args = { input: input({ volunteerNumbers: [child.number] }) };
  expect(await coordinator.refused('storyCreate', args)).toMatchObject(
    isMissing('PUBLISH_NAME', child.number),
  );
  await w.database.pool.query(
    `delete from consent where kind = 'PUBLISH_NAME' and given_by = 'SELF' and volunteer_id =
    (select id from volunteer where number = $1)`,
    [child.number],
  );
  await office.does('consentGive', {
    input: { volunteer: child.id, kind: 'PUBLISH_NAME', givenBy: 'GUARDIAN' },
  });
  await coordinator.does('storyCreate', args);
});

test('two: nobody is shown without the consent', async () => {
  const who = await agreed('PUBLISH_NAME');
  const asset = await pictured();
  const args = { id: asset.id, expectedVersion: 1, input: { alt: '合影', peopleNumbers: [who.number] } };
  expect(await coordinator.refused('mediaAssetUpdate', args)).toMatchObject({
    ...isMissing('PUBLISH_IMAGE', who.number),
    path: ['input', 'peopleNumbers'],
  });
  const consent = await who.does('consentGive', {
    input: { volunteer: who.id, kind: 'PUBLISH_IMAGE', givenBy: 'SELF' },
  });
  await coordinator.does('mediaAssetUpdate', args);
  await coordinator.does('storyCreate', { input: input({ pictures: [asset.id] }) });
  await who.does('consentWithdraw', change(consent));
  expect(
    (await coordinator.refused('storyCreate', { input: input({ pictures: [asset.id] }) })).__typename,
  ).toBe('NotFound');
});

const SPELLINGS: [string, (name: string) => Record<string, unknown>][] = [
  ['in the title', (name) => ({ title: `记${name}` })],
  ['in the body', (name) => ({ body: `感谢${name}的付出。` })],
  ['with spaces', (name) => ({ body: `感谢 ${Array.from(name).join(' ')} 的付出。` })],
  ['with invisible characters', (name) => ({ body: `感谢${Array.from(name).join('\u200b')}的付出。` })],
  ['with marks between', (name) => ({ body: `感谢${name[0]}**${name.slice(1)}**的付出。` })],
  [
    'as HTML entities',
    (name) => ({ body: `感谢${Array.from(name, (c) => `&#${c.codePointAt(0)!};`).join('')}的付出。` }),
  ],
  ['in the summary', (name) => ({ summary: `${name}等人` })],
  ['in a credit', (name) => ({ credits: { textAuthor: name } })],
];

test.for(SPELLINGS)('three: nobody who signed up is named without being linked: %s', async ([, more]) => {
  const activity = await given.activity();
  const who = await given.volunteer({ name: '欧阳若兰', unit: OWNER });
  await who.does('signUpCreate', { input: { activity: activity.id } });
  const story = await create({ activity: activity.id, ...more('欧阳若兰') });
  expect(await coordinator.refused('storySubmit', change(story))).toMatchObject(
    isMissing('PUBLISH_NAME', who.number),
  );
  const consent = await who.does('consentGive', {
    input: { volunteer: who.id, kind: 'PUBLISH_NAME', givenBy: 'SELF' },
  });
  // The consent alone does not say that it is this person who is meant.
  expect((await coordinator.refused('storySubmit', change(story))).__typename).toBe('ConsentMissing');
  const linked = await coordinator.does(
    'storyUpdate',
    {
      ...change(story),
      input: input({ activity: activity.id, ...more('欧阳若兰'), volunteerNumbers: [who.number] }),
    },
    FIELDS,
  );
  const ready = await clear(await submit(linked as Written));
  await who.does('consentWithdraw', change(consent));
  // What was cleared goes back to those who wrote it; it is no draft for a platform any more, either.
  const { story: returned } = await coordinator.query(
    'query ($id: ID!) { story(by: {id: $id}) { status version wechatDraft { title } steps { reason } } }',
    ready,
  );
  expect(returned).toMatchObject({ status: 'DRAFT', wechatDraft: null });
  expect(returned.steps.at(-1).reason).not.toContain(who.number);
  expect(
    await coordinator.refused('storySubmit', { id: ready.id, expectedVersion: returned.version }),
  ).toMatchObject(isMissing('PUBLISH_NAME', who.number));
  expect(await seen(ready.id)).toBeNull();
});

test('three, in a caption: of whoever signed up, and of whoever is shown', async () => {
  const activity = await given.activity();
  const who = await given.volunteer({ name: '上官云起', unit: OWNER });
  await who.does('signUpCreate', { input: { activity: activity.id } });
  const captioned = await pictured({ fields: { caption: '上官云起在清理' } });
  const story = await create({ activity: activity.id, pictures: [captioned.id] });
  expect(await coordinator.refused('storySubmit', change(story))).toMatchObject(
    isMissing('PUBLISH_NAME', who.number),
  );
  const shown = await given.volunteer({ name: '司马清风', unit: OWNER });
  await shown.does('consentGive', { input: { volunteer: shown.id, kind: 'PUBLISH_IMAGE', givenBy: 'SELF' } });
  const asset = await showing(shown.number);
  const draft = await create({ title: '司马清风的一天', pictures: [asset.id] });
  expect(await coordinator.refused('storySubmit', change(draft))).toMatchObject(
    isMissing('PUBLISH_NAME', shown.number),
  );
});

test('names of people who have nothing to do with it are words like others', async () => {
  await given.volunteer({ name: '清理', unit: OWNER });
  expect((await published()).status).toBe('PUBLISHED');
});

test('four: consent withdrawn, the story and its picture, file and thumbnail are gone in one step, and the feed says so', async () => {
  const who = await agreed('PUBLISH_NAME', 'PUBLISH_IMAGE');
  const asset = await showing(who.number);
  const url: string = asset.url;
  const thumbnail = url.replace('original.jpg', '320.webp');
  const naming = await published({ volunteerNumbers: [who.number] });
  const showingIt = await published({ pictures: [asset.id] });
  const other = await published();
  for (const address of [url, thumbnail]) expect((await file(address)).statusCode).toBe(200);
  const { etag } = (await file(thumbnail)).headers;
  await who.does('consentWithdraw', change(who.consents['PUBLISH_IMAGE']!));
  for (const address of [url, thumbnail]) expect((await file(address)).statusCode).toBe(404);
  // What was kept elsewhere must be asked for again, and is gone then.
  expect((await file(thumbnail, { 'if-none-match': String(etag) })).statusCode).toBe(404);
  expect((await file(url, office.headers)).statusCode).toBe(404);
  expect(await seen(showingIt.id)).toBeNull();
  expect(await told(showingIt.id)).toEqual(['STORY_PUBLISHED', 'STORY_RETRACTED']);
  const { node } = await query(`query ($id: ID!) { node(id: $id) { id } }`, { id: asset.id });
  expect(node).toBeNull();
  await vi.waitFor(() =>
    expect(existsSync(join(mediaFolder, asset.sha256.slice(0, 2), asset.sha256))).toBe(false),
  );
  await vi.waitFor(async () => {
    const { rows } = await w.database.pool.query(
      'select purged_at is not null as purged, caption, alt from media_asset where sha256 = $1',
      [asset.sha256],
    );
    expect(rows).toEqual([{ purged: true, caption: null, alt: '（已删除）' }]);
  });
  // The name was agreed to, until that is withdrawn as well.
  expect(await seen(naming.id)).not.toBeNull();
  await who.does('consentWithdraw', change(who.consents['PUBLISH_NAME']!));
  expect(await seen(naming.id)).toBeNull();
  expect(await told(naming.id)).toEqual(['STORY_PUBLISHED', 'STORY_RETRACTED']);
  expect(await seen(other.id)).not.toBeNull();
  const kept = await office.query(
    `query ($id: ID!) { story(by: {id: $id}) { steps { status reason account { id } } people { name number } volunteers { number } } }`,
    naming,
  );
  expect(kept.story.steps.at(-1)).toEqual({
    status: 'RETRACTED',
    reason: expect.stringContaining('撤回'),
    account: null,
  });
  expect(kept.story.people).toEqual([]);
  expect(kept.story.volunteers).toEqual([]);
});

test('a volunteer who withdraws takes back all of it', async () => {
  const who = await agreed('PUBLISH_NAME', 'PUBLISH_IMAGE');
  const asset = await showing(who.number);
  const [naming, showingIt] = [
    await published({ volunteerNumbers: [who.number] }),
    await published({ pictures: [asset.id] }),
  ];
  const candidate = await coordinator.does('roleModelPropose', {
    input: { volunteerNumber: who.number, deeds: '热心', owner: OWNER },
  });
  const selected = await office.does('roleModelSelect', change(candidate));
  const { roleModels } = await query('{ roleModels(last: 1) { nodes { name } } }');
  expect(roleModels.nodes).toEqual([{ name: who.name }]);
  await who.does('volunteerWithdraw', { ...change(who), reason: '搬家' });
  for (const story of [naming, showingIt]) {
    expect(await seen(story.id)).toBeNull();
    expect(await told(story.id)).toEqual(['STORY_PUBLISHED', 'STORY_RETRACTED']);
  }
  expect(await told(selected.id)).toEqual(['ROLE_MODEL_SELECTED', 'ROLE_MODEL_REVOKED']);
  expect((await file(asset.url)).statusCode).toBe(404);
});

test('the same picture of another owner goes too', async () => {
  const who = await agreed('PUBLISH_IMAGE');
  const bytes = await picture();
  const mine = await pictured({ file: bytes });
  const input = { alt: '合影', peopleNumbers: [who.number] };
  await coordinator.does('mediaAssetUpdate', { id: mine.id, expectedVersion: 1, input });
  const theirs = await upload(w, office, partyId('370117/lixin-street'), { file: bytes });
  const draft = await office.does('storyCreate', {
    input: { title: '合影', body: '见图。', owner: partyId('370117/lixin-street'), pictures: [theirs.id] },
  });
  let story = draft as Written;
  for (const mutation of ['storySubmit', 'storyClear', 'storyPublish'])
    story = await office.does(mutation, change(story));
  expect((await file(theirs.url)).statusCode).toBe(200);
  await who.does('consentWithdraw', change(who.consents['PUBLISH_IMAGE']!));
  expect((await file(theirs.url)).statusCode).toBe(404);
  expect(await seen(story.id)).toBeNull();
});

test('publication and withdrawal at once: in the end nothing is public', async () => {
  for (let i = 0; i < 8; i += 1) {
    const who = await agreed('PUBLISH_NAME');
    const story = await cleared({ volunteerNumbers: [who.number] });
    const [publication] = await Promise.all([
      media.tries('storyPublish', change(story)),
      who.does('consentWithdraw', change(who.consents['PUBLISH_NAME']!)),
    ]);
    expect(await seen(story.id)).toBeNull();
    // Told of it: either it never was, or it was and is no more.
    expect(await told(story.id)).toEqual(publication.object ? ['STORY_PUBLISHED', 'STORY_RETRACTED'] : []);
  }
});

test('a picture is changed and deleted by those who clear stories while one has it', async () => {
  const asset = await pictured();
  const story = await submitted({ pictures: [asset.id] });
  const args = { id: asset.id, expectedVersion: 1, input: { alt: '改' } };
  expect((await coordinator.refused('mediaAssetUpdate', args)).__typename).toBe('NotAllowed');
  const changed = await media.does('mediaAssetUpdate', args);
  await office.does('storyPublish', change(await clear(story)));
  await media.does('mediaAssetDelete', { ...change(changed), reason: '侵权' });
  expect(await told(story.id)).toEqual(['STORY_PUBLISHED', 'STORY_UPDATED']);
  expect((await file(asset.url)).statusCode).toBe(404);
  const { story: read } = await query(
    `query ($id: ID!) { story(by: {id: $id}) { pictures { id } bodyHtml } }`,
    story,
  );
  expect(read.pictures).toEqual([]);
  const gone = await office.query(
    `query ($id: ID!) { node(id: $id) { ... on MediaAsset { version removedAt } } }`,
    { id: asset.id },
  );
  expect(
    (
      await office.refused('mediaAssetDelete', {
        id: asset.id,
        expectedVersion: gone.node.version,
        reason: '再',
      })
    ).__typename,
  ).toBe('InvalidTransition');
});

test('role models need the consent, and members of a team are not named in its deeds', async () => {
  const who = await agreed();
  const propose = { input: { volunteerNumber: who.number, deeds: '热心', owner: OWNER } };
  expect(await coordinator.refused('roleModelPropose', propose)).toMatchObject(
    isMissing('PUBLISH_NAME', who.number),
  );
  const member = await given.volunteer({ name: '诸葛小亮' });
  const team = partyId('370117/good-helper-traffic-team');
  await member.does('teamJoin', { input: { team } });
  const named = { input: { team, deeds: '队长诸葛小亮', owner: OWNER } };
  expect(await office.refused('roleModelPropose', named)).toMatchObject(
    isMissing('PUBLISH_NAME', member.number),
  );
  // A coordinator proposes their own: else they could keep another's candidate out.
  expect((await coordinator.refused('roleModelPropose', named)).__typename).toBe('NotFound');
  const another = await agreed('PUBLISH_NAME');
  await another.does('teamJoin', { input: { team } });
  const deeds = { input: { volunteerNumber: another.number, deeds: '与诸葛小亮同行', owner: OWNER } };
  expect(await coordinator.refused('roleModelPropose', deeds)).toMatchObject(
    isMissing('PUBLISH_NAME', member.number),
  );
});

test('a member named with consent in the deeds of a team takes the team’s role model back with it', async () => {
  const member = await given.volunteer({ name: '上官云飞扬' });
  const team = partyId('370117/good-helper-traffic-team');
  await member.does('teamJoin', { input: { team } });
  const consent = await member.does('consentGive', {
    input: { volunteer: member.id, kind: 'PUBLISH_NAME', givenBy: 'SELF' },
  });
  const candidate = await office.does('roleModelPropose', {
    input: { team, deeds: '队员上官·云飞扬坚持三年', owner: OWNER },
  });
  const selected = await office.does('roleModelSelect', change(candidate));
  await member.does('consentWithdraw', change(consent));
  expect(await told(selected.id)).toEqual(['ROLE_MODEL_SELECTED', 'ROLE_MODEL_REVOKED']);
});

test.for(['·', '・', '‧', '∙', '、', '/', '|', '\u3164', '\ufe0f', '\u034f'])(
  'a name of three and more characters is found with %s within it',
  (mark) => {
    expect(namesIn([{ number: '1', name: '诸葛庚辛' }], [`感谢诸葛${mark}庚辛`])).toEqual(['1']);
  },
);

test('the end of one sentence and the start of another are nobody', () => {
  const who = { number: '1', name: '王平' };
  expect(namesIn([who], ['国王，平安归来'])).toEqual([]);
  expect(namesIn([who], ['感谢王 平'])).toEqual(['1']);
});

test('nothing of what was written about a volunteer who withdraws keeps the name', async () => {
  const who = await given.volunteer({ name: '司马相如玉', unit: OWNER });
  for (const kind of ['PUBLISH_NAME', 'PUBLISH_IMAGE'])
    await who.does('consentGive', { input: { volunteer: who.id, kind, givenBy: 'SELF' } });
  const naming = {
    volunteerNumbers: [who.number],
    body: '感谢司马相如玉，也感谢大家。',
    title: '记司马相如玉',
  };
  await published(naming);
  await create(naming);
  const asset = await showing(who.number);
  await coordinator.does('mediaAssetUpdate', {
    id: asset.id,
    expectedVersion: 2,
    input: { alt: '司马相如玉', caption: '司马相如玉在路口', peopleNumbers: [who.number] },
  });
  await coordinator.does('roleModelPropose', {
    input: { volunteerNumber: who.number, deeds: '司马相如玉风雨无阻', owner: OWNER },
  });
  const tables = [
    'story',
    'role_model',
    'media_asset',
    'story_step',
    'audit_entry',
    'idempotent_answer',
    'change',
  ];
  const found = async () => {
    const counts = await Promise.all(
      tables.map(async (table) => {
        const { rows } = await w.database.pool.query(
          `select count(*)::int as n from ${table} t where t::text like '%司马相如玉%'`,
        );
        return [table, rows[0].n] as const;
      }),
    );
    return counts.filter(([, n]) => n > 0).map(([table]) => table);
  };
  expect(await found()).toEqual(['story', 'role_model', 'media_asset']);
  const { volunteer } = await who.query('query ($id: ID!) { volunteer(by: {id: $id}) { version } }', who);
  await who.does('volunteerWithdraw', { id: who.id, expectedVersion: volunteer.version, reason: '搬家' });
  expect(await found()).toEqual([]);
  const { rows } = await w.database.pool.query(
    `select body, status from story where title like '记某志愿者' order by id`,
  );
  expect(rows).toEqual([
    { body: '感谢某志愿者，也感谢大家。', status: 'RETRACTED' },
    { body: '感谢某志愿者，也感谢大家。', status: 'DRAFT' },
  ]);
});

test('what is taken back with the consent alone keeps no name: text, captions, deeds, trail, answers', async () => {
  const who = await given.volunteer({ name: '公孙九月', unit: OWNER });
  const consent = await who.does('consentGive', {
    input: { volunteer: who.id, kind: 'PUBLISH_NAME', givenBy: 'SELF' },
  });
  const captioned = await pictured({ fields: { alt: '公孙九月', caption: '公孙九月在路口' } });
  const writes = {
    input: input({
      ...{ title: '记公孙九月', body: '感谢 公孙**九月**，也感谢大家。', summary: '公孙九月等人' },
      ...{ credits: { textAuthor: '公孙九月' }, volunteerNumbers: [who.number], pictures: [captioned.id] },
    }),
    idempotencyKey: randomUUID(),
  };
  const created = (await media.does('storyCreate', writes, FIELDS)) as Written;
  const naming = await publish(await clear(await submit(created)));
  const other = await published({ pictures: [captioned.id] });
  await coordinator.does('roleModelPropose', {
    input: { volunteerNumber: who.number, deeds: '公孙九月风雨无阻', owner: OWNER },
  });
  const draft = await create({ volunteerNumbers: [who.number], body: '公孙九月的一天。' });
  await who.does('consentWithdraw', change(consent));
  const { rows } = await w.database.pool.query(
    `select 'story' as of, t::text as text from story t where code <> $1
     union all select 'caption', t::text from media_asset t union all select 'deeds', t::text from role_model t
     union all select 'audit', t::text from audit_entry t where subject_type <> 'Volunteer'
     union all select 'answer', t::text from idempotent_answer t union all select 'change', t::text from change t`,
    [draft.code],
  );
  expect(rows.filter(({ text }) => /公孙|九月/.test(text))).toEqual([]);
  expect(await told(naming.id)).toEqual(['STORY_PUBLISHED', 'STORY_RETRACTED']);
  // Another story shows the picture still, and is told to have changed.
  expect(await told(other.id)).toEqual(['STORY_PUBLISHED', 'STORY_UPDATED']);
  expect(await kept(naming.id, 'title body credits { textAuthor } people { number }')).toEqual({
    ...{ title: '记某志愿者', body: '（已抹去）', credits: { textAuthor: '某志愿者' }, people: [] },
  });
  const again = await media.does('storyCreate', writes, 'id title body');
  expect(again).toEqual({ id: naming.id, title: '记某志愿者', body: '（已抹去）' });
  // Its writers rewrite what was never public.
  expect((await kept(draft.id, 'body')).body).toBe('公孙九月的一天。');
});

test('a picture that was deleted with a consent is not taken again', async () => {
  const who = await agreed('PUBLISH_IMAGE');
  const bytes = await picture();
  const mine = await pictured({ file: bytes });
  const input = { alt: '合影', peopleNumbers: [who.number] };
  await coordinator.does('mediaAssetUpdate', { id: mine.id, expectedVersion: 1, input });
  await who.does('consentWithdraw', change(who.consents['PUBLISH_IMAGE']!));
  await expect(upload(w, coordinator, OWNER, { file: bytes })).rejects.toThrow('INVALID_INPUT');
});

test('the guardian’s consent to take part is another matter', async () => {
  const child = await given.volunteer({
    birthDate: '2014-06-01',
    guardianName: '家长',
    guardianPhone: '13900000000',
    guardianConsent: true,
  });
  await office.does('consentGive', {
    input: { volunteer: child.id, kind: 'PUBLISH_NAME', givenBy: 'GUARDIAN' },
  });
  const story = await published({ volunteerNumbers: [child.number] });
  const { viewer } = await child.query('{ viewer { volunteer { consents { id version kind } } } }');
  const participation = viewer.volunteer.consents.find(({ kind }: any) => kind === 'GUARDIAN_PARTICIPATION');
  await child.does('consentWithdraw', change(participation));
  expect(await seen(story.id)).not.toBeNull();
  setNow('2026-11-24T04:00:00Z');
});

import { readFileSync } from 'node:fs';
import { expect, inject, onTestFinished, test } from 'vitest';
import type { Expression, ModelDefinition } from '../../src/graph/definition.ts';
import { views } from '../../src/reporting/views.ts';
import { createApp } from '../../src/server/app.ts';
import { reads } from '../../src/server/schema.ts';
import { attemptsIn, BEFORE } from '../setup/attempts.ts';
import { everyQuestion } from '../setup/walk.ts';
import { UNIT, world } from '../setup/world.ts';

/**
 * Personal data that stand nowhere else. Everything that can be asked is asked by everybody who has no right to them;
 * that the same questions show every one of them to the office proves that the questions reach them.
 */
const CANARIES = {
  name: '金丝雀一号',
  phone: '13812340001',
  birthDate: '2010-03-04',
  guardianName: '金丝雀二号',
  guardianPhone: '13812340002',
  contactName: '金丝雀三号',
  contactPhone: '13812340003',
  address: '金丝雀路 4 号',
  identityNumber: '370117201003041236',
} as const;
/** Kept as a digest alone: nobody reads it, the office neither. */
const UNREADABLE = new Set(['identityNumber']);

const lines: string[] = [];
const w = await world();
const { given, office, coordinator, person, partyId, schema, setNow } = w;
const { owner: _, certificate, fileInput, offered, reward, ...stories } = attemptsIn(w);

setNow(BEFORE);
const own = await given.volunteer({
  unit: partyId(UNIT),
  name: CANARIES.name,
  phone: CANARIES.phone,
  birthDate: CANARIES.birthDate,
  guardianName: CANARIES.guardianName,
  guardianPhone: CANARIES.guardianPhone,
  guardianConsent: true,
  identityNumber: CANARIES.identityNumber,
});
await own.does('teamJoin', { input: { team: partyId('370117/volunteer-corps') } });
await office.does('fileEntryAdd', { input: fileInput(own) });
const request = await offered(own);
await coordinator.does('serviceRequestAccept', { id: request.id, expectedVersion: request.version });
await certificate(own);
// Stories about what they attended, which do not name them.
const { activity } = (
  await office.query(
    '{ signUps: volunteers(where: {name: {eq: "金丝雀一号"}}) { nodes { signUps { nodes { activity { id } } } } } }',
  )
).signUps.nodes[0].signUps.nodes[0];
await stories.published({ activity: activity.id });
await stories.drafted({ activity: activity.id });
await stories.pictured();
await stories.proposed();
setNow(BEFORE);
// A grant that is public, to a volunteer who consents to nothing.
const { round } = await reward.granted(own);
await reward.advance(round, 'PUBLISHED');
await reward.spend();
await reward.diploma(own, { startsAt: '2026-11-26T05:00:00Z', endsAt: '2026-11-26T06:00:00Z' });
setNow(BEFORE);
await office.query('{ volunteers(first: 100) { nodes { name phone } } }');

const strangers = {
  anonymous: {},
  'another volunteer': (await given.volunteer()).headers,
  'coordinator of another unit': (await person('c-lixin', 'COORDINATOR', { party: '370117/lixin-street' }))
    .headers,
  'office of another district': (await person('o-370199', 'OFFICE', { district: '370199' })).headers,
  media: (await person('m', 'MEDIA')).headers,
  analyst: (await person('a', 'ANALYST')).headers,
};

/** Every row that has an id of its own. */
async function allIds(): Promise<{ type: string; id: string }[]> {
  const tables = {
    Volunteer: 'volunteer',
    SignUp: 'sign_up',
    ServiceRecord: 'service_record',
    Certificate: 'certificate',
    ServiceRequest: 'service_request',
    Dispatch: 'dispatch',
    AwardRound: 'award_round',
    Nomination: 'nomination',
    Grant: 'incentive_grant',
    Allocation: 'allocation',
    Expenditure: 'expenditure',
    TrainingSession: 'training_session',
    Enrolment: 'enrolment',
    TrainingCertificate: 'training_certificate',
    Consent: 'consent',
    TeamMembership: 'team_membership',
    FileEntry: 'file_entry',
    Activity: 'activity',
    RoleGrant: 'role_grant',
    AuditEntry: 'audit_entry',
    MinorRead: 'minor_read',
    Change: 'change',
    Story: 'story',
    StoryStep: 'story_step',
    MediaAsset: 'media_asset',
    RoleModel: 'role_model',
  };
  const ids = await Promise.all(
    Object.entries(tables).map(async ([type, table]) => {
      const { rows } = await w.database.pool.query<{ id: string }>(
        `select id from ${table} order by id desc limit 2`,
      );
      expect(rows.length, table).toBeGreaterThan(0);
      return rows.map(({ id }) => ({ type, id: Buffer.from(`${type}:${id}`).toString('base64url') }));
    }),
  );
  return ids.flat();
}
const questions = everyQuestion(schema, await allIds());

type App = Pick<Awaited<ReturnType<typeof createApp>>, 'inject'>;

const REFUSED = /^\{ (expenditure|finding)Statistics\b/;

/** Which canaries stand in the answers. */
async function seenBy(app: App, headers: Record<string, string>): Promise<Set<string>> {
  const seen = new Set<string>();
  for (const { text, variables } of questions) {
    const { body, statusCode } = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify({ query: text, variables }),
    });
    // Statistics that are not theirs to ask for are refused; every other question is answered.
    const isRefused = statusCode === 400 && REFUSED.test(text) && body.includes('"NOT_ALLOWED"');
    expect(isRefused ? 200 : statusCode, `${text}\n${body.slice(0, 500)}`).toBe(200);
    for (const [name, canary] of Object.entries(CANARIES)) if (body.includes(canary)) seen.add(name);
  }
  return seen;
}

test('the office sees every one of them: the questions do reach them', async () => {
  expect(questions.length).toBeGreaterThan(120);
  const readable = Object.keys(CANARIES).filter((name) => !UNREADABLE.has(name));
  expect([...(await seenBy(w.app, office.headers))].toSorted()).toEqual(readable.toSorted());
});

test.for(Object.entries(strangers))('%s sees none of them', async ([, headers]) => {
  expect([...(await seenBy(w.app, headers))]).toEqual([]);
});

/** A change to a model that somebody could make by mistake, undone at the end of the test. */
function plant(name: string, change: (definition: ModelDefinition) => Partial<ModelDefinition>): void {
  const models = reads.map((part): Record<string, ModelDefinition> => part.models);
  const home = models.find((part) => part[name])!;
  const kept = home[name]!;
  home[name] = { ...kept, ...change(kept) };
  onTestFinished(() => {
    home[name] = kept;
  });
}
const everybody: Expression = () => 'true';
const opened = async (): Promise<App> => {
  const app = await createApp({ database: w.database, logLevel: 'silent', now: () => new Date(BEFORE) });
  onTestFinished(() => app.close());
  return app;
};

const LEAKS: [
  what: string,
  model: string,
  change: (d: ModelDefinition) => Partial<ModelDefinition>,
  seen: string,
][] = [
  [
    'volunteers whole for everybody',
    'Volunteer',
    (d) => ({ visible: everybody, personal: { ...d.personal!, whole: everybody } }),
    'phone',
  ],
  [
    'contacts whole for everybody who sees the request',
    'ServiceRequest',
    (d) => ({ visible: everybody, personal: { ...d.personal!, whole: everybody } }),
    'contactPhone',
  ],
  [
    'a grant that shows its name without consent',
    'Grant',
    (d) => ({
      computed: {
        ...d.computed,
        recipientName: (alias) => `(select name from volunteer where id = ${alias}.volunteer_id)`,
      },
    }),
    'name',
  ],
];

test.for(LEAKS)('a planted leak is caught: %s', async ([, model, change, seen]) => {
  plant(model, change);
  expect(await seenBy(await opened(), strangers['another volunteer'])).toContain(seen);
});

test('a planted leak is caught at start: a personal field that no model masks', async () => {
  plant('Volunteer', (d) => ({
    personal: { ...d.personal!, properties: d.personal!.properties.filter((name) => name !== 'phone') },
  }));
  await expect(opened()).rejects.toThrow('Volunteer.phone is marked as personal');
});

test('nor do they stand in the audit trail, kept answers, the feed, metrics or the log', async () => {
  const app = await createApp({
    database: w.database,
    logLevel: 'trace',
    logTo: { write: (line) => void lines.push(line) },
    now: () => new Date(BEFORE),
  });
  onTestFinished(() => app.close());
  const ask = (query: string, variables: object, headers: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify({ query, variables }),
    });
  // What is asked and answered, what is refused, and what breaks on the way.
  await ask(
    `{ volunteers(first: 50, where: {name: {eq: "${CANARIES.name}"}}) { nodes { name phone } } }`,
    {},
    office.headers,
  );
  await ask(
    'query ($x: String) { volunteers(first: 500, where: {phone: {eq: $x}}) { totalCount } }',
    { x: CANARIES.phone },
    {},
  );
  await ask(`{ ${CANARIES.name} }`, { x: CANARIES.phone }, office.headers);
  await ask(
    `mutation ($input: VolunteerInput!) { volunteerRegister(input: $input) { errors { __typename } } }`,
    {
      input: {
        name: CANARIES.name,
        phone: 'x',
        birthDate: CANARIES.birthDate,
        guardianName: CANARIES.guardianName,
        districtCode: '370117',
      },
    },
    office.headers,
  );
  // The database would say the whole row.
  await w.database.pool.query(
    `alter table volunteer add constraint no_canary check (phone <> '${CANARIES.phone}') not valid`,
  );
  const written = await ask(
    `mutation ($input: VolunteerInput!) { volunteerRegister(input: $input) { errors { __typename } } }`,
    {
      input: {
        name: CANARIES.name,
        phone: CANARIES.phone,
        birthDate: CANARIES.birthDate,
        guardianName: CANARIES.guardianName,
        guardianPhone: CANARIES.guardianPhone,
        guardianConsent: true,
        districtCode: '370117',
        forOneself: false,
      },
    },
    office.headers,
  );
  await w.database.pool.query('alter table volunteer rename column phone to phone_gone');
  onTestFinished(async () => {
    await w.database.pool.query('alter table volunteer rename column phone_gone to phone');
  });
  const broken = await ask(
    `query ($name: String) { volunteers(first: 50, where: {name: {eq: $name}}) { nodes { phone } } }`,
    { name: CANARIES.name },
    office.headers,
  );
  expect(broken.body).toContain('INTERNAL');
  expect(written.body).toContain('ChangedMeanwhile');
  expect(lines.length).toBeGreaterThan(2);
  const log = inject('serverLog');
  // The violation stands in the log of the embedded server, without the row; another server's log is its owner's.
  const serverLog = log === null ? 'no_canary' : readFileSync(log, 'utf8');
  expect(serverLog).toContain('no_canary');
  const metrics = (await app.inject('/metrics')).body;
  const kept = await Promise.all(
    ['audit_entry', 'idempotent_answer', 'change', 'minor_read'].map(async (table) =>
      JSON.stringify((await w.database.pool.query(`select * from ${table}`)).rows),
    ),
  );
  for (const canary of Object.values(CANARIES)) {
    for (const place of [broken.body, written.body, metrics, serverLog, lines.join(''), ...kept])
      expect(place).not.toContain(canary);
  }
});

test('nor do they stand in the views for analysts, which have what everybody sees', async () => {
  const texts = await Promise.all(
    views.map(async ({ name }) =>
      JSON.stringify((await w.database.pool.query(`select * from report."${name}"`)).rows),
    ),
  );
  // The activity, story and grant that have to do with them are there.
  for (const name of ['activity', 'story', 'program_funding'])
    expect(texts[views.findIndex((view) => view.name === name)]!.length).toBeGreaterThan(100);
  for (const canary of Object.values(CANARIES)) expect(texts.join('')).not.toContain(canary);
});

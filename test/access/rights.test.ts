import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { attemptsIn, BEFORE } from '../setup/attempts.ts';
import { type Person, UNIT, world } from '../setup/world.ts';

// What is expected stands in the documentation, not in the code that is tested.
const text = readFileSync(join(import.meta.dirname, '../../docs/rights.md'), 'utf8');
const [writes, reads] = text.split('## What is not public') as [string, string];
const rowsOf = (part: string) =>
  [...part.matchAll(/^\| `([\w.]+)`([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|(?:([^|]*)\|)?$/gm)].map(
    ([, name, more, own, unit, district, media]) => ({
      name: `${name}${more!.trimEnd()}`,
      oneself: own!.includes('✓'),
      unit: unit!.includes('✓'),
      district: district!.includes('✓'),
      media: media?.includes('✓') ?? false,
    }),
  );

const w = await world();
const { given, person, office, coordinator, partyId, schema, setNow, query } = w;

const FOR_OTHERS = new Set(['volunteerRegister', 'serviceRequestSubmit']);

/** Everybody who tries; `owner` is the one whose data it is. */
const others = {
  anonymous: null,
  'another volunteer': await given.volunteer(),
  'coordinator of another unit': await person('c-lixin', 'COORDINATOR', { party: '370117/lixin-street' }),
  'office of another district': await person('o-370199', 'OFFICE', { district: '370199' }),
  media: await person('m', 'MEDIA'),
  analyst: await person('a', 'ANALYST'),
};

const {
  attempts,
  inspection,
  rectified,
  difficulty,
  practice,
  owner,
  draft,
  certificate,
  fileInput,
  offered,
  reward,
  endpoint,
  dead,
  ...stories
} = attemptsIn(w);

/** Whether this person may: any refusal but those that deny is a fault of this test. */
async function may(who: Person | null, mutation: string, args: Record<string, unknown>): Promise<boolean> {
  if (who === null) return mayAnonymous(mutation, args);
  const { object, errors } = await who.tries(mutation, args, '__typename');
  if (object) return true;
  const refusal = errors[0]?.__typename;
  if (refusal === 'NotAllowed' || refusal === 'NotFound') return false;
  throw new Error(JSON.stringify(errors));
}

async function mayAnonymous(mutation: string, args: Record<string, unknown>): Promise<boolean> {
  const field = schema.getMutationType()!.getFields()[mutation]!;
  const passed = field.args.filter(({ name }) => name in args);
  const { errors, data } = await w.send(
    `mutation (${passed.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')}) { ${mutation}(${passed
      .map(({ name }) => `${name}: $${name}`)
      .join(', ')}) { __typename } }`,
    args,
  );
  if (data) return true;
  if (errors![0]!.extensions.code === 'UNAUTHENTICATED') return false;
  throw new Error(JSON.stringify(errors));
}

test('every mutation stands in the table, and in this test', () => {
  const mutations = Object.keys(schema.getMutationType()!.getFields()).toSorted();
  expect(
    rowsOf(writes)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(mutations);
  expect(Object.keys(attempts).toSorted()).toEqual(mutations);
});

describe.each(rowsOf(writes))('$name', ({ name, ...allowed }) => {
  const expectation: [string, boolean][] = [
    // These two are tried for somebody else: for oneself, anybody may.
    ['the owner', allowed.oneself && !FOR_OTHERS.has(name)],
    ['the coordinator of the unit', allowed.unit],
    ['the office of the district', allowed.district],
    ...Object.keys(others).map((who): [string, boolean] => [who, who === 'media' && allowed.media]),
  ];
  test.each(expectation)('by %s: %s', async (who, isAllowed) => {
    setNow(BEFORE);
    const own = await owner();
    const args = await attempts[name]!(own);
    const people: Record<string, Person | null> = {
      'the owner': own,
      'the coordinator of the unit': coordinator,
      'the office of the district': office,
      ...others,
    };
    expect(await may(people[who]!, name, args)).toBe(isAllowed);
  });
});

describe('reading', async () => {
  setNow(BEFORE);
  const own = await given.volunteer({
    unit: partyId(UNIT),
    name: '金丝雀一号',
    phone: '13812340001',
    birthDate: '2010-03-04',
    guardianName: '金丝雀二号',
    guardianPhone: '13812340002',
  });
  await own.does('teamJoin', { input: { team: partyId('370117/volunteer-corps') } });
  await office.does('consentGive', {
    input: { volunteer: own.id, kind: 'PUBLISH_NAME', givenBy: 'GUARDIAN' },
  });
  await office.does('fileEntryAdd', { input: fileInput(own) });
  await office.query(`query ($id: ID!) { volunteer(by: {id: $id}) { name } }`, { id: own.id });
  const issued = await certificate(own);
  const record = await own.query(
    `{ viewer { account { id } volunteer { signUps { nodes { id } } serviceRecords { nodes { id } } } } }`,
  );
  const drafted = await draft();
  const granted = await office.does('roleGrant', {
    input: { subject: crypto.randomUUID(), role: 'MEDIA', districtCode: '370117' },
  });
  const request = await offered(own);
  const { serviceRequest } = await own.query(
    `query ($id: ID!) { serviceRequest(by: {id: $id}) { dispatches { id } } }`,
    { id: request.id },
  );
  const [story, retracted] = [await stories.drafted(), await stories.published()];
  await office.does('storyRetract', { id: retracted.id, expectedVersion: retracted.version, reason: '误发' });
  const stepped = await office.query(`query ($id: ID!) { story(by: {id: $id}) { steps { id } } }`, {
    id: story.id,
  });
  const named = await given.volunteer();
  await named.does('consentGive', { input: { volunteer: named.id, kind: 'PUBLISH_NAME', givenBy: 'SELF' } });
  const naming = await stories.published({ volunteerNumbers: [named.number] });
  const unused = await stories.pictured();
  const candidate = await stories.proposed();
  setNow(BEFORE);
  const lead = await given.activity();
  const present = await named.does('signUpCreate', { input: { activity: lead.id } });
  setNow('2026-11-26T03:10:00Z');
  await coordinator.does('signUpRecord', {
    id: present.id,
    expectedVersion: present.version,
    startedAt: '2026-11-26T01:00:00Z',
    endedAt: '2026-11-26T03:00:00Z',
    reason: '纸质签到表',
  });
  await coordinator.does('activityComplete', { id: lead.id, expectedVersion: lead.version });
  setNow(BEFORE);
  const { activities } = await query(
    '{ activities(first: 1, where: {organizer: {name: {eq: "艾山街道"}}}) { nodes { id } } }',
  );
  setNow(BEFORE);
  const { nomination, grant } = await reward.granted(own);
  const { round: published, grant: announced } = await reward.granted(own);
  await reward.advance(published, 'PUBLISHED');
  const allocated = await reward.allocation();
  const spent = await reward.spend({ allocation: allocated.id });
  const planned = await reward.draftSession();
  const online = await reward.session({
    mode: 'ONLINE',
    link: 'https://example.org/canary',
    startsAt: '2026-11-27T01:00:00Z',
    endsAt: '2026-11-27T03:00:00Z',
  });
  const enrolled = await own.does('enrolmentCreate', { input: { session: online.id } });
  const courtesy = await reward.incentive('employment');
  const diploma = await reward.diploma(own, {
    startsAt: '2026-11-26T05:00:00Z',
    endsAt: '2026-11-26T06:00:00Z',
  });
  setNow(BEFORE);

  const drafts = { inspection: await inspection(), practice: await practice() };
  const finding = await rectified();
  const raised = await difficulty();
  const oversight = await office.query(
    `query ($id: ID!) { node(id: $id) { ... on Finding { inspection { id } rectifications { id } } } }`,
    { id: finding.id },
  );

  const volunteer = (selection: string) =>
    [`query ($id: ID!) { x: volunteer(by: {id: $id}) { ${selection} } }`, own.id] as const;
  const node = (id: string, selection = 'id') =>
    [`query ($id: ID!) { x: node(id: $id) { ${selection} } }`, id] as const;
  /** What is asked, and what shows that it was told. */
  const questions: Record<string, readonly [string, string, string?]> = {
    'Volunteer.name': [...volunteer('name'), '金丝雀一号'],
    'Volunteer.phone': [...volunteer('phone'), '13812340001'],
    'Volunteer.birthDate': [...volunteer('birthDate'), '2010-03-04'],
    'Volunteer.guardianName': [...volunteer('guardianName'), '金丝雀二号'],
    'Volunteer.guardianPhone': [...volunteer('guardianPhone'), '13812340002'],
    'Volunteer.consents': [...volunteer('consents { kind }'), 'PUBLISH_NAME'],
    'Volunteer.teamMemberships': [...volunteer('teamMemberships { role }'), 'MEMBER'],
    SignUp: node(record.viewer.volunteer.signUps.nodes[0].id),
    ServiceRecord: node(record.viewer.volunteer.serviceRecords.nodes[0].id),
    'Certificate.volunteer': [...node(issued.id, '... on Certificate { volunteer { number } }'), own.number],
    'Activity (draft)': node(drafted.id),
    'Activity.checkInCode': [
      ...node(activities.nodes[0].id, '... on Activity { checkInCode }'),
      'checkInCode":"',
    ],
    RoleGrant: node(granted.id),
    ServiceRequest: node(request.id),
    'ServiceRequest.contactName': [
      ...node(request.id, '... on ServiceRequest { contactName }'),
      '金丝雀三号',
    ],
    'ServiceRequest.contactPhone': [
      ...node(request.id, '... on ServiceRequest { contactPhone }'),
      '13812340003',
    ],
    'ServiceRequest.address': [...node(request.id, '... on ServiceRequest { address }'), '金丝雀路 4 号'],
    Dispatch: node(serviceRequest.dispatches[0].id),
    Nomination: node(nomination.id),
    'Grant (round unpublished)': node(grant.id),
    'Grant.volunteer': [...node(announced.id, '... on Grant { volunteer { id } }'), own.id],
    'Grant.evidence': [...node(announced.id, '... on Grant { evidence { minutes } }'), '"minutes"'],
    Eligibility: [
      `query ($id: ID!) { x: eligibility(incentive: "${courtesy}", volunteer: $id) { volunteer { id } } }`,
      own.id,
      own.id,
    ],
    Allocation: node(allocated.id),
    Expenditure: node(spent.id),
    'TrainingSession (draft)': node(planned.id),
    'TrainingSession.link': [
      ...node(online.id, '... on TrainingSession { link }'),
      'https://example.org/canary',
    ],
    Enrolment: node(enrolled.id),
    'TrainingCertificate.volunteer': [
      ...node(diploma.id, '... on TrainingCertificate { volunteer { id } }'),
      own.id,
    ],
    'Volunteer.fileEntries': [...volunteer('fileEntries { title }'), '优秀志愿者'],
    Inspection: node(oversight.node.inspection.id),
    'Inspection (draft)': node(drafts.inspection.id),
    Finding: node(finding.id),
    Rectification: node(oversight.node.rectifications[0].id),
    Difficulty: node(raised.id),
    'GoodPractice (draft)': node(drafts.practice.id),
    MinorRead: [`{ x: minorReads(first: 1) { nodes { id } } }`, '', '"id":"'],
    'Story (draft)': node(story.id),
    'Story (retracted)': node(retracted.id),
    'Story.steps': [...node(story.id, '... on Story { steps { id } }'), stepped.story.steps[0].id],
    'StoryPerson.number': [...node(naming.id, '... on Story { people { number } }'), named.number],
    NameablePeople: [
      `query ($id: ID!) { x: nameablePeople(activity: $id) { otherCount people { number } } }`,
      lead.id,
      '"people":[',
    ],
    StoryLead: [`{ x: storyLeads(first: 100) { nodes { activity { id } } } }`, '', lead.id],
    'MediaAsset (not in use)': node(unused.id),
    'RoleModel (candidate)': node(candidate.id),
    WebhookEndpoint: node((await endpoint()).id),
    WebhookDelivery: node((await dead()).id),
    AuditEntry: [`{ x: auditEntries(first: 1) { nodes { id } } }`, '', '"id":"'],
  };

  test('every row of the table is asked', () => {
    expect(
      rowsOf(reads)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(Object.keys(questions).toSorted());
  });

  describe.each(rowsOf(reads))('$name', ({ name, ...allowed }) => {
    const expectation: [string, boolean, Person | null][] = [
      // Of grants, the owner's own is another one: they are tried above by `viewer`.
      ...(name === 'RoleGrant' ? [] : [['the owner', allowed.oneself, own] as [string, boolean, Person]]),
      ['the coordinator of the unit', allowed.unit, coordinator],
      ['the office of the district', allowed.district, office],
      ...Object.entries(others).map(([who, p]): [string, boolean, Person | null] => [
        who,
        // Whoever has the grant sees it.
        who === 'media' && allowed.media,
        p,
      ]),
    ];
    test.each(expectation)('by %s: %s', async (_, isAllowed, who) => {
      const [text, id, told] = questions[name]!;
      const { data, errors } = await (who ?? w).send(text, text.includes('$id') ? { id } : {});
      expect(errors).toBeUndefined();
      expect(JSON.stringify(data).includes(told ?? id)).toBe(isAllowed);
    });
  });
});
